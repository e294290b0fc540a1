/** The body of a message as rows: its decoder traced, its fields named. */
import { decodeBody } from '../decode-frame.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { DecodeFault } from '../fault.ts';
import type { Edition } from '../header.ts';
import { messageById } from '../messages/index.ts';
import { bitsOf } from './bits.ts';
import { type Label, labelOf, unitOf } from './labels.ts';
import { type Leaves, leavesOf, type NamedStep, type Naming, nameSteps } from './naming.ts';
import { fixedRow, type Inspection, note, type Row, rawBody } from './rows.ts';
import { clauseOf, itemClauseOf } from './standards.ts';
import { type Step, TracingReader } from './trace.ts';

/** Zeros behind a body that ends too early, so that what is there can be named. */
const PADDING_BYTES_MAX = 2_048;

/** Adds the rows of `bytes[start, end)`, the body of a message, and the fault where it does not fit. */
export function describeBody(
  found: Inspection,
  bytes: Uint8Array,
  [start, end]: readonly [start: number, end: number],
  messageId: number,
  edition: Edition,
  dialects: readonly Dialect[],
): void {
  const codec = messageById.get(messageId);
  found.name = codec?.name ?? null;
  if (codec === undefined) {
    if (start < end) found.rows.push(rawBody(bytes, start, end));
    return;
  }
  const decodeAgain = (changed: Uint8Array, to = end) =>
    decodeBody(messageId, edition, changed, start, to, 0);
  const traced = new TracingReader(bytes, start, end, 0);
  let named: Uint8Array = bytes.subarray(0, end);
  let namedEnd = end;
  try {
    codec.decode(traced, edition);
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    found.fault ??= { code: fault.code, offset: fault.offset };
    // Named as if the rest were zeros; where no length helps, the types alone are told.
    const padded = paddedUntilRead(named, decodeAgain);
    if (padded !== null) {
      named = padded;
      namedEnd = padded.length;
    }
  }
  const covered = withGaps(traced.steps, start, end);
  const again = (changed: Uint8Array) => decodeAgain(changed, namedEnd);
  let base: Leaves = new Map();
  try {
    base = leavesOf(again(named));
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
  }
  const context: BodyContext = { messageId, edition, base, dialects, item: null };
  const steps: readonly NamedStep[] =
    base.size === 0
      ? covered.map((step) => ({ ...step, naming: { unnamed: true } }))
      : nameSteps(covered, named, base, again);
  for (const step of steps) {
    const row = bodyRow(step, bytes, context);
    itemOf(row, context);
    found.rows.push(row);
  }
}

function paddedUntilRead(
  bytes: Uint8Array,
  decodeAgain: (bytes: Uint8Array, end: number) => unknown,
): Uint8Array | null {
  for (let extra = 1; extra <= PADDING_BYTES_MAX; extra *= 2) {
    const padded = new Uint8Array(bytes.length + extra);
    padded.set(bytes);
    try {
      decodeAgain(padded, padded.length);
      return padded;
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
    }
  }
  return null;
}

interface BodyContext {
  messageId: number;
  edition: Edition;
  /** Empty = the message cannot be decoded, whatever is behind it. */
  base: Leaves;
  dialects: readonly Dialect[];
  /** Id of the additional item that is being read; null = none. */
  item: number | null;
}

function bodyRow(step: NamedStep, bytes: Uint8Array, context: BodyContext): Row {
  const { base, edition, messageId } = context;
  const { naming } = step;
  const length = step.end - step.start;
  const type = step.type === 'STRING' ? `STRING[${length}]` : typeOf(step.type, length);
  if (!('path' in naming)) {
    const label = unnamedLabel(naming);
    const row = fixedRow(bytes, step.start, length, 'body', type, label);
    row.clause = clauseOf(messageId, edition);
    if (length <= 4) row.value = Number.parseInt(row.hex, 16);
    return row;
  }
  const { path, others } = naming;
  const row = fixedRow(bytes, step.start, length, 'body', type, labelOf(path));
  row.path = path;
  row.value = (base.get(path) ?? null) as Row['value'];
  row.unit = unitOf(path);
  for (const other of others) {
    const value = (base.get(other) ?? null) as Row['value'];
    row.others.push({ path: other, label: labelOf(other), value });
  }
  row.clause = clauseOf(messageId, edition);
  fieldNotes(row, path, edition);
  return row;
}

