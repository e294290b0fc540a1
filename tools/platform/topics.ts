/** Which topics exist, with how many partitions, and how long they are kept (DESIGN 4). */
import { DAY_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import type { EventLog, TopicOptions } from '#runtime/log/event-log.ts';
import type { PlatformSettings } from './settings.ts';

export function topicOptions(settings: PlatformSettings['log']): Record<string, TopicOptions> {
  const { partitions } = settings;
  const bytes = settings.reportsGigabytes * 1e9;
  const kept = (
    count: number,
    days: number | null,
    retentionBytes: number | null = null,
  ): TopicOptions => ({
    partitions: count,
    retentionMs: days === null ? null : days * DAY_MS,
    retentionBytes,
    compacted: false,
  });
  return {
    [TOPICS.reports]: kept(partitions, settings.reportsDays, bytes),
    [TOPICS.observations]: kept(partitions, settings.reportsDays, bytes),
    [TOPICS.sensors]: kept(partitions, settings.reportsDays, bytes),
    [TOPICS.partials]: kept(partitions, settings.reportsDays, bytes),
    [TOPICS.windowParts]: kept(partitions, settings.reportsDays, bytes),
    [TOPICS.indicators]: kept(partitions, settings.reportsDays, bytes),
    // One task keeps the book: medians are of all vehicles of a class.
    [TOPICS.risk]: kept(1, settings.alertsDays),
    // Vehicle tasks write the first `partitions`, driver tasks as many behind them, the webhook sink
    // the last one: one writer per partition.
    [TOPICS.alerts]: { ...kept(partitions * 2 + 1, settings.alertsDays), mayGrow: true },
    [TOPICS.alertActions]: kept(1, settings.actionsDays),
    // One order for all: the first record of a step counts.
    [TOPICS.alertSteps]: kept(1, settings.alertsDays),
    [TOPICS.policies]: kept(1, null),
    [TOPICS.deliveries]: kept(1, settings.quarantineDays),
    [TOPICS.deadLetters]: kept(1, settings.alertsDays),
    [TOPICS.deliveryCommands]: kept(1, settings.actionsDays),
    // As long as the alerts whose evidence it names.
    [TOPICS.media]: kept(1, settings.alertsDays),
    [TOPICS.commands]: kept(partitions, settings.commandsDays),
    [TOPICS.commandResults]: kept(partitions, settings.commandsDays),
    // One order for all: what overlaps is judged by it.
    [TOPICS.trips]: kept(1, settings.alertsDays),
    // As long as a seal may hold, and that is for good.
    [TOPICS.seals]: kept(1, null),
    // A bundle of any age names its key.
    [TOPICS.evidenceKeys]: kept(1, null),
    [TOPICS.registry]: { ...kept(1, null), compacted: true },
    [TOPICS.registryChanges]: kept(1, null),
    [TOPICS.audit]: kept(1, settings.auditDays),
    [TOPICS.people]: { ...kept(1, null), compacted: true },
    [TOPICS.quarantine]: kept(1, settings.quarantineDays, bytes),
    [TOPICS.late]: kept(partitions, settings.quarantineDays, bytes),
    // A partition for each vehicle, driver and indicator task; empty where tasks have a disk of their own.
    [TOPICS.state]: { ...kept(3 * partitions, null), compacted: true },
  };
}

/**
 * Every topic, outputs before what they are made from: copied in this order, no copy holds an output
 * whose input another copy lacks.
 */
export const TOPICS_OUTPUTS_FIRST = [
  TOPICS.state,
  TOPICS.indicators,
  TOPICS.risk,
  TOPICS.windowParts,
  TOPICS.deadLetters,
  TOPICS.deliveries,
  TOPICS.deliveryCommands,
  TOPICS.commandResults,
  TOPICS.commands,
  TOPICS.alertSteps,
  TOPICS.seals,
  TOPICS.trips,
  TOPICS.alertActions,
  TOPICS.alerts,
  TOPICS.late,
  TOPICS.quarantine,
  TOPICS.media,
  TOPICS.sensors,
  TOPICS.observations,
  TOPICS.partials,
  TOPICS.reports,
  TOPICS.registry,
  TOPICS.registryChanges,
  TOPICS.policies,
  TOPICS.evidenceKeys,
  TOPICS.people,
  TOPICS.audit,
] as const;

export async function ensureTopics(
  log: EventLog,
  settings: PlatformSettings['log'],
): Promise<void> {
  for (const [topic, options] of Object.entries(topicOptions(settings)))
    await log.ensureTopic(topic, options);
}
