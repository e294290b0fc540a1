/**
 * What a command leaves in the audit trail when it writes the log past the dashboard: the user of the operating
 * system, the command and what it was about by its pseudonyms. Written before it is done: what cannot be recorded is not done.
 */
import { userInfo } from 'node:os';
import type { AuditAction, AuditEntry } from '#core/audit.ts';
import { TOPICS } from '#core/topics.ts';
import { AuditTrail } from '#runtime/audit/trail.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { PlatformSettings } from './platform/settings.ts';
import { topicOptions } from './platform/topics.ts';

export interface CliDeed {
  action: AuditAction;
  /** Command with its verb, e.g. `webhooks disable`; no argument. */
  command: string;
  /** Pseudonyms and ids. */
  subjects?: readonly string[];
  /** Without personal data. */
  query?: Readonly<Record<string, unknown>>;
  purpose?: string;
}

/** Who gives a command, in histories and in the audit trail. */
export function cliActor(): string {
  return `cli:${userInfo().username}`;
}

/** Does what the entry says; a failure is told by an entry of its own. */
export async function audited<T>(
  { log, settings }: { log: EventLog; settings: PlatformSettings },
  { action, command, subjects = [], query = {}, purpose = '' }: CliDeed,
  work: () => Promise<T>,
): Promise<T> {
  await log.ensureTopic(TOPICS.audit, topicOptions(settings.log)[TOPICS.audit]!);
  const trail = new AuditTrail(log);
  const entry = (result: AuditEntry['result']): AuditEntry => ({
    ...{ atMs: Date.now(), action, actor: cliActor(), role: '', from: '' },
    what: `npm run ${command}`,
    ...{ subjects, query, purpose, rows: null, result },
  });
  await trail.record(entry('done'));
  try {
    return await work();
  } catch (error) {
    await trail.record(entry('failed'));
    throw error;
  }
}
