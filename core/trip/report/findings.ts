/** What a trip became, judged item by item; the verdict is the worst that its findings say. */
import type { VehicleClass } from '../../report.ts';
import { finding } from '../check/facts.ts';
import type { Finding, FindingResult, Verdict } from '../trip.ts';
import type { TripReport } from './report.ts';

/** Later, or earlier, than this is told, min. */
const DELAY_MIN = 15;
/** Track to plan, and odometer to track (domain.md 4.2): a difference that is told, one that is a deviation. */
const WAY_WARN = 0.1;
const WAY_FAIL = 0.3;
const CONTINUOUS_MIN = 240;
/** The floor below which assessment gives no score (domain.md 4.1), and what is told. */
const COMPLETE_FAIL = 0.7;
const COMPLETE_WARN = 0.95;
/** Fewer fixes prove nothing. */
const FIXES_MIN = 5;

type Body = Omit<TripReport, 'verdict' | 'findings' | 'omitted'>;
type Texts = readonly [zh: string, en: string];
type More = Partial<Pick<Finding, 'clause' | 'measured' | 'limit' | 'unit' | 'about'>>;

export function findingsOf(report: Body, vehicleClass: VehicleClass): Finding[] {
  return [
    ...timesFindings(report),
    ...distanceFindings(report),
    ...placeFindings(report, vehicleClass),
    ...conductFindings(report),
    ...qualityFindings(report),
    alertsFinding(report),
  ];
}

const of = (item: string, result: FindingResult, texts: Texts, more: More = {}) =>
  finding(`trip.${item}`, result, texts, more);

function timesFindings({ times }: Body): Finding[] {
  const say = (item: string, delayMin: number, [zh, en]: Texts) => {
    const late: Texts = delayMin >= 0 ? ['晚', 'late'] : ['早', 'early'];
    return of(
      item,
      Math.abs(delayMin) > DELAY_MIN ? 'warn' : 'pass',
      [`${zh}${late[0]} ${Math.abs(delayMin)} 分钟`, `${en} ${Math.abs(delayMin)} min ${late[1]}`],
      { measured: delayMin, limit: DELAY_MIN, unit: 'min' },
    );
  };
  return [
    say('departure', times.departDelayMin, ['发车比计划', 'Departed']),
    say('arrival', times.arriveDelayMin, ['到达比计划', 'Arrived']),
  ];
}

function distanceFindings({ distance }: Body): Finding[] {
  const { plannedKm, odometerKm, trackKm } = distance;
  const share = (of: number) => (of === 0 ? 0 : Math.abs(trackKm - of) / of);
  const percent = (value: number) => Math.round(value * 1_000) / 10;
  const findings: Finding[] = [];
  if (plannedKm === null)
    findings.push(of('distance', 'unknown', ['计划未给出里程', 'The plan states no distance']));
  else {
    const off = share(plannedKm);
    findings.push(
      of(
        'distance',
        off > WAY_FAIL ? 'fail' : off > WAY_WARN ? 'warn' : 'pass',
        [
          `轨迹 ${trackKm} 公里，计划 ${plannedKm} 公里`,
          `Track ${trackKm} km, planned ${plannedKm} km`,
        ],
        { measured: percent(off), limit: percent(WAY_FAIL), unit: '%' },
      ),
    );
  }
  if (odometerKm === null)
    findings.push(
      of('odometer', 'unknown', ['终端不上报里程表', 'The terminal sends no odometer']),
    );
  else {
    const off = share(odometerKm);
    findings.push(
      of(
        'odometer',
        off > WAY_WARN ? 'warn' : 'pass',
        [
          `里程表 ${odometerKm} 公里，轨迹 ${trackKm} 公里`,
          `Odometer ${odometerKm} km, track ${trackKm} km`,
        ],
        { measured: percent(off), limit: percent(WAY_WARN), unit: '%' },
      ),
    );
  }
  return findings;
}

