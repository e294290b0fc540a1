/** The audit trail: one lost or altered link is found, whoever wrote beside it and whenever a writer was killed. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord, encodeAuditLink } from '#proto/codec/audit.ts';
import { hashOf } from '#runtime/audit/chain.ts';
import { AuditTrail } from '#runtime/audit/trail.ts';
import { AuditVerifier } from '#runtime/audit/verify.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { verify } from '#tools/audit.ts';
import { entryOf } from './entries.ts';

const KEPT = { partitions: 1, retentionMs: null, retentionBytes: null, compacted: false };
const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
type Record = { offset: number; value: Uint8Array };

async function newLog(): Promise<EventLog> {
  const log = openMemoryLog(new MemoryLogStore());
  await log.ensureTopic(TOPICS.audit, KEPT);
  return log;
}
const recordsOf = async (log: EventLog): Promise<Record[]> =>
  (await log.read(TOPICS.audit, 0, 0, READ)).records.map(({ offset, value }) => ({
    offset,
    value,
  }));
const tell = ({ value }: Record) => decodeAuditRecord(decodeAuditLink(value));

/** Codes of what the verifier finds; offsets are given anew, as an attacker who can write the disk would. */
function faultsOf(records: readonly { value: Uint8Array }[], known = []): string[] {
  const verifier = new AuditVerifier(0);
  records.forEach(({ value }, offset) => {
    verifier.take({ offset, value });
  });
  return [...new Set(verifier.finish(known).faults.map(({ code }) => code))];
}

/** Three writers, two at once and one after them, five entries each with their openings. */
async function written(): Promise<{ log: EventLog; records: Record[] }> {
  const log = await newLog();
  const [first, second] = [new AuditTrail(log), new AuditTrail(log)];
  for (let n = 1; n <= 4; n++)
    await Promise.all([first.record(entryOf(`a${n}`)), second.record(entryOf(`b${n}`))]);
  const third = new AuditTrail(log);
  for (let n = 1; n <= 4; n++) await third.record(entryOf(`c${n}`));
  return { log, records: await recordsOf(log) };
}

test('what was written is whole, in chains of their own that know of each other', async () => {
  const { log, records } = await written();
  expect(records).toHaveLength(15);
  const report = await verify(log);
  expect(report).toMatchObject({ links: 15, chains: 3, faultsTotal: 0, repeated: 0 });
  const opening = records.map(tell).find(({ what, number }) => what === '' && number === 1);
  expect(opening?.action).toBe('chain.opened');
  const last = records.map(tell).filter(({ number }) => number === 1)[2]!;
  expect(last.heads.map(({ number }) => number)).toEqual([5, 5]);
});

test('each single lost link is found, but for the very last; each altered byte of a record is', async () => {
  const { records } = await written();
  const found = records.map((_, at) => faultsOf(records.filter((__, i) => i !== at)).length > 0);
  expect(found.lastIndexOf(false)).toBe(records.length - 1);
  expect(found.filter((is) => !is)).toHaveLength(1);
  for (const [at, { value }] of records.entries()) {
    const link = decodeAuditLink(value);
    const record = Buffer.from(link.record);
    record[record.length >> 1]! ^= 1;
    const changed = records.with(at, { offset: at, value: encodeAuditLink({ ...link, record }) });
    expect(faultsOf(changed).length).toBeGreaterThan(0);
  }
});

test('a link that is altered together with its own hash breaks the one behind it', async () => {
  const { records } = await written();
  const at = records.findIndex((each) => tell(each).what === 'c2');
  const link = decodeAuditLink(records[at]!.value);
  const text = Buffer.from(link.record).toString('utf8').replace('li.ming', 'someone');
  const record = Buffer.from(text);
  const value = encodeAuditLink({ ...link, record, hash: hashOf(link.previous, record) });
  expect(faultsOf(records.with(at, { offset: at, value }))).toEqual(['broken']);
});

