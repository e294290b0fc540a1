/** What `link.silent` says of each kind of silence; durations in ms. */
import type { Severity } from '#core/alert.ts';
import type { EpisodeFacts } from '../rule.ts';
import { clockText } from './evidence.ts';

/** Facts of an episode that change while it lasts. */
type Said = Pick<EpisodeFacts, 'severity' | 'measured' | 'limit' | 'explanation' | 'facts'>;

const secondsOf = (ms: number): number => Math.round(ms / 1000);

/** @param isCut power or antenna was cut right before */
export function silentFor(
  kind: 'moving' | 'offline',
  lastedMs: number,
  limitMs: number,
  isCut: boolean,
): Said {
  const lasted = clockText(lastedMs);
  const limit = clockText(limitMs);
  const cutZh = isCut ? '；失联前主电源或天线断开，疑似人为破坏' : '';
  const cutEn = isCut ? '. Before, its power or antenna was cut: tampering is suspected' : '';
  const severity: Severity = isCut ? 'major' : 'minor';
  return {
    severity,
    measured: secondsOf(lastedMs),
    limit: secondsOf(limitMs),
    explanation:
      kind === 'offline'
        ? {
            zh: `车辆离线：至零时已 ${lasted} 没有任何数据，超过 ${limit}${cutZh}。`,
            en: `Offline: at midnight nothing had been heard of the vehicle for ${lasted}, more than ${limit}${cutEn}.`,
          }
        : {
            zh: `车辆行驶或点火状态下，已 ${lasted} 没有任何数据，超过允许的 ${limit}${cutZh}。`,
            en: `Nothing heard for ${lasted} from a vehicle that was moving or had its ignition on; ${limit} is allowed${cutEn}.`,
          },
    facts: {
      kind,
      allowedSeconds: secondsOf(limitMs),
      ...(isCut ? { suspicion: 'tampering' } : {}),
    },
  };
}

/** The silence is over. */
export function heardAfter(kind: 'moving' | 'offline', lastedMs: number): Partial<Said> {
  const lasted = clockText(lastedMs);
  return {
    measured: secondsOf(lastedMs),
    explanation:
      kind === 'offline'
        ? {
            zh: `车辆 ${lasted} 没有任何数据，现已恢复。`,
            en: `Nothing was heard of the vehicle for ${lasted}; the link is back.`,
          }
        : {
            zh: `车辆行驶或点火状态下 ${lasted} 没有任何数据，现已恢复。`,
            en: `Nothing was heard for ${lasted} from a vehicle that was moving or had its ignition on; the link is back.`,
          },
  };
}

export function withoutFixFor(
  kind: 'no-fix' | 'no-fix-live',
  lastedMs: number,
  limitMs: number,
): Said {
  const lasted = clockText(lastedMs);
  const limit = clockText(limitMs);
  return {
    severity: 'minor',
    measured: secondsOf(lastedMs),
    limit: secondsOf(limitMs),
    explanation:
      kind === 'no-fix'
        ? {
            zh: `车辆已 ${lasted} 有数据而无卫星定位，达到 ${limit}。`,
            en: `The vehicle has reported for ${lasted} without a satellite fix; ${limit} alerts.`,
          }
        : {
            zh: `车辆点火状态下、隧道以外已 ${lasted} 无卫星定位，超过允许的 ${limit}。`,
            en: `With its ignition on and outside tunnels, the vehicle has reported for ${lasted} without a satellite fix; ${limit} is allowed.`,
          },
    facts: { kind, allowedSeconds: secondsOf(limitMs) },
  };
}

export function fixAfter(lastedMs: number): Partial<Said> {
  const lasted = clockText(lastedMs);
  return {
    measured: secondsOf(lastedMs),
    explanation: {
      zh: `车辆 ${lasted} 有数据而无卫星定位，现已恢复定位。`,
      en: `The vehicle reported for ${lasted} without a satellite fix; it has one again.`,
    },
  };
}
