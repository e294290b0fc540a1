/**
 * A verification report as a page of its own, for the screen and for paper: no script, nothing loaded. Its one
 * style sheet stands in it and is allowed by its hash.
 */
import { createHash } from 'node:crypto';
import { formatShanghai } from '#core/time.ts';
import type { TripReport } from '#core/trip/report/report.ts';
import type { Finding } from '#core/trip/trip.ts';
import type { TripView } from './view.ts';

export type Language = 'zh' | 'en';

const STYLE = `
body{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111;background:#fff;max-width:60em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .4em;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.25em .5em;text-align:left;vertical-align:top}
th{background:#f2f2f2;font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
.verdict{font-size:1.2em;font-weight:700;border:2px solid;padding:.3em .8em;display:inline-block;margin:.6em 0}
.fail{color:#a40000}.warn{color:#7a4a00}.pass{color:#0a5a1e}.unknown{color:#444}
svg{width:100%;height:18em;border:1px solid #bbb}.basis{font-size:.85em;color:#444;word-break:break-all}
@page{size:A4;margin:15mm}@media print{body{margin:0;max-width:none;font-size:11px}h2{break-after:avoid}tr{break-inside:avoid}}
`;
/** Of the answer that holds the page. */
export const REPORT_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const WORDS = {
  zh: {
    ...{ title: '运次核验报告', vehicle: '车辆', drivers: '驾驶员', trip: '运次', no: '无' },
    ...{ planned: '计划', actual: '实际', depart: '发车', arrive: '到达', delay: '偏差（分）' },
    ...{ findings: '核验结论', item: '项目', result: '结果', clause: '依据', statement: '说明' },
    ...{ distance: '里程（公里）', odometer: '里程表', track: '轨迹', complete: '完整轨迹' },
    ...{
      stops: '停靠',
      place: '地点',
      from: '起',
      to: '止',
      minutes: '分钟',
      unplanned: '计划外停车',
    },
    ...{ deviations: '路线偏离', max: '最大（米）', speeding: '超速', maxKmh: '最高（km/h）' },
    ...{ limit: '限值', driving: '驾驶与休息', total: '累计（分）', longest: '最长连续（分）' },
    ...{ rests: '休息', quality: '数据质量', points: '定位条数', fixes: '有效', gaps: '缺口' },
    ...{
      completeness: '完整率',
      delayMs: '时延中位（毫秒）',
      drift: '漂移',
      backlog: '补传',
      late: '迟到',
    },
    ...{ alerts: '预警与处置', type: '类型', severity: '级别', work: '处置', outcome: '结论' },
    ...{ handled: '响应（分）', map: '轨迹图', basis: '数据依据', made: '生成于', by: '核验人' },
    ...{ missed: '未停', cut: '数据过长，已截断', omitted: '未列出条目' },
    pass: '合格',
    warn: '注意',
    fail: '不合格',
    unknown: '无法判断',
    conforming: '符合计划',
    deviating: '偏离计划',
    violating: '存在违规',
    undetermined: '数据不足',
  },
  en: {
    ...{ title: 'Trip verification report', vehicle: 'Vehicle', drivers: 'Drivers', trip: 'Trip' },
    ...{ no: 'none', planned: 'Planned', actual: 'Actual', depart: 'Departure', arrive: 'Arrival' },
    ...{ delay: 'Late, min', findings: 'Findings', item: 'Item', result: 'Result' },
    ...{ clause: 'Clause', statement: 'Statement', distance: 'Distance, km', odometer: 'Odometer' },
    ...{ track: 'Track', complete: 'Complete track', stops: 'Stops', place: 'Place', from: 'From' },
    ...{ to: 'To', minutes: 'Minutes', unplanned: 'Unplanned stops', deviations: 'Deviations' },
    ...{ max: 'Largest, m', speeding: 'Speeding', maxKmh: 'Highest, km/h', limit: 'Limit' },
    ...{
      driving: 'Driving and rest',
      total: 'Total, min',
      longest: 'Longest, min',
      rests: 'Rests',
    },
    ...{ quality: 'Data quality', points: 'Positions', fixes: 'Valid', gaps: 'Gaps' },
    ...{ completeness: 'Completeness', delayMs: 'Median delay, ms', drift: 'Drift' },
    ...{ backlog: 'From memory', late: 'Late', alerts: 'Alerts and handling', type: 'Type' },
    ...{ severity: 'Severity', work: 'Work', outcome: 'Outcome', handled: 'Handled after, min' },
    ...{ map: 'Track', basis: 'Basis', made: 'Made', by: 'By', missed: 'missed' },
    ...{ cut: 'The data were longer than what was read', omitted: 'Entries not listed' },
    ...{ pass: 'pass', warn: 'note', fail: 'fail', unknown: 'unknown' },
    ...{ conforming: 'Conforming', deviating: 'Deviating', violating: 'Violating' },
    undetermined: 'Undetermined',
  },
} as const satisfies Record<Language, Record<string, string>>;

