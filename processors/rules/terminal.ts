/**
 * terminal.* (终端报警): the alarms of the terminal itself, one alert per episode of a bit: the 32 alarm bits of
 * its edition, and beside them video, abnormal driving and tyre sensors (terminal-extras.ts).
 *
 * A bit opens an alert when it rises from 0 to 1 and closes it when it falls back. `hold` bits stay while
 * the condition lasts. `ack` bits stay until the platform has answered, so a lost answer repeats them: repeats
 * while set belong to the same episode, and a rise at the device time of the last one is that one again. An
 * area, route or segment that follows another while its bit waits for the answer is another event.
 *
 * A vehicle may carry two terminals: a bit counts as set while any of them sets it, and a terminal unheard
 * for `deviceStaleMs` has no say.
 */
import { type Static, Type } from 'typebox';
import { type Observation, VEHICLE_CLASSES } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import { measuredSpeedKmh } from './evidence.ts';
import {
  ALARM_BITS,
  type AlarmBit,
  type AlarmTable,
  alarmTableOf,
  CUT_BITS,
} from './terminal-bits.ts';
import { type Content, contentOfBit, contentOfExtra } from './terminal-content.ts';
import {
  EXTRA_BITS,
  extraFlags,
  TYRE_CLAUSE,
  type TyreAlarms,
  tyresOf,
} from './terminal-extras.ts';

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
      'ms; a second terminal of the same vehicle, or its tyre sensors, unheard for longer no longer hold their bits',
  }),
});
type Params = Static<typeof Params>;

interface DeviceBits {
  flags: number;
  more: number;
  atMs: number;
}

interface State {
  /** Alarm bits set now, over all terminals of the vehicle (signed 32-bit). */
  flags: number;
  /** Likewise the extra bits. */
  more: number;
  /** Terminals that set any bit: their bits and when they last said so. Empty in the common case. */
  devices: Record<string, DeviceBits>;
  /** null = no tyre alarm holds. */
  tyres: TyreAlarms | null;
  /** Of open slots with content: its key. */
  said: Record<string, string>;
  /** Of `ack` slots: terminal and device time of the last rise. */
  risen: Record<string, string>;
  /** The latest of them; 0 = none. */
  risenMs: number;
}

/** At most this many terminals hold bits at once; the one unheard longest gives way. */
const DEVICES_MAX = 4;
/** Satellite noise floor. */
const MOVING_KMH = 5;
const TYRE_BIT = 1 << 16;
/** What bit 16 means where the edition has none: the tyres' own item says it for every edition. */
const TYRE_ROW: AlarmBit = ALARM_BITS.find(({ bit }) => bit === 16)!;

/** A bit as the edition has it, with what it is called in texts and the clause it rests on. */
type NamedBit = AlarmBit & { clause: { zh: string; en: string }; formal: string };

/** One of the two words of bits. */
interface Word {
  /** Bits whose alarm an item may say more about. */
  contentMask: number;
  slot(bit: number): string;
  /** null = means nothing here: held by another terminal, of an edition where it does; it opened there. */
  row(bit: number): NamedBit | null;
  content(bit: number, observation: Observation): Content | null;
  facts(row: AlarmBit): Record<string, unknown>;
}

function alarmWord(table: AlarmTable): Word {
  const { edition } = table;
  return {
    contentMask: (1 << 1) | TYRE_BIT | (1 << 20) | (1 << 21) | (1 << 22),
    slot: String,
    row(bit) {
      const row = table.bits[bit] ?? null;
      if (row === null)
        return bit === 16 ? { ...TYRE_ROW, clause: TYRE_CLAUSE, formal: TYRE_CLAUSE.zh } : null;
      const text = `JT/T 808-${edition}`;
      const clause = { zh: `${text} 报警标志位 ${bit}`, en: `${text} alarm bit ${bit}` };
      return { ...row, clause, formal: `${text} 0x0200 报警标志位 ${bit}` };
    },
    content: contentOfBit,
    facts: ({ bit, kind }) => ({ bit, kind, edition }),
  };
}

