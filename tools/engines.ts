/**
 * The real services a demo can find on this machine, started for it alone on free ports of loopback: Kafka (as
 * the tests start it), Mosquitto, a ClickHouse server that is named; and what is used instead of the others.
 */

export interface Engines {
  /** Settings that put the platform onto them. */
  overrides: Record<string, unknown>;
  /** Where sensors publish; null = at the platform's own endpoint. */
  mqttPort: number | null;
  /** One sentence per engine, found or not. */
  told: string[];
  stop(): Promise<void>;
}

export const NO_ENGINES: Engines = {
  overrides: {},
  mqttPort: null,
  told: [],
  stop: async () => {},
};

/** `storeUrl`: the setting store.url; empty = none is named. */
export async function startEngines(storeUrl: string): Promise<Engines> {
  const engines = { ...NO_ENGINES, overrides: {} as Record<string, unknown>, told: [] as string[] };
  const stops: (() => Promise<void>)[] = [];
  engines.stop = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  try {
    await withKafka(engines, stops);
    await withMosquitto(engines, stops);
  } catch (error) {
    await engines.stop();
    throw error;
  }
  engines.told.push(
    storeUrl === ''
      ? 'Store: no ClickHouse server is named (TIZHENG_STORE_URL); the embedded ClickHouse engine runs in a process of its own.'
      : `Store: the ClickHouse server at ${new URL(storeUrl).host}.`,
  );
  return engines;
}

async function withKafka(engines: Engines, stops: (() => Promise<void>)[]): Promise<void> {
  const { kafkaJars } = await import('#tests/services/kafka-jars.ts');
  const jars = await kafkaJars();
  if ('skipped' in jars) {
    engines.told.push(
      `Log: Kafka was not found, so the embedded log takes its place. ${jars.skipped}`,
    );
    return;
  }
  const { startKafka } = await import('#tests/services/kafka.ts');
  const kafka = await startKafka();
  stops.push(() => kafka.stop());
  engines.overrides['log.engine'] = 'kafka';
  engines.overrides['log.kafka.brokers'] = kafka.bootstrap;
  engines.told.push(`Log: Apache Kafka at ${kafka.bootstrap.join(', ')}.`);
}

async function withMosquitto(engines: Engines, stops: (() => Promise<void>)[]): Promise<void> {
  const { mosquittoIsThere, startMosquitto } = await import('#tests/services/mosquitto.ts');
  if (!mosquittoIsThere) {
    engines.told.push(
      'MQTT: Mosquitto was not found, so sensors publish to the built-in endpoint.',
    );
    return;
  }
  const mosquitto = await startMosquitto();
  stops.push(() => mosquitto.stop());
  engines.overrides['ingest.mqtt.url'] = mosquitto.url;
  engines.overrides['ingest.mqtt.listen'] = 'off';
  engines.mqttPort = mosquitto.port;
  engines.told.push(`MQTT: Mosquitto at 127.0.0.1:${mosquitto.port}.`);
}
