/** What people did to alerts reaches the partition of the alert's subject, once each, also over a restart. */
import { afterEach, expect, test } from 'vitest';
import type { AlertAction } from '#core/alert.ts';
import { subjectKeyOf } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertAction } from '#proto/codec/alert.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { type Harness, openTopics, PARTITIONS, SECRETS, startHarness } from './harness.ts';
import { until } from './terminal.ts';

let ingest: Harness | null = null;
afterEach(async () => {
  await ingest?.stop();
  ingest = null;
});

const subjectKey = subjectKeyOf(SECRETS.pseudonymKey, 'vehicle', '粤B00001-2');
const actionOf = (action: AlertAction['action'], baseVersion: number): AlertAction => ({
  alertId: 'a'.repeat(32),
  baseVersion,
  atMs: 1_700_000_000_000,
  actor: 'duty',
  action,
  outcome: null,
  cause: null,
  note: 'seen',
  untilMs: null,
  about: { subjectKey, alertType: 'speed.over', openedAtMs: 1_699_999_000_000 },
});

test('steps of the work, without who took them or what they noted; comments and refused steps stay where they are', async () => {
  const log = await openTopics();
  const { about: _, ...old } = actionOf('handle', 2);
  const append = (...actions: AlertAction[]) =>
    log.append(
      TOPICS.alertActions,
      0,
      actions.map((action) => ({
        key: action.alertId,
        timeMs: 0,
        value: encodeAlertAction(action),
      })),
    );
  await append(
    actionOf('acknowledge', 0),
    actionOf('comment', 0),
    old,
    { ...actionOf('close', 3), outcome: 'false-alarm' },
    // Two who were slower: neither opens again what was closed.
    actionOf('handle', 2),
    actionOf('acknowledge', 3),
    // Of an alert whose history is not read: whether it is closed is not known, and not told.
    { ...actionOf('comment', 4), alertId: 'b'.repeat(32) },
  );
  await log.append(TOPICS.alertActions, 0, [
    { key: 'x', timeMs: 0, value: new Uint8Array([0xff, 0xff]) },
  ]);
  ingest = await startHarness({}, { log });
  const harness = ingest;
  await until(() => harness.counters.workCopied === 2 && harness.counters.workUnreadable === 1);
  const partition = partitionOf(subjectKey, PARTITIONS);
  const work = { alertId: 'a'.repeat(32), alertType: 'speed.over', openedAtMs: 1_699_999_000_000 };
  await expect.poll(async () => (await harness.readings('work')).length).toBe(2);
  const readings = await harness.readings('work');
  expect(readings).toMatchObject([
    {
      partition,
      subjectKey,
      body: { work: { ...work, actionsOffset: 0, state: 'acknowledged', outcome: null } },
    },
    {
      partition,
      subjectKey,
      body: { work: { ...work, actionsOffset: 3, state: 'closed', outcome: 'false-alarm' } },
    },
  ]);
  expect(JSON.stringify(readings)).not.toMatch(/duty|seen/);

  await ingest.stop();
  // The first was asked for on what was there before the restart.
  await append(actionOf('handle', 3), actionOf('reopen', 4));
  ingest = await startHarness({}, { log });
  const again = ingest;
  await expect.poll(async () => (await again.readings('work')).length).toBe(3);
  expect((await again.readings('work')).map(({ body }) => body)).toMatchObject([
    {},
    {},
    { work: { actionsOffset: 9, state: 'new', outcome: null } },
  ]);
});
