/**
 * Sealed data as the parts of a bundle, read from their copy in the store. The same seal gives the same bytes
 * whenever it is asked: the sink measures them once when it seals, whoever asks later compares.
 */
import { createReadStream } from 'node:fs';
import { FILE_EXTENSIONS } from '#core/media.ts';
import type { Seal } from '#core/seal.ts';
import type { MediaReader } from '../media/media-store.ts';
import { readRows, type StoreClient, type StoreStatement } from '../store/client.ts';
import { type BundlePart, fixedPart, jsonPart } from './bundle.ts';
import { sha256 } from './manifest.ts';
import { READ_ME, READ_MES } from './read-me.ts';
import {
  ACTION_COLUMNS,
  type ActionRow,
  actionLine,
  EVENT_COLUMNS,
  type EventRow,
  eventLine,
  FRAME_COLUMNS,
  type FrameRow,
  frameLine,
  hexKey,
  POINT_COLUMNS,
  POINTS_HEAD,
  type PointRow,
  pointLine,
  STEP_COLUMNS,
  type StepRow,
  stepLine,
  TRANSITION_COLUMNS,
  type TransitionRow,
  transitionLine,
} from './rows.ts';

/** Days are those of Asia/Shanghai. */
const DAYS = `
  SELECT toString(subject), toYYYYMMDD(event_time, 'Asia/Shanghai') AS day, toUInt32(count())
  FROM dw.sealed_positions FINAL WHERE seal_id = {seal:String}
  GROUP BY subject, day ORDER BY subject, day`;

const OF_DAY = `
  seal_id = {seal:String} AND subject = {subject:UInt64}
    AND toYYYYMMDD(event_time, 'Asia/Shanghai') = {day:UInt32}`;

const POINTS = `
  SELECT ${POINT_COLUMNS} FROM dw.sealed_positions FINAL WHERE ${OF_DAY}
  ORDER BY event_time, input_partition, input_offset`;

const FRAMES = `
  SELECT ${FRAME_COLUMNS} FROM dw.sealed_frames FINAL
  WHERE seal_id = {seal:String} AND (input_partition, input_offset) GLOBAL IN (
    SELECT input_partition, input_offset FROM dw.sealed_positions WHERE ${OF_DAY})
  ORDER BY input_partition, input_offset`;

const EVENTS = `
  SELECT ${EVENT_COLUMNS} FROM dw.sealed_device_events FINAL WHERE seal_id = {seal:String}
  ORDER BY subject, event_time, input_partition, input_offset`;

const TRANSITIONS = `
  SELECT ${TRANSITION_COLUMNS} FROM dw.sealed_alerts FINAL WHERE seal_id = {seal:String}
  ORDER BY alert_id, version, task`;

const ACTIONS = `
  SELECT ${ACTION_COLUMNS} FROM dw.sealed_alert_actions FINAL WHERE seal_id = {seal:String}
  ORDER BY alert_id, log_partition, log_offset`;

const STEPS = `
  SELECT ${STEP_COLUMNS} FROM dw.sealed_alert_steps FINAL WHERE seal_id = {seal:String}
  ORDER BY log_offset`;
const STEPS_PART = 'steps.jsonl';

type DayRow = [subject: string, day: number, points: number];

/** What a seal's bundle says of the seal, whatever became of it since. */
const sealText = ({ sealId, vehicles, fromMs, toMs, actor, reason, atMs }: Seal) => ({
  ...{ sealId, vehicles, fromMs, toMs, actor, reason, atMs },
});

export interface SealedParts {
  parts: BundlePart[];
  points: number;
}

/**
 * Parts without the files of devices, in their order. Reading one asks the store, so a seal of any size
 * needs the memory of one vehicle's day. Throws what the client throws.
 */
export async function sealedParts(store: StoreClient, seal: Seal): Promise<SealedParts> {
  const { sealId } = seal;
  const lines = <Row>(
    name: StoreStatement,
    query: string,
    { params = {}, head = [], line }: LinesOf<Row>,
  ) => {
    return async () => {
      const rows = await readRows<Row>(store, name, query, { seal: sealId, ...params });
      return Buffer.from([...head, ...rows.map(line)].map((text) => `${text}\n`).join(''));
    };
  };
  const days = await readRows<DayRow>(store, 'seal.days', DAYS, { seal: sealId });
  const parts: BundlePart[] = [
    fixedPart('read-me.txt', Buffer.from(readMeOf(seal))),
    jsonPart('seal.json', sealText(seal)),
    jsonPart('attachments/list.json', seal.files),
    {
      name: 'transitions.jsonl',
      read: lines<TransitionRow>('seal.alerts', TRANSITIONS, { line: transitionLine }),
    },
    {
      name: 'actions.jsonl',
      read: lines<ActionRow>('seal.actions', ACTIONS, { line: actionLine }),
    },
    {
      name: 'device-events.jsonl',
      read: lines<EventRow>('seal.events', EVENTS, { line: eventLine }),
    },
  ];
  if (hasSteps(seal))
    parts.push({
      name: STEPS_PART,
      read: lines<StepRow>('seal.steps', STEPS, { line: stepLine }),
    });
  let points = 0;
  for (const [subject, day, count] of days) {
    points += count;
    const params = { subject, day };
    const of = `${hexKey(subject)}-${day}`;
    parts.push(
      {
        name: `points/${of}.csv`,
        read: lines<PointRow>('seal.points', POINTS, {
          params,
          head: [POINTS_HEAD],
          line: pointLine,
        }),
      },
      {
        name: `frames/${of}.jsonl`,
        read: lines<FrameRow>('seal.frames', FRAMES, { params, line: frameLine }),
      },
    );
  }
  return { parts, points };
}

/** What was sealed before steps were copied has none; what is being sealed does. */
const hasSteps = ({ copy }: Seal): boolean =>
  copy === null || copy.parts.some(({ name }) => name === STEPS_PART);

/** The text it was sealed with. */
function readMeOf({ copy }: Seal): string {
  const told = copy?.parts.find(({ name }) => name === 'read-me.txt')?.sha256;
  return READ_MES.find((text) => sha256(text) === told) ?? READ_ME;
}

interface LinesOf<Row> {
  params?: Record<string, unknown>;
  head?: readonly string[];
  line: (row: Row) => string;
}

/** Files of the seal as parts; `gone` = names of those the media store does not hold whole. */
export async function sealedFiles(
  { files }: Seal,
  reader: MediaReader | null,
): Promise<{ parts: BundlePart[]; gone: string[] }> {
  const parts: BundlePart[] = [];
  const gone: string[] = [];
  const types = new Map(files.map(({ hash, contentType }) => [hash, contentType]));
  for (const [hash, contentType] of types) {
    const name = `attachments/${hash}.${FILE_EXTENSIONS[contentType]}`;
    const file = (await reader?.isWhole(hash)) ? await reader?.find(hash) : null;
    if (file) parts.push({ name, read: () => createReadStream(file.path) });
    else gone.push(name);
  }
  return { parts, gone };
}
