/** What an alert's evidence asks of the store. */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import {
  ACTION_COLUMNS,
  type ActionRow,
  FRAME_COLUMNS,
  type FrameRow,
  POINT_COLUMNS,
  type PointRow,
  STEP_COLUMNS,
  type StepRow,
  TRANSITION_COLUMNS,
  type TransitionRow,
} from '#runtime/evidence/rows.ts';
import type { StoreClient } from '#runtime/store/client.ts';
import { ofSubject, type Period, StoreReads } from '../store-reads.ts';

/** A day at one report a second; of a longer episode the newest are told. */
export const POINTS_MAX = 90_000;
const TRANSITIONS_MAX = 10_000;
const ACTIONS_MAX = 10_000;
const STEPS_MAX = 10_000;

const NEWEST = 'SELECT body FROM dw.alerts FINAL WHERE alert_id = {id:String}';

const TRANSITIONS = `
  SELECT ${TRANSITION_COLUMNS} FROM dw.alert_transitions FINAL
  WHERE alert_id = {id:String}
  ORDER BY version, task
  LIMIT ${TRANSITIONS_MAX}`;

const ACTIONS = `
  SELECT ${ACTION_COLUMNS} FROM dw.alert_actions FINAL
  WHERE alert_id = {id:String}
  ORDER BY log_partition, log_offset
  LIMIT ${ACTIONS_MAX}`;

const STEPS = `
  SELECT ${STEP_COLUMNS} FROM dw.alert_steps FINAL
  WHERE alert_id = {id:String}
  ORDER BY log_offset
  LIMIT ${STEPS_MAX}`;

const OF_SUBJECT = `
  subject = {subject:UInt64}
    AND event_time >= fromUnixTimestamp64Milli({from:Int64})
    AND event_time < fromUnixTimestamp64Milli({to:Int64})`;

/** Newest first, so that what goes beyond the bound is the oldest. */
const POINTS = `
  SELECT ${POINT_COLUMNS} FROM dw.positions
  WHERE ${OF_SUBJECT}
  ORDER BY event_time DESC, input_partition DESC, input_offset DESC
  LIMIT 1 BY event_time, input_partition, input_offset
  LIMIT ${POINTS_MAX}`;

const FRAMES = `
  SELECT ${FRAME_COLUMNS} FROM ods.frames
  WHERE (input_partition, input_offset) GLOBAL IN (
    SELECT input_partition, input_offset FROM dw.positions WHERE ${OF_SUBJECT})
  ORDER BY input_partition, input_offset
  LIMIT 1 BY input_partition, input_offset
  LIMIT ${POINTS_MAX}`;

export class EvidenceReads {
  readonly #reads: StoreReads;

  constructor(store: StoreClient) {
    this.#reads = new StoreReads(store, 'The store cannot be asked for evidence now.');
  }

  /** The alert in its newest state; null = the store never had it, or not any more. Throws STORE_UNAVAILABLE. */
  async alert(alertId: string): Promise<Alert | null> {
    const [row] = await this.#reads.rows<[body: string]>('evidence.newest', NEWEST, {
      id: alertId,
    });
    return row === undefined ? null : (JSON.parse(row[0]) as Alert);
  }

  transitions(alertId: string): Promise<TransitionRow[]> {
    return this.#reads.rows('evidence.transitions', TRANSITIONS, { id: alertId });
  }

  actions(alertId: string): Promise<ActionRow[]> {
    return this.#reads.rows('evidence.actions', ACTIONS, { id: alertId });
  }

  /** What was done without a person, each step once, as it counts. */
  steps(alertId: string): Promise<StepRow[]> {
    return this.#reads.rows('evidence.steps', STEPS, { id: alertId });
  }

  /** Oldest first. */
  async points(subjectKey: SubjectKey, period: Period): Promise<PointRow[]> {
    const rows = await this.#reads.rows<PointRow>(
      'evidence.points',
      POINTS,
      ofSubject(subjectKey, period),
    );
    return rows.reverse();
  }

  /** Raw bytes of the reports of a period, as far as the store has them. */
  frames(subjectKey: SubjectKey, period: Period): Promise<FrameRow[]> {
    return this.#reads.rows('evidence.frames', FRAMES, ofSubject(subjectKey, period));
  }
}