test('an end that was cut off, and a chain that was taken away, are missed by the one opened next', async () => {
  const { records } = await written();
  const { chain } = tell(records.find((each) => tell(each).what === 'a4')!);
  const last = records.findIndex((each) => tell(each).what === 'a4');
  expect(faultsOf(records.toSpliced(last, 1))).toEqual(['missing']);
  expect(faultsOf(records.filter((each) => tell(each).chain !== chain))).toEqual(['missing']);
  // The newest ends can only be missed by who has seen them before.
  const verifier = new AuditVerifier(0);
  for (const record of records) verifier.take(record);
  const { heads } = verifier.finish();
  expect(faultsOf(records.slice(0, -2))).toEqual([]);
  expect(faultsOf(records.slice(0, -2), heads as never)).toEqual(['missing']);
});

test('a hole, bytes that are no link and a beginning that is not there are named; retention is no fault', async () => {
  const { records } = await written();
  const verifier = new AuditVerifier(0);
  for (const record of records) if (record.offset !== 6) verifier.take(record);
  expect(verifier.finish().faults.map(({ code }) => code)).toContain('hole');
  expect(faultsOf([{ value: new Uint8Array([1, 2, 3]) }])).toEqual(['unreadable']);
  expect(faultsOf(records.slice(4))).toContain('headless');
  const kept = new AuditVerifier(4);
  for (const record of records.slice(4)) kept.take(record);
  expect(kept.finish()).toMatchObject({ faultsTotal: 0, cutByRetention: 2 });
});

test('what cannot be written is refused, and the next entry begins a chain that names what is there', async () => {
  const log = await newLog();
  let isBroken = false;
  const flaky = new Proxy(log, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (name !== 'append') return typeof member === 'function' ? member.bind(target) : member;
      return async (...args: Parameters<EventLog['append']>) => {
        // Written in spite of the answer, as a broker that is slow may do.
        const offset = await target.append(...args);
        if (isBroken) throw new TizhengError('LOG_UNAVAILABLE', 'log', 'No answer.');
        return offset;
      };
    },
  });
  const trail = new AuditTrail(flaky);
  await trail.record(entryOf('1'));
  isBroken = true;
  await trail.ready(2);
  await expect(trail.record(entryOf('2'))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  // From here on it is known not to be ready, until a chain can be opened again.
  await expect(trail.ready(3)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  isBroken = false;
  await trail.ready(4);
  await trail.record(entryOf('3'));
  expect(await verify(log)).toMatchObject({ links: 6, chains: 3, faultsTotal: 0 });
});

test('writers that are killed at any instant, two at a time, leave a whole trail with all they were answered', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-audit-'));
  try {
    const log = await openEmbeddedLog({ dir });
    await log.ensureTopic(TOPICS.audit, KEPT);
    const answered = new Set<string>();
    const writer = fileURLToPath(new URL('./writer-process.ts', import.meta.url));
    const live = (name: string, entries: number) =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, [writer, dir, name], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let text = '';
        child.stdout.on('data', (data: Buffer) => {
          text += data.toString();
          const lines = text.split('\n');
          text = lines.pop()!;
          for (const line of lines) answered.add(line);
          if (lines.length > 0 && Number(lines.at(-1)!.split('-')[1]) >= entries)
            child.kill('SIGKILL');
        });
        child.on('error', reject);
        child.on('exit', () => resolve());
      });
    for (let round = 0; round < 3; round++)
      await Promise.all([live(`x${round}`, 3 + round * 7), live(`y${round}`, 20 - round * 6)]);
    const report = await verify(log);
    expect(report).toMatchObject({ faultsTotal: 0, chains: 6 });
    const kept = new Set((await recordsOf(log)).map((record) => tell(record).what));
    expect([...answered].filter((what) => !kept.has(what))).toEqual([]);
    expect(answered.size).toBeGreaterThan(30);
    await log.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 60_000);