const EXTRA_WORD: Word = {
  contentMask: 0b1_0000_0111,
  slot: (bit) => `x${bit}`,
  row(bit) {
    const row = EXTRA_BITS[bit] ?? null;
    return row === null ? null : { ...row, formal: row.clause.zh };
  },
  content: contentOfExtra,
  facts: ({ kind }) => ({ kind }),
};

export const terminal = defineRule<Params, State>({
  type: 'terminal',
  version: 3,
  shape: { version: 2, carryOver },
  summary: {
    zh: '终端报警（按协议版本解释）：报警标志位（紧急、超速、疲劳、故障、断电、碰撞等），JT/T 1078 视频与异常驾驶行为，胎压',
    en: 'Alarms raised by the terminal, read by the edition of its protocol: alarm bits, JT/T 1078 video and abnormal driving, tyres',
  },
  clause: 'JT/T 808 0x0200 报警标志',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  classes: VEHICLE_CLASSES,
  initial,
  wakes: ({ alarmFlag, videoAlarmFlag, alarmItems, protocol }) =>
    (alarmFlag !== 0 || videoAlarmFlag !== 0 || alarmItems !== null) &&
    alarmTableOf(protocol) !== null,
  onObservation(state, observation, context) {
    const { alarmFlag, protocol } = observation;
    const table = alarmTableOf(protocol);
    if (table === null) return;
    const { params } = context;
    noteTyres(state, observation, params.deviceStaleMs);
    let flags = alarmFlag & table.mask;
    if (state.tyres?.pressure === true) flags |= TYRE_BIT;
    let more = extraFlags(observation, state.tyres);
    for (const bit of params.ignoredBits) flags &= ~(1 << bit);
    for (const type of params.ignoredTypes) {
      flags &= ~bitsOf(table.bits, type);
      if (type === TYRE_ROW.type) flags &= ~TYRE_BIT;
      more &= ~bitsOf(EXTRA_BITS, type);
    }
    const { flags: flagsBefore, more: moreBefore } = state;
    combine(state, observation, { flags, more, atMs: observation.eventTimeMs }, params);
    if ((flagsBefore | state.flags) !== 0)
      follow(alarmWord(table), flagsBefore, state.flags, state, observation, context);
    if ((moreBefore | state.more) !== 0)
      follow(EXTRA_WORD, moreBefore, state.more, state, observation, context);
    // A rise of this very instant may come again.
    if (isCalm(state) && state.risenMs !== observation.eventTimeMs) context.rest();
  },
});

function initial(): State {
  return { flags: 0, more: 0, devices: {}, tyres: null, said: {}, risen: {}, risenMs: 0 };
}

/** Before version 2 there was one word of bits. */
function carryOver(old: unknown): State {
  const { flags, devices } = old as { flags: number; devices: Record<string, DeviceBits> };
  const state = initial();
  state.flags = flags;
  for (const [key, bits] of Object.entries(devices)) state.devices[key] = { ...bits, more: 0 };
  return state;
}

function isCalm(state: State): boolean {
  return state.flags === 0 && state.more === 0 && state.tyres === null;
}

/** Bits of the word that raise this type. */
function bitsOf(rows: readonly (AlarmBit | null)[], type: string): number {
  return rows.reduce((mask, row) => (row?.type === type ? mask | (1 << row.bit) : mask), 0);
}

/** Tyres speak up when something changes and once a minute: what they said holds meanwhile. */
function noteTyres(state: State, observation: Observation, staleMs: number): void {
  const told = tyresOf(observation);
  if (told !== null) state.tyres = told.pressure || told.sensor ? told : null;
  else if (state.tyres !== null && observation.eventTimeMs - state.tyres.atMs > staleMs)
    state.tyres = null;
}

