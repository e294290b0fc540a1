/** Which log a test runs on. It goes to child processes as JSON; `openLog` of the platform opens it. */
import { Value } from 'typebox/value';
import { kafkaSettings } from '#runtime/log/kafka/settings.ts';
import { type PlatformSettings, platformSettings } from '#tools/platform/settings.ts';

export type LogPlace = Pick<PlatformSettings, 'dataDir' | 'log'>;

const { log } = Value.Default(platformSettings, {}) as PlatformSettings;

export const embeddedIn = (dataDir: string): LogPlace => ({ dataDir, log });

/** @param topicPrefix so that tests share a broker */
export function kafkaAt(brokers: string[], topicPrefix: string): LogPlace {
  const kafka = Value.Default(kafkaSettings, { brokers, topicPrefix }) as typeof log.kafka;
  return { dataDir: '', log: { ...log, engine: 'kafka', kafka } };
}
