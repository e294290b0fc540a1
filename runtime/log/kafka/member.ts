/** A member of a Kafka group, as services know it (`../membership.ts`). */
import type { Registry } from 'prom-client';
import type { Logger } from '../../logger.ts';
import type { Membership } from '../membership.ts';
import { joinKafkaGroup, type Member } from './membership.ts';
import type { KafkaLogSettings } from './settings.ts';

export interface GroupSettings {
  /** Not a name that offsets are committed under. */
  group: string;
  topic: string;
  logger: Logger;
  /** The member has ended for good: the process cannot go on. */
  failed: (error: unknown) => void;
}

export function kafkaMembership(
  settings: KafkaLogSettings,
  { group, topic, logger, failed }: GroupSettings,
  registry: Registry | null = null,
): Membership {
  let member: Member | null = null;
  return {
    async join({ gained, lost }) {
      member = await joinKafkaGroup(
        settings,
        {
          ...settings.groups,
          group,
          topic,
          failed,
          gained: async (partitions) => {
            logger.info({ group, partitions }, 'Partitions are ours.');
            await gained(partitions);
          },
          lost: async (partitions, why) => {
            logger.info({ group, partitions, why }, 'Partitions are not ours any more.');
            await lost(partitions);
          },
        },
        registry,
      );
    },
    owns: () => member?.owns() ?? false,
    leave: async () => {
      await member?.leave();
    },
  };
}
