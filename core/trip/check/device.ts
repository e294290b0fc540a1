/** The terminal before a trip, and other trips at the same time. */
import { MINUTE_MS } from '../../time.ts';
import type { Finding, TripPlan } from '../trip.ts';
import { type CheckFacts, finding, minuteOf } from './facts.ts';

/** A terminal that is silent this shortly before the departure will not do. */
const SOON_MS = 30 * MINUTE_MS;
const CLAUSE = '道路运输车辆动态监督管理办法';
/** With these the vehicle cannot be watched at all. */
const DISABLING = ['terminal.fault', 'terminal.power-cut'];

export function checkDevice(plan: TripPlan, { device, nowMs }: CheckFacts): Finding[] {
  const { lastSeenMs, silentAfterMs, terminals, troubles } = device;
  const isSoon = plan.departMs - nowMs <= SOON_MS;
  const more = { clause: CLAUSE };
  const findings: Finding[] = [];
  if (lastSeenMs !== null && nowMs - lastSeenMs <= silentAfterMs)
    findings.push(finding('device.online', 'pass', ['终端在线', 'The terminal is online'], more));
  else {
    const since =
      lastSeenMs === null
        ? ['', '']
        : [`，最后上报 ${minuteOf(lastSeenMs)}`, `; last report ${minuteOf(lastSeenMs)}`];
    const none =
      terminals === 0
        ? ['没有登记终端', 'No terminal is registered']
        : ['终端不在线', 'The terminal is not online'];
    findings.push(
      finding(
        'device.online',
        isSoon ? 'fail' : 'warn',
        [`${none[0]}${since[0]}`, `${none[1]}${since[1]}`],
        more,
      ),
    );
  }
  if (troubles.length === 0)
    findings.push(
      finding(
        'device.health',
        'pass',
        ['终端没有未结束的故障', 'The terminal has no open fault'],
        more,
      ),
    );
  for (const { type } of troubles)
    findings.push(
      finding(
        'device.health',
        DISABLING.includes(type) ? 'fail' : 'warn',
        [`未结束的预警 ${type}`, `Open alert ${type}`],
        { ...more, about: type },
      ),
    );
  return findings;
}

export function checkOverlaps({ overlaps }: CheckFacts): Finding[] {
  if (overlaps.length === 0)
    return [
      finding('schedule.overlap', 'pass', ['没有时间冲突的运次', 'No other trip at the same time']),
    ];
  return overlaps.map(({ tripId, driverKey }) =>
    finding(
      'schedule.overlap',
      'fail',
      driverKey === null
        ? ['车辆同一时间另有运次', 'The vehicle has another trip at the same time']
        : ['驾驶员同一时间另有运次', 'A driver has another trip at the same time'],
      { about: driverKey ?? tripId },
    ),
  );
}
