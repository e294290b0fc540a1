/**
 * terminal.* (终端报警): the alarm bits of the terminal itself, one alert per episode of a bit.
 *
 * A bit opens an alert when it rises from 0 to 1 and closes it when it falls back, whatever its kind;
 * repeats while it stays set belong to the same episode, so a terminal that repeats an unanswered
 * alarm makes no second alert. Each bit has its own slot. A vehicle may carry two terminals: a bit
 * counts as set while any of them sets it, and a terminal unheard for `deviceStaleMs` has no say.
 */
import { type Static, Type } from 'typebox';
import { type Observation, VEHICLE_CLASSES } from '#core/report.ts';
import { defineRule, type EpisodeFacts } from '../rule.ts';
import { type AlarmBit, type AlarmTable, alarmTableOf } from './terminal-bits.ts';

const Params = Type.Object({
  ignoredBits: Type.Array(Type.Integer({ minimum: 0, maximum: 31 }), {
    default: [],
    description: 'alarm bits that raise nothing, for terminals known to misuse them',
  }),
  ignoredTypes: Type.Array(Type.String(), {
    default: [],
    description:
      'alert types of this family that raise nothing; `"terminal.<name>": {"enabled": false}` in the rule settings adds one',
  }),
  deviceStaleMs: Type.Integer({
    minimum: 60_000,
    default: 600_000,
    description:
      'ms; a second terminal of the same vehicle unheard for longer no longer holds its bits',
  }),
});
type Params = Static<typeof Params>;

interface State {
  /** Bits set now, over all terminals of the vehicle (signed 32-bit). */
  flags: number;
  /** Terminals that set any bit: their bits and when they last said so. Empty in the common case. */
  devices: Record<string, { flags: number; atMs: number }>;
}

/** At most this many terminals hold bits at once; the one unheard longest gives way. */
const DEVICES_MAX = 4;

function statement(bit: AlarmBit, table: AlarmTable, observation: Observation): EpisodeFacts {
  return {
    type: bit.type,
    severity: bit.severity,
    openedAtMs: observation.eventTimeMs,
    raisedAtMs: observation.eventTimeMs,
    measured: null,
    limit: null,
    unit: '',
    latitudeDeg: observation.latitudeDeg,
    longitudeDeg: observation.longitudeDeg,
    explanation: {
      zh: `终端上报“${bit.zh}”（JT/T 808-${table.edition} 报警标志位 ${bit.bit}）。`,
      en: `The terminal reports: ${bit.en} (JT/T 808-${table.edition} alarm bit ${bit.bit}).`,
    },
    clause: `JT/T 808-${table.edition} 0x0200 报警标志位 ${bit.bit}`,
    facts: {
      bit: bit.bit,
      kind: bit.kind,
      edition: table.edition,
      ...(bit.which === null ? {} : { which: bit.which }),
    },
  };
}

/** Bits that raise this type in this edition. */
function bitsOf(table: AlarmTable, type: string): number {
  return table.bits.reduce((mask, row) => (row?.type === type ? mask | (1 << row.bit) : mask), 0);
}

/** Notes what this terminal says now and returns the bits of all terminals together. */
function combine(state: State, observation: Observation, flags: number, staleMs: number): number {
  const { devices } = state;
  const nowMs = observation.eventTimeMs;
  if (flags === 0) delete devices[observation.deviceKey];
  else devices[observation.deviceKey] = { flags, atMs: nowMs };
  let all = 0;
  let held = 0;
  let oldest = '';
  for (const key in devices) {
    const device = devices[key]!;
    if (nowMs - device.atMs > staleMs) {
      delete devices[key];
      continue;
    }
    held++;
    if (oldest === '' || device.atMs < devices[oldest]!.atMs) oldest = key;
    all |= device.flags;
  }
  if (held <= DEVICES_MAX) return all;
  delete devices[oldest];
  return Object.values(devices).reduce((sum, device) => sum | device.flags, 0);
}

export const terminal = defineRule<Params, State>({
  type: 'terminal',
  version: 1,
  summary: {
    zh: '终端报警标志位（按协议版本解释）：紧急、超速、疲劳、故障、断电、碰撞等',
    en: 'Alarm bits raised by the terminal, read by the edition of its protocol',
  },
  clause: 'JT/T 808 0x0200 报警标志',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  classes: VEHICLE_CLASSES,
  initial: () => ({ flags: 0, devices: {} }),
  wakes: ({ alarmFlag, protocol }) =>
    alarmFlag !== 0 && (alarmFlag & (alarmTableOf(protocol)?.mask ?? 0)) !== 0,
  onObservation(state, observation, context) {
    const table = alarmTableOf(observation.protocol);
    if (table === null) return;
    let mask = table.mask;
    for (const bit of context.params.ignoredBits) mask &= ~(1 << bit);
    for (const type of context.params.ignoredTypes) mask &= ~bitsOf(table, type);
    const flags = combine(
      state,
      observation,
      observation.alarmFlag & mask,
      context.params.deviceStaleMs,
    );
    const changed = flags ^ state.flags;
    if (changed === 0) {
      // All it says is ignored.
      if (flags === 0) context.rest();
      return;
    }
    state.flags = flags;
    for (let bit = 0; bit < 32; bit++) {
      if ((changed & (1 << bit)) === 0) continue;
      const slot = String(bit);
      if ((flags & (1 << bit)) === 0) {
        context.close(slot, observation.eventTimeMs);
        continue;
      }
      const row = table.bits[bit];
      // Held by another terminal of an edition where this bit means something: it opened there.
      if (row === null || row === undefined) continue;
      context.open(slot, statement(row, table, observation));
      context.evidence(slot);
    }
    if (flags === 0) context.rest();
  },
});