function placeFindings({ stops, via, deviations }: Body, vehicleClass: VehicleClass): Finding[] {
  const findings: Finding[] = [];
  const missed = stops.planned.filter(({ arrivedMs }) => arrivedMs === null).length;
  if (stops.planned.length > 0)
    findings.push(
      of(
        'stops',
        missed === 0 ? 'pass' : 'warn',
        [
          `计划停靠 ${stops.planned.length} 处，未停 ${missed} 处`,
          `${stops.planned.length} planned stops, ${missed} not served`,
        ],
        { measured: missed },
      ),
    );
  const extra = stops.unplanned.length;
  findings.push(
    of(
      'unplanned-stops',
      extra === 0 ? 'pass' : vehicleClass === 'dangerous' ? 'fail' : 'warn',
      [`计划外停车 ${extra} 次`, `${extra} unplanned stops`],
      { measured: extra },
    ),
  );
  const located = via.filter(({ isLocated }) => isLocated);
  const notPassed = located.filter(({ passedMs }) => passedMs === null).length;
  if (located.length > 0)
    findings.push(
      of(
        'via',
        notPassed === 0 ? 'pass' : 'fail',
        [
          `途经地 ${located.length} 处，未经过 ${notPassed} 处`,
          `${located.length} places on the way, ${notPassed} not passed`,
        ],
        { measured: notPassed },
      ),
    );
  if (deviations === null)
    findings.push(of('route', 'unknown', ['没有可比对的路线', 'No corridor to compare with']));
  else {
    const maxM = deviations.reduce((max, each) => Math.max(max, each.maxM), 0);
    findings.push(
      of(
        'route',
        deviations.length === 0 ? 'pass' : 'fail',
        deviations.length === 0
          ? ['全程在路线走廊内', 'Kept to its corridor']
          : [
              `偏离路线 ${deviations.length} 次，最远 ${maxM} 米`,
              `Left its corridor ${deviations.length} times, up to ${maxM} m`,
            ],
        { measured: maxM, unit: 'm' },
      ),
    );
  }
  return findings;
}

function conductFindings({ speeding, driving }: Body): Finding[] {
  const findings: Finding[] = [];
  const { episodes, limitKmh } = speeding;
  const maxKmh = episodes.reduce((max, each) => Math.max(max, each.maxKmh), 0);
  findings.push(
    limitKmh === null
      ? of('speed', 'unknown', ['没有适用的限速', 'No limit applies'])
      : of(
          'speed',
          episodes.length === 0 ? 'pass' : 'fail',
          episodes.length === 0
            ? ['没有持续超速', 'No sustained speeding']
            : [
                `超速 ${episodes.length} 次，最高 ${maxKmh} km/h`,
                `Speeding ${episodes.length} times, up to ${maxKmh} km/h`,
              ],
          {
            clause: '道路交通安全法实施条例 第78条',
            ...{ measured: episodes.length === 0 ? null : maxKmh, limit: limitKmh, unit: 'km/h' },
          },
        ),
  );
  const longest = driving.drivers.reduce((max, each) => Math.max(max, each.longestMin), 0);
  findings.push(
    of(
      'driving',
      longest > CONTINUOUS_MIN ? 'fail' : 'pass',
      [`最长连续驾驶 ${longest} 分钟`, `Longest driving without a rest ${longest} min`],
      {
        clause: '道路交通安全法实施条例 第62条(七)',
        ...{ measured: longest, limit: CONTINUOUS_MIN, unit: 'min' },
      },
    ),
  );
  return findings;
}

function qualityFindings({ quality }: Body): Finding[] {
  const { fixes, completeness, gaps, drift } = quality;
  const isTooLittle = fixes < FIXES_MIN || completeness === null;
  const share = completeness ?? 0;
  const percent = Math.round(share * 1_000) / 10;
  return [
    of(
      'track',
      isTooLittle || share < COMPLETE_FAIL ? 'fail' : share < COMPLETE_WARN ? 'warn' : 'pass',
      [
        `有效定位 ${fixes} 个，轨迹完整率 ${percent} %，缺口 ${gaps.length} 处`,
        `${fixes} valid fixes, track ${percent} % complete, ${gaps.length} gaps`,
      ],
      { measured: percent, limit: COMPLETE_FAIL * 100, unit: '%' },
    ),
    of('drift', drift === 0 ? 'pass' : 'warn', [`漂移点 ${drift} 个`, `${drift} drifting fixes`], {
      measured: drift,
    }),
  ];
}

function alertsFinding({ alerts }: Body): Finding {
  const counted = alerts.filter(
    ({ state, outcome }) =>
      state !== 'withdrawn' && outcome !== 'false-alarm' && outcome !== 'duplicate',
  );
  const grave = counted.filter(({ severity }) => severity === 'critical' || severity === 'major');
  const open = counted.filter(({ work }) => work !== 'closed').length;
  return of(
    'alerts',
    grave.length > 0 ? 'fail' : counted.length > 0 ? 'warn' : 'pass',
    [
      `预警 ${counted.length} 条，其中严重和较大 ${grave.length} 条，未处置完 ${open} 条`,
      `${counted.length} alerts, ${grave.length} of them critical or major, ${open} not closed`,
    ],
    { measured: counted.length },
  );
}

/** Items that break a rule; the other failures depart from the plan. */
const VIOLATIONS = ['trip.speed', 'trip.driving', 'trip.alerts'];

/** Too little track proves neither conformity nor deviation; a violation it shows stands. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const failed = findings.filter(({ result }) => result === 'fail').map(({ item }) => item);
  if (failed.some((item) => VIOLATIONS.includes(item))) return 'violating';
  if (failed.includes('trip.track')) return 'undetermined';
  return failed.length > 0 ? 'deviating' : 'conforming';
}