/** Notes what this terminal says now; the words of the state become those of all terminals together. */
function combine(state: State, { deviceKey }: Observation, bits: DeviceBits, params: Params): void {
  const { devices } = state;
  if (bits.flags === 0 && bits.more === 0) delete devices[deviceKey];
  else devices[deviceKey] = bits;
  let held = 0;
  let oldest = '';
  for (const key in devices) {
    const device = devices[key]!;
    if (bits.atMs - device.atMs > params.deviceStaleMs) {
      delete devices[key];
      continue;
    }
    held++;
    if (oldest === '' || device.atMs < devices[oldest]!.atMs) oldest = key;
  }
  if (held > DEVICES_MAX) delete devices[oldest];
  state.flags = 0;
  state.more = 0;
  for (const key in devices) {
    state.flags |= devices[key]!.flags;
    state.more |= devices[key]!.more;
  }
}

/** Opens what rose, closes what fell, restates what has another content. */
function follow(
  word: Word,
  before: number,
  after: number,
  state: State,
  observation: Observation,
  context: RuleContext<Params>,
): void {
  const { eventTimeMs, alarmItems } = observation;
  let look = before ^ after;
  if (alarmItems !== null) look |= after & word.contentMask;
  for (let bit = 0; look !== 0 && bit < 32; bit++) {
    if ((look & (1 << bit)) === 0) continue;
    const slot = word.slot(bit);
    if ((after & (1 << bit)) === 0) {
      context.close(slot, eventTimeMs);
      delete state.said[slot];
      continue;
    }
    const row = word.row(bit);
    if (row === null) continue;
    const content = word.content(bit, observation);
    const facts = statement(row, word, content, observation);
    if ((before & (1 << bit)) === 0) {
      if (row.kind === 'ack' && isRepeat(state, slot, observation)) continue;
      context.open(slot, facts);
    } else {
      if (content === null || content.key === state.said[slot]) continue;
      if (row.kind === 'ack' && state.said[slot] !== undefined) {
        context.close(slot, eventTimeMs);
        context.open(slot, facts);
      } else {
        const { openedAtMs: _, raisedAtMs: __, ...restated } = facts;
        context.update(slot, restated);
      }
    }
    if (content !== null) state.said[slot] = content.key;
    context.evidence(slot);
  }
}

/** Power or antenna goes while the vehicle drives: hardly by itself (domain.md 2.4). */
function isCutWhileMoving({ bit }: AlarmBit, observation: Observation): boolean {
  const speedKmh = measuredSpeedKmh(observation);
  return (CUT_BITS & (1 << bit)) !== 0 && speedKmh !== null && speedKmh > MOVING_KMH;
}

/** The rise of this terminal at this device time has been met. */
function isRepeat(state: State, slot: string, { deviceKey, eventTimeMs }: Observation): boolean {
  const rise = `${deviceKey}@${eventTimeMs}`;
  if (state.risen[slot] === rise) return true;
  state.risen[slot] = rise;
  state.risenMs = eventTimeMs;
  return false;
}

function statement(
  row: NamedBit,
  word: Word,
  content: Content | null,
  observation: Observation,
): EpisodeFacts {
  const { eventTimeMs, latitudeDeg, longitudeDeg } = observation;
  const isTampering = word !== EXTRA_WORD && isCutWhileMoving(row, observation);
  const suspicion = isTampering
    ? { zh: '；行驶中断开，疑似人为破坏', en: ', cut while moving: tampering is suspected' }
    : { zh: '', en: '' };
  return {
    type: row.type,
    severity: isTampering ? 'major' : row.severity,
    openedAtMs: eventTimeMs,
    raisedAtMs: eventTimeMs,
    measured: content?.measured ?? null,
    limit: null,
    unit: content?.unit ?? '',
    ...{ latitudeDeg, longitudeDeg },
    explanation: {
      zh: `终端上报“${row.zh}”（${row.clause.zh}）${content === null ? '' : `：${content.zh}`}${suspicion.zh}。`,
      en: `The terminal reports: ${row.en} (${row.clause.en})${content === null ? '' : `: ${content.en}`}${suspicion.en}.`,
    },
    clause: row.formal,
    facts: {
      ...word.facts(row),
      ...(row.which === null ? {} : { which: row.which }),
      ...content?.facts,
      ...(isTampering ? { suspicion: 'tampering' } : {}),
    },
  };
}
