/** Settings of the log on Kafka as a settings file would give them. */
import { Value } from 'typebox/value';
import { type KafkaLogSettings, kafkaSettings } from '#runtime/log/kafka/settings.ts';

export function kafkaSettingsOf(given: Partial<KafkaLogSettings>): KafkaLogSettings {
  return Value.Default(kafkaSettings, { ...given }) as KafkaLogSettings;
}
