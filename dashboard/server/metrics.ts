/** What operators see of the dashboard's server. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { deadlinesOf, type Ladder, overdueOf } from '#core/alert-life/timers.ts';
import { ESCALATION_LEVELS } from '#core/alert-life/work.ts';
import type { Clock } from '#core/time.ts';
import type { AlertBook } from './alert-book.ts';
import type { AlertTimers } from './alert-timers.ts';
import type { Auth } from './auth.ts';
import type { Fleet } from './fleet.ts';
import type { Followers } from './followers.ts';
import type { IndicatorBoard } from './indicator-board.ts';
import type { LiveHub } from './live-hub.ts';
import type { MediaBook } from './media-book.ts';
import type { RiskBoard } from './risk/board.ts';
import type { SensorBoard } from './sensor-board.ts';
import type { NumberFilter } from './tail.ts';

export interface Observed {
  auth: Auth;
  timers: AlertTimers;
  ladderOf: (alertId: string) => Ladder;
  clock: Clock;
  hub: LiveHub;
  fleet: Fleet;
  book: AlertBook;
  board: IndicatorBoard;
  risk: RiskBoard;
  sensors: SensorBoard;
  media: MediaBook;
  followers: Followers;
  numbers: NumberFilter;
}

export function observeDashboard(registry: Registry, observed: Observed): void {
  observeAlertLife(registry, observed);
  const { auth, hub, fleet, book, board, risk, sensors, media, followers, numbers } = observed;
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `tizheng_dashboard_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `tizheng_dashboard_${name}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const { stats } = hub;
  gauge('viewers', 'Live connections open.', () => stats.viewers);
  gauge('waiting_bytes', 'Bytes that viewers have not read yet.', () => hub.waitingBytes);
  gauge('vehicles', 'Vehicles with a position on the live map.', () => fleet.positioned);
  gauge('alerts', 'Alerts held in the list.', () => book.size);
  gauge('alerts_open', 'Alerts whose episode is open.', () => book.openCount);
  gauge(
    'risk_subjects',
    'Vehicles, drivers and enterprises with a verdict on their risk.',
    () => risk.size,
  );
  gauge('indicator_series', 'Indicators × scopes held.', () => board.series);
  gauge('sensors', 'Roadside sensors with a reading.', () => sensors.size);
  gauge('evidence', 'Alarms with files, and uploads, that alerts may name.', () => media.size);
  counter(
    'evidence_not_held',
    'Alarms with files beyond the most held; the oldest give way.',
    () => media.forgotten,
  );
  gauge('lag_records', 'Log records not yet taken in.', () => followers.lag());
  counter('frames_sent', 'Position frames sent.', () => stats.framesSent);
  counter('frames_skipped', 'Position frames skipped for slow viewers.', () => stats.framesSkipped);
  counter('rows_sent', 'Vehicle rows sent in position frames.', () => stats.rowsSent);
  counter('alerts_sent', 'Alert rows sent.', () => stats.alertsSent);
  counter('resyncs', 'Viewers told to reload their list.', () => stats.resyncs);
  counter('sent_bytes', 'Bytes sent to viewers.', () => stats.bytesSent);
  counter('upgrades_refused', 'Live connections refused.', () => stats.upgradesRefused);
  counter('policy_closes', 'Viewers closed for what they sent.', () => stats.policyCloses);
  counter('not_shown', 'Positions beyond the most vehicles shown.', () => fleet.notShown);
  counter(
    'indicators_not_held',
    'Indicator values beyond the most series, or older than the windows held.',
    () => board.notHeld,
  );
  counter(
    'sensors_not_held',
    'Sensor readings beyond the most sensors held.',
    () => sensors.notHeld,
  );
  counter('outputs_repeated', 'Alert transitions seen before.', () => numbers.repeated);
  counter(
    'alerts_forgotten',
    'Alerts that left the list before they were finished.',
    () => book.unfinishedForgotten,
  );
  new Counter({
    name: 'tizheng_dashboard_records_total',
    help: 'Log records by what became of them.',
    labelNames: ['topic', 'result'],
    registers,
    collect() {
      this.reset();
      for (const [topic, { records, undecodable, lost }] of followers.totals()) {
        this.inc({ topic, result: 'taken' }, records);
        this.inc({ topic, result: 'undecodable' }, undecodable);
        this.inc({ topic, result: 'lost' }, lost);
      }
    },
  });
  new Counter({
    name: 'tizheng_dashboard_sign_ins_total',
    help: 'Sign-ins by what became of them.',
    labelNames: ['result'],
    registers,
    collect() {
      this.reset();
      for (const [result, count] of Object.entries(auth.counts)) this.inc({ result }, count);
    },
  });
}

/** Of alerts somebody still has to deal with, counted when they are asked for. */
function observeAlertLife(
  registry: Registry,
  { book, timers, ladderOf, clock }: Pick<Observed, 'book' | 'timers' | 'ladderOf' | 'clock'>,
): void {
  const registers = [registry];
  new Gauge({
    name: 'tizheng_dashboard_alerts_overdue',
    help: 'Alerts past a deadline: to be acknowledged, to be closed, to be answered under supervision.',
    labelNames: ['what'],
    registers,
    collect() {
      const nowMs = clock.now();
      const counts = { acknowledge: 0, handle: 0, supervision: 0 };
      for (const { alert, work } of book.entries()) {
        const deadlines = deadlinesOf(alert, work, ladderOf(alert.alertId));
        const overdue = overdueOf(deadlines, nowMs);
        if (overdue.acknowledge) counts.acknowledge++;
        if (overdue.handle) counts.handle++;
        if (overdue.supervision) counts.supervision++;
      }
      for (const [what, count] of Object.entries(counts)) this.set({ what }, count);
    },
  });
  new Gauge({
    name: 'tizheng_dashboard_alerts_escalated',
    help: 'Alerts that are not closed, by the level that answers for them.',
    labelNames: ['level'],
    registers,
    collect() {
      const counts = { county: 0, city: 0, province: 0 };
      for (const { alert, work } of book.entries())
        if (work.state !== 'closed' && alert.state !== 'withdrawn') counts[work.escalation]++;
      for (const level of ESCALATION_LEVELS) this.set({ level }, counts[level]);
    },
  });
  new Counter({
    name: 'tizheng_dashboard_alert_timers_total',
    help: 'Escalations and returns to the list that this server asked for, by what became of them.',
    labelNames: ['result'],
    registers,
    collect() {
      this.reset();
      for (const [result, count] of Object.entries(timers.counts)) this.inc({ result }, count);
    },
  });
}