export interface PageInput {
  report: TripReport;
  trip: TripView;
  language: Language;
  /** The verification step; null = made now, not recorded. */
  made: { atMs: number; actor: string; version: number } | null;
  /** Hash of the report's JSON. */
  digest: string;
}

export function reportPage({ report, trip, language, made, digest }: PageInput): string {
  const w = WORDS[language];
  const { times, distance, stops, deviations, speeding, driving, quality, alerts, basis } = report;
  const rows = (head: readonly string[], body: readonly (readonly Cell[])[]) =>
    body.length === 0 ? `<p>${w.no}</p>` : table(head, body);
  const names = trip.plan.drivers.map(({ key, name }) => name ?? `#${key.slice(0, 6)}`);
  const nameOf = (key: string | null) =>
    trip.plan.drivers.find((each) => each.key === key)?.name ??
    (key === null ? '—' : `#${key.slice(0, 6)}`);
  const sections = [
    [
      w.trip,
      table(
        ['', w.planned, w.actual, w.delay],
        [
          [w.depart, time(times.plannedDepartMs), time(times.departedMs), times.departDelayMin],
          [w.arrive, time(times.plannedArriveMs), time(times.arrivedMs), times.arriveDelayMin],
        ],
      ),
    ],
    [w.findings, findingsTable(report.findings, language)],
    [
      w.distance,
      table(
        [w.planned, w.odometer, w.track, w.complete],
        [[distance.plannedKm, distance.odometerKm, distance.trackKm, distance.completeKm]],
      ),
    ],
    [
      w.stops,
      rows(
        [w.place, w.planned, w.from, w.to, w.minutes, w.delay],
        stops.planned.map((stop) => [
          stop.name,
          time(stop.plannedArriveMs),
          stop.arrivedMs === null ? w.missed : time(stop.arrivedMs),
          time(stop.leftMs),
          ...[stop.minutes, stop.delayMin],
        ]),
      ),
    ],
    [
      w.unplanned,
      rows(
        [w.from, w.to, w.minutes, w.place],
        stops.unplanned.map((stop) => [
          ...[time(stop.fromMs), time(stop.toMs), stop.minutes],
          place(stop.latitudeDeg, stop.longitudeDeg),
        ]),
      ),
    ],
    [
      w.deviations,
      rows(
        [w.from, w.to, w.minutes, w.max],
        (deviations ?? []).map((each) => [
          time(each.fromMs),
          time(each.toMs),
          each.minutes,
          each.maxM,
        ]),
      ),
    ],
    [
      w.speeding,
      rows(
        [w.from, w.to, w.maxKmh, w.limit],
        speeding.episodes.map((each) => [
          time(each.fromMs),
          time(each.toMs),
          each.maxKmh,
          each.limitKmh,
        ]),
      ),
    ],
    [
      w.driving,
      table(
        [w.drivers, w.total, w.longest],
        driving.drivers.map((each) => [nameOf(each.key), each.drivingMin, each.longestMin]),
      ) +
        rows(
          [`${w.rests} ${w.from}`, w.to, w.minutes],
          driving.rests.map((each) => [time(each.fromMs), time(each.toMs), each.minutes]),
        ),
    ],
    [
      w.quality,
      table(
        [w.points, w.fixes, w.completeness, w.drift, w.backlog, w.late, w.delayMs],
        [
          [
            ...[quality.points, quality.fixes],
            quality.completeness === null
              ? null
              : `${Math.round(quality.completeness * 1_000) / 10} %`,
            ...[quality.drift, quality.backlog, quality.late, quality.delayMsMedian],
          ],
        ],
      ) +
        rows(
          [`${w.gaps} ${w.from}`, w.to, 'km'],
          quality.gaps.map((gap) => [time(gap.fromMs), time(gap.toMs), gap.km]),
        ),
    ],
    [
      w.alerts,
      rows(
        [w.from, w.type, w.severity, w.statement, w.work, w.outcome, w.handled],
        alerts.map((alert) => [
          ...[time(alert.openedAtMs), alert.type, alert.severity, alert[language]],
          ...[alert.work, alert.outcome],
          alert.handledAfterMs === null ? null : Math.round(alert.handledAfterMs / 6_000) / 10,
        ]),
      ),
    ],
    [w.map, picture(report)],
  ] as const;
  const verdictClass = {
    conforming: 'pass',
    deviating: 'warn',
    violating: 'fail',
    undetermined: 'unknown',
  }[report.verdict];
  const offsets = `reports.v1[${basis.partition ?? '—'}] ${basis.fromOffset ?? '—'}…${basis.toOffset ?? '—'}`;
  const notes = [
    ...(made === null
      ? []
      : [`${w.made} ${time(made.atMs)} · ${w.by} ${text(made.actor)} · v${made.version}`]),
    ...[`${offsets} · sha256 ${digest}`, `${w.trip} ${report.tripId}`],
    ...(basis.isCut ? [w.cut] : []),
    ...(report.omitted > 0 ? [`${w.omitted}: ${report.omitted}`] : []),
  ];
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${w.title}</title><style>${STYLE}</style></head><body>
<h1>${w.title}</h1>
<p>${w.vehicle} <strong>${text(trip.plan.vehicleId ?? '—')}</strong> · ${w.drivers} ${text(names.join(language === 'zh' ? '、' : ', ') || w.no)}</p>
<p class="verdict ${verdictClass}">${w[report.verdict]}</p>
${sections.map(([heading, body]) => `<section><h2>${heading}</h2>${body}</section>`).join('\n')}
<section class="basis"><h2>${w.basis}</h2>${notes.map((note) => `<p>${note}</p>`).join('')}</section>
</body></html>
`;
}

type Cell = string | number | null;

function table(head: readonly string[], body: readonly (readonly Cell[])[]): string {
  const heads = head.map((each) => `<th>${text(each)}</th>`).join('');
  const lines = body.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table>`;
}