function unnamedLabel(naming: Naming): Label {
  if ('shapes' in naming) return { zh: '长度或数量', en: 'length or count' };
  return 'reserved' in naming ? { zh: '保留', en: 'reserved' } : { zh: '未命名', en: 'not named' };
}

function typeOf(type: Step['type'], length: number): string {
  if (type !== 'BYTE[]') return type;
  return length === 1 ? 'BYTE' : length === 2 ? 'WORD' : length === 4 ? 'DWORD' : `BYTE[${length}]`;
}

const IN_ITEMS = /^(?:locations\.\d+\.)?additional\./;
const RAW_ITEM = /additional\.items\.\d+\.(id|hex)$/;
const ACTIVE_SAFETY = /^(.*additional\.(?:adas|dsm|tpms|bsd|aggressiveDriving)\.)/;

/** What the row has to do with an additional item of a location report. */
function itemOf(row: Row, context: BodyContext): void {
  const { base, edition, dialects } = context;
  const raw = RAW_ITEM.exec(row.path ?? '')?.[1];
  if (raw === 'id') {
    context.item = Number(row.value);
    row.label = { zh: '附加信息 ID', en: 'item id' };
  } else if (row.path !== null && !IN_ITEMS.test(row.path)) context.item = null;
  if (context.item === null) return;
  const safety = ACTIVE_SAFETY.exec(row.path ?? '')?.[1];
  const profile = safety === undefined ? null : base.get(`${safety}profile`);
  row.clause = itemClauseOf(context.item, edition, typeof profile === 'string' ? profile : null);
  if (raw !== 'hex') return;
  const id = idOfItem(context.item);
  row.label = { zh: `附加信息 ${id}`, en: `item ${id}` };
  vendorNotes(row, id, dialects);
}

const idOfItem = (id: number) => `0x${id.toString(16).padStart(2, '0')}`;

function vendorNotes(row: Row, id: string, dialects: readonly Dialect[]): void {
  for (const dialect of dialects) {
    const fields = dialect.items?.[id]?.(Buffer.from(row.hex, 'hex'));
    if (fields === undefined) continue;
    const text = JSON.stringify(fields);
    note(row.notes, `${dialect.name}：${text}`, `${dialect.name}: ${text}`);
  }
  if (row.notes.length === 0)
    note(
      row.notes,
      '厂商自定义或长度与标准不符：保留原始字节',
      'a vendor’s, or not of the standard’s length: kept as bytes',
    );
}

function fieldNotes(row: Row, path: string, edition: Edition): void {
  const { value, hex } = row;
  if (typeof value === 'number') {
    const bits = bitsOf(path.split('.').at(-1)!, value, edition);
    if (bits !== null) row.notes.push(...bits);
  }
  if (row.type === 'BCD[6]' && value === null)
    note(row.notes, '不可能的时间', 'an impossible time');
  if (path.endsWith('altitudeM') && typeof value === 'number' && value < 0)
    note(row.notes, '按有符号数读：低于海平面', 'read as signed: below the sea');
  if (
    /(latitude|longitude)Deg$/i.test(path) &&
    hex.length === 8 &&
    Number.parseInt(hex, 16) >= 2 ** 31
  )
    note(row.notes, '补码负数', 'negative by two’s complement');
}

/** Steps with what lies between them. */
function withGaps(steps: readonly Step[], start: number, end: number): Step[] {
  const all: Step[] = [];
  let at = start;
  for (const step of steps) {
    if (step.start > at) all.push({ start: at, end: step.start, type: 'BYTE[]' });
    all.push(step);
    at = Math.max(at, step.end);
  }
  if (at < end) all.push({ start: at, end, type: 'BYTE[]' });
  return all;
}
