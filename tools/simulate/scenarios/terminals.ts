/** What terminals say themselves: alarm bits, cameras, people aboard. */
import { MINUTE_MS, SECOND_MS } from '#core/time.ts';
import {
  type AlarmWindow,
  ANY,
  AROUND_NOW,
  MODERN,
  planOf,
  type Scenario,
  type SimEdition,
} from '../scenario.ts';

function terminal(
  name: string,
  bit: number,
  kind: 'hold' | 'ack',
  classes = ANY,
  editions: readonly SimEdition[] = MODERN,
  camera = false,
): Scenario {
  return {
    name: `terminal.${name}`,
    alertTypes: [`terminal.${name}`, ...(camera ? ['dsm.fatigue', 'adas.forward-collision'] : [])],
    summary: `the terminal sets alarm bit ${bit}${kind === 'ack' ? ' until it is answered' : ' for two minutes'}${camera ? ', its cameras see fatigue and a collision ahead and send a picture and a video' : ''}`,
    classes,
    editions,
    plan: (nowMs) => {
      // Again every ten minutes, so that a later look at the demo finds some.
      const alarms = Array.from({ length: 4 }, (_, k): AlarmWindow => {
        const fromMs = nowMs + 20 * SECOND_MS + k * 10 * MINUTE_MS;
        const window = { bit, kind, fromMs, toMs: fromMs + 2 * MINUTE_MS };
        return camera ? { ...window, camera } : window;
      });
      return planOf(nowMs, AROUND_NOW, { alarms });
    },
  };
}

/** Every other bit of an edition, one after the other: a terminal's self-test at the roadside. */
function selfTest(
  edition: SimEdition,
  bits: readonly [bit: number, kind: 'hold' | 'ack', name: string][],
): Scenario {
  return {
    name: `terminal.self-test-${edition}`,
    alertTypes: [...new Set(bits.map(([, , name]) => `terminal.${name}`))],
    summary: `a ${edition} terminal tests its remaining alarm bits, each for a minute`,
    classes: ANY,
    editions: [edition],
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        alarms: bits.map(([bit, kind], k) => {
          const fromMs = nowMs + 20 * SECOND_MS + k * 4 * SECOND_MS;
          return { bit, kind, fromMs, toMs: fromMs + 60 * SECOND_MS };
        }),
      }),
  };
}

export const terminals: readonly Scenario[] = [
  {
    name: 'load.over-occupied',
    alertTypes: ['load.over-occupied'],
    summary: 'a coach’s terminal counts more people than seats for two minutes, again every ten',
    classes: ['charter', 'scheduled'],
    editions: MODERN,
    plan: (nowMs) => {
      const overOccupied = Array.from({ length: 4 }, (_, k) => {
        const fromMs = nowMs + 20 * SECOND_MS + k * 10 * MINUTE_MS;
        return { fromMs, toMs: fromMs + 2 * MINUTE_MS };
      });
      return planOf(nowMs, AROUND_NOW, { overOccupied });
    },
  },
  terminal('sos', 0, 'ack', ['charter', 'scheduled']),
  terminal('overspeed', 1, 'hold'),
  terminal('fatigue', 2, 'hold', ANY, MODERN, true),
  terminal('fault', 5, 'hold'),
  terminal('power-cut', 8, 'hold'),
  terminal('collision', 29, 'hold', ANY, ['2019']),
  terminal('rollover', 30, 'hold', ['dangerous', 'heavy']),
  selfTest('2019', [
    [3, 'hold', 'dangerous-driving'],
    [4, 'hold', 'fault'],
    [7, 'hold', 'power-low'],
    [11, 'hold', 'fault'],
    [13, 'hold', 'overspeed-prewarn'],
    [14, 'hold', 'fatigue-prewarn'],
    [15, 'hold', 'forbidden-hours'],
    [16, 'hold', 'tyre-pressure'],
    [17, 'hold', 'blind-spot'],
    [18, 'hold', 'driving-time-day'],
    [19, 'hold', 'parking-overtime'],
    [20, 'ack', 'area'],
    [21, 'ack', 'route'],
    [22, 'ack', 'segment-time'],
    [23, 'hold', 'route-deviation'],
    [24, 'hold', 'fault'],
    [25, 'hold', 'fuel'],
    [26, 'hold', 'theft'],
    [27, 'ack', 'illegal-ignition'],
    [28, 'ack', 'illegal-move'],
  ]),
  selfTest('2013', [
    [3, 'ack', 'danger-warning'],
    [6, 'hold', 'fault'],
    [9, 'hold', 'fault'],
    [12, 'hold', 'fault'],
    [31, 'ack', 'illegal-door'],
  ]),
];
