/** What the log on Kafka tells of itself. Lag is told by who reads. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface KafkaMetrics {
  /** Begins a request; the answer ends it. */
  request(name: string): () => void;
  /** A closed list: names of Kafka's error codes that matter, reasons of lost connections, `other`. */
  error(reason: string): void;
  connected(): void;
  produced(records: number, bytes: number): void;
  fetched(records: number, bytes: number): void;
  pending(bytes: number): void;
  buffered(bytes: number): void;
}

const nothing = (): void => {};
const NONE: KafkaMetrics = {
  request: () => nothing,
  error: nothing,
  connected: nothing,
  produced: nothing,
  fetched: nothing,
  pending: nothing,
  buffered: nothing,
};

/** null = nobody asks. */
export function kafkaMetrics(registry: Registry | null): KafkaMetrics {
  if (registry === null) return NONE;
  const registers = [registry];
  const seconds = new Histogram({
    name: 'tizheng_kafka_request_seconds',
    help: 'Time from a request to a Kafka broker to its answer, by request; a fetch waits at the broker for records.',
    labelNames: ['request'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const inFlight = new Gauge({
    name: 'tizheng_kafka_requests_in_flight',
    help: 'Requests to Kafka brokers that wait for their answer, by request.',
    labelNames: ['request'],
    registers,
  });
  const errors = new Counter({
    name: 'tizheng_kafka_errors_total',
    help: 'Requests to Kafka brokers, and parts of them, that failed and are mostly repeated, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const connections = new Counter({
    name: 'tizheng_kafka_connections_total',
    help: 'Connections made to Kafka brokers; a rise without a start is a reconnection.',
    registers,
  });
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const producedRecords = counter(
    'tizheng_kafka_produced_records_total',
    'Records that Kafka acknowledged.',
  );
  const producedBytes = counter(
    'tizheng_kafka_produced_bytes_total',
    'Bytes of the record batches that Kafka acknowledged, as sent.',
  );
  const fetchedRecords = counter(
    'tizheng_kafka_fetched_records_total',
    'Records handed to readers.',
  );
  const fetchedBytes = counter(
    'tizheng_kafka_fetched_bytes_total',
    'Bytes of the record batches fetched from Kafka, as received.',
  );
  const pending = gauge(
    'tizheng_kafka_pending_bytes',
    'Bytes appended that Kafka has not acknowledged yet.',
  );
  const buffered = gauge(
    'tizheng_kafka_read_buffer_bytes',
    'Bytes fetched from Kafka that no reader has taken yet.',
  );
  return {
    request: (request) => {
      const end = seconds.startTimer({ request });
      inFlight.inc({ request });
      return () => {
        end();
        inFlight.dec({ request });
      };
    },
    error: (reason) => errors.inc({ reason }),
    connected: () => connections.inc(),
    produced: (records, bytes) => {
      producedRecords.inc(records);
      producedBytes.inc(bytes);
    },
    fetched: (records, bytes) => {
      if (records > 0) fetchedRecords.inc(records);
      if (bytes > 0) fetchedBytes.inc(bytes);
    },
    pending: (bytes) => pending.set(bytes),
    buffered: (bytes) => buffered.set(bytes),
  };
}

export interface GroupMetrics {
  rebalanced(): void;
  assigned(partitions: number): void;
}

/** Of a member of a group; null = nobody asks. */
export function groupMetrics(registry: Registry | null): GroupMetrics {
  if (registry === null) return { rebalanced: nothing, assigned: nothing };
  const registers = [registry];
  const rebalances = new Counter({
    name: 'tizheng_kafka_rebalances_total',
    help: 'Times that the partitions were shared out anew among the members of a group.',
    registers,
  });
  const partitions = new Gauge({
    name: 'tizheng_kafka_assigned_partitions',
    help: 'Partitions this member of a group works on.',
    registers,
  });
  return {
    rebalanced: () => rebalances.inc(),
    assigned: (count) => partitions.set(count),
  };
}