function cell(value: Cell): string {
  if (typeof value === 'number') return `<td class="n">${value}</td>`;
  return `<td>${value === null ? '—' : text(value)}</td>`;
}

export function findingsTable(findings: readonly Finding[], language: Language): string {
  const w = WORDS[language];
  const lines = findings
    .map(
      (each) =>
        `<tr><td>${text(each.item)}</td><td class="${each.result}">${w[each.result]}</td><td>${text(each[language])}</td><td>${text(each.clause)}</td></tr>`,
    )
    .join('');
  return `<table><thead><tr><th>${w.item}</th><th>${w.result}</th><th>${w.statement}</th><th>${w.clause}</th></tr></thead><tbody>${lines}</tbody></table>`;
}

/** The track as a line, north up, in proportion. */
function picture({ picture: points }: TripReport): string {
  if (points.length < 2) return '<p>—</p>';
  const longitudes = points.map(([, lon]) => lon);
  const latitudes = points.map(([, , lat]) => lat);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const squeeze = Math.cos((((north + south) / 2) * Math.PI) / 180);
  const scale = 1_000 / Math.max((east - west) * squeeze, north - south, 1e-6);
  const at = (lon: number, lat: number) =>
    `${((lon - west) * squeeze * scale).toFixed(1)},${((north - lat) * scale).toFixed(1)}`;
  const line = points.map(([, lon, lat]) => at(lon, lat)).join(' ');
  const box = [-20, -20, (east - west) * squeeze * scale + 40, (north - south) * scale + 40];
  const [first, last] = [points[0]!, points.at(-1)!].map(([, lon, lat]) => at(lon, lat).split(','));
  return `<svg viewBox="${box.map((n) => n.toFixed(1)).join(' ')}" role="img"><polyline points="${line}" fill="none" stroke="#1b4f9c" stroke-width="6"/><circle cx="${first![0]}" cy="${first![1]}" r="14" fill="#0a5a1e"/><rect x="${Number(last![0]) - 12}" y="${Number(last![1]) - 12}" width="24" height="24" fill="#a40000"/></svg>`;
}

/** `2026-11-21 08:00:00`, Asia/Shanghai. */
function time(instantMs: number | null): string {
  return instantMs === null ? '—' : formatShanghai(instantMs).slice(0, 19).replace('T', ' ');
}

function place(latitudeDeg: number, longitudeDeg: number): string {
  return `${latitudeDeg.toFixed(5)}, ${longitudeDeg.toFixed(5)}`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function text(value: string): string {
  return value.replace(/[&<>"]/g, (each) => ESCAPES[each]!);
}
