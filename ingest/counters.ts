/**
 * What ingest counts. Plain numbers on the hot path; prom-client reads them when it is asked.
 * The sum of a stage adds up: frames = Σ frame outcomes + held.
 */

import { Counter, Gauge, type Registry } from 'prom-client';
import { COMMAND_FAILURES } from '#core/command.ts';
import { EVIDENCE } from './impersonation.ts';

/** What became of a delimited piece of the stream. */
export const FRAME_OUTCOMES = [
  /** In the log and answered with success (a recognised resend: answered again). */
  'acknowledged',
  /** Answered with a failure or "not supported"; what had a readable body is in the log all the same. */
  'refused',
  /** In the log; the standard asks for no answer. */
  'unanswered',
  /** In the log; the peer had gone before it could be answered. */
  'departed',
  /** Unreadable, written to quarantine.v1. */
  'quarantined',
  /** Unreadable and over the quarantine's bound per source, or over a datagram bound: only counted. */
  'discarded',
  /** The log refused for good: not acknowledged, the device sends again. */
  'unpublished',
] as const;
export type FrameOutcome = (typeof FRAME_OUTCOMES)[number];

export const CLOSE_REASONS = [
  'peer',
  'error',
  'connections-max',
  'per-address-max',
  'accept-rate',
  'address-rate',
  'tls-handshake',
  'authentication-timeout',
  'authentication-bytes',
  'authentication-failures',
  'frame-timeout',
  'silence',
  'age-max',
  'strikes',
  'oversize',
  'takeover',
  'impersonation',
  'answers-unread',
  'log-failed',
  'stopped',
  'disconnect',
  'malformed',
  'protocol-error',
  'not-allowed',
  'revoked',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export const REFUSALS = [
  'unauthenticated',
  'wrong-code',
  'unknown-device',
  'other-device',
  'vehicle-mismatch',
  'impersonation',
  'body-unreadable',
  'not-supported',
  'sub-package-bound',
  'subscription',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What became of uplinks that answer a message of the platform. */
export const DEVICE_REPLIES = [
  /** Belongs to a message under way. */
  'matched',
  /** Nothing under way has its serial and id: late, doubled, or a stranger. */
  'unmatched',
  'unreadable',
] as const;

/** How commands ended, as far as this gateway said so. */
export const COMMAND_OUTCOMES = ['answered', 'expired', 'cancelled', ...COMMAND_FAILURES] as const;
export type CommandOutcome = (typeof COMMAND_OUTCOMES)[number];

/** MQTT control packets by their type (chapter 2.1.2); the reserved ones are `other`. */
const MQTT_PACKETS = [
  'other',
  'connect',
  'connack',
  'publish',
  'puback',
  'pubrec',
  'pubrel',
  'pubcomp',
  'subscribe',
  'suback',
  'unsubscribe',
  'unsuback',
  'pingreq',
  'pingresp',
  'disconnect',
  'auth',
] as const;

/** Upper edges of the acknowledgement latency buckets in milliseconds. */
const LATENCY_EDGES_MS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192] as const;

function zeros<const K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}

export class IngestCounters {
  bytesIn = 0;
  bytesOut = 0;
  frames = 0;
  datagrams = 0;
  datagramsDropped = 0;
  connectionsOpened = 0;
  connectionsOpen = 0;
  sessionsOpen = 0;
  takeovers = 0;
  resends = 0;
  pendingDeviceMessages = 0;
  /** Datagrams of strangers beyond their bound; they are among the discarded frames. */
  strangerDatagramsDropped = 0;
  encryptedMessages = 0;
  records = 0;
  appends = 0;
  appendFailures = 0;
  pauses = 0;
  rateDelays = 0;
  subPackagesAskedAgain = 0;
  subPackageSetsGivenUp = 0;
  registryChangesCopied = 0;
  registryEntriesUnreadable = 0;
  workCopied = 0;
  workUnreadable = 0;
  ticks = 0;
  /** 1 while the broker of the settings is connected. */
  brokerConnected = 0;
  /** Frames whose record waits for the log. */
  held = 0;
  heldBytes = 0;
  readonly outcomes = zeros(FRAME_OUTCOMES);
  readonly closes = zeros(CLOSE_REASONS);
  readonly refusals = zeros(REFUSALS);
  readonly deviceReplies = zeros(DEVICE_REPLIES);
  readonly impersonations = zeros(EVIDENCE);
  /** Commands met in the log. */
  commands = 0;
  commandsOpen = 0;
  /** Times a command went out. */
  commandsSent = 0;
  commandRecordsUnreadable = 0;
  readonly commandOutcomes = zeros(COMMAND_OUTCOMES);
  /** By fault code; codes are a closed list of the protocol's decoder. */
  readonly faults = new Map<string, number>();
  /** By status. */
  readonly #httpAnswers = new Map<number, number>();
  readonly #mqttPackets = new Float64Array(MQTT_PACKETS.length);
  readonly #latencyCounts = new Float64Array(LATENCY_EDGES_MS.length + 1);
  #latencySumMs = 0;

  fault(code: string): void {
    this.faults.set(code, (this.faults.get(code) ?? 0) + 1);
  }

  httpAnswer(status: number): void {
    this.#httpAnswers.set(status, (this.#httpAnswers.get(status) ?? 0) + 1);
  }

  /** `type` as in the fixed header, 0…15. */
  mqttPacket(type: number): void {
    this.#mqttPackets[type] = this.#mqttPackets[type]! + 1;
  }

  latency(ms: number): void {
    let bucket = 0;
    while (bucket < LATENCY_EDGES_MS.length && ms > (LATENCY_EDGES_MS[bucket] as number)) bucket++;
    this.#latencyCounts[bucket] = (this.#latencyCounts[bucket] as number) + 1;
    this.#latencySumMs += ms;
  }

  register(registry: Registry): void {
    const counter = (name: string, help: string, value: () => number) =>
      new Counter({ name, help, registers: [registry], collect: collectOne(value) });
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(value());
        },
      });
    counter('tizheng_ingest_received_bytes_total', 'Bytes read from devices.', () => this.bytesIn);
    counter('tizheng_ingest_sent_bytes_total', 'Bytes written to devices.', () => this.bytesOut);
    counter(
      'tizheng_ingest_frames_total',
      'Delimited pieces read: the sum of all outcomes and the held ones.',
      () => this.frames,
    );
    counter('tizheng_ingest_datagrams_total', 'Datagrams read.', () => this.datagrams);
    counter(
      'tizheng_ingest_dropped_datagrams_total',
      'Datagrams dropped unread because the log lags.',
      () => this.datagramsDropped,
    );
    counter(
      'tizheng_ingest_connections_total',
      'Connections accepted.',
      () => this.connectionsOpened,
    );
    counter(
      'tizheng_ingest_takeovers_total',
      'Sessions taken over by a newer connection.',
      () => this.takeovers,
    );
    counter(
      'tizheng_ingest_resends_total',
      'Resent messages answered again and not appended twice.',
      () => this.resends,
    );
    counter(
      'tizheng_ingest_pending_device_messages_total',
      'Messages of devices missing from the registry.',
      () => this.pendingDeviceMessages,
    );
    counter(
      'tizheng_ingest_stranger_datagrams_dropped_total',
      'Datagrams of devices without a session, beyond the bound of their address.',
      () => this.strangerDatagramsDropped,
    );
    counter(
      'tizheng_ingest_encrypted_messages_total',
      'Messages with an encrypted body: kept as bytes, not read.',
      () => this.encryptedMessages,
    );
    counter('tizheng_ingest_records_total', 'Records appended to reports.v1.', () => this.records);
    counter('tizheng_ingest_appends_total', 'Appends to reports.v1.', () => this.appends);
    counter(
      'tizheng_ingest_append_failures_total',
      'Appends the log rejected.',
      () => this.appendFailures,
    );
    counter(
      'tizheng_ingest_pauses_total',
      'Sockets paused because the log lags.',
      () => this.pauses,
    );
    counter(
      'tizheng_ingest_rate_delays_total',
      'Sockets paused because a device exceeds its rate.',
      () => this.rateDelays,
    );
    counter(
      'tizheng_ingest_subpackages_asked_again_total',
      'Requests for missing packets (0x8003).',
      () => this.subPackagesAskedAgain,
    );
    counter(
      'tizheng_ingest_subpackage_sets_given_up_total',
      'Sub-packaged messages never completed.',
      () => this.subPackageSetsGivenUp,
    );
    counter(
      'tizheng_ingest_registry_changes_total',
      'Registry changes copied to reports.v1.',
      () => this.registryChangesCopied,
    );
    counter(
      'tizheng_ingest_registry_unreadable_total',
      'Registry records that could not be read.',
      () => this.registryEntriesUnreadable,
    );
    counter(
      'tizheng_ingest_work_total',
      'Actions of people on alerts copied to reports.v1.',
      () => this.workCopied,
    );
    counter(
      'tizheng_ingest_work_unreadable_total',
      'Actions on alerts that could not be read.',
      () => this.workUnreadable,
    );
    counter('tizheng_ingest_ticks_total', 'Ticks appended.', () => this.ticks);
    gauge('tizheng_ingest_connections_open', 'Open connections.', () => this.connectionsOpen);
    gauge('tizheng_ingest_sessions_open', 'Devices with a session.', () => this.sessionsOpen);
    gauge(
      'tizheng_ingest_broker_connected',
      '1 while the MQTT broker of the settings is connected.',
      () => this.brokerConnected,
    );
    gauge('tizheng_ingest_held_frames', 'Frames waiting for the log.', () => this.held);
    gauge('tizheng_ingest_held_bytes', 'Bytes waiting for the log.', () => this.heldBytes);
    this.#labelled(
      registry,
      'tizheng_ingest_frame_outcomes_total',
      'Frames by outcome.',
      'outcome',
      () => Object.entries(this.outcomes),
    );
    this.#labelled(
      registry,
      'tizheng_ingest_closes_total',
      'Connections closed, by reason.',
      'reason',
      () => Object.entries(this.closes),
    );
    this.#labelled(
      registry,
      'tizheng_ingest_refusals_total',
      'Messages refused, by reason.',
      'reason',
      () => Object.entries(this.refusals),
    );
    counter(
      'tizheng_ingest_commands_total',
      'Commands to devices met in the log, those of other gateways as well.',
      () => this.commands,
    );
    gauge(
      'tizheng_ingest_commands_open',
      'Commands without a final result.',
      () => this.commandsOpen,
    );
    counter(
      'tizheng_ingest_command_transmissions_total',
      'Times a command went out to a device, repetitions as well.',
      () => this.commandsSent,
    );
    counter(
      'tizheng_ingest_command_records_unreadable_total',
      'Records of commands or results that could not be read.',
      () => this.commandRecordsUnreadable,
    );
    this.#labelled(
      registry,
      'tizheng_ingest_command_outcomes_total',
      'Final results of commands written by this gateway.',
      'outcome',
      () => Object.entries(this.commandOutcomes),
    );
    this.#labelled(
      registry,
      'tizheng_ingest_device_replies_total',
      'Answers of devices to messages of the platform, by whether they belong to one under way.',
      'outcome',
      () => Object.entries(this.deviceReplies),
    );
    this.#labelled(
      registry,
      'tizheng_ingest_impersonations_total',
      'Devices found to share their identity with another, by evidence.',
      'evidence',
      () => Object.entries(this.impersonations),
    );
    this.#labelled(
      registry,
      'tizheng_ingest_faults_total',
      'Unreadable input by fault code.',
      'code',
      () => [...this.faults],
    );
    this.#labelled(
      registry,
      'tizheng_ingest_mqtt_packets_total',
      'MQTT control packets read from devices, by type.',
      'type',
      () => MQTT_PACKETS.map((type, number) => [type, this.#mqttPackets[number]!]),
    );
    this.#labelled(
      registry,
      'tizheng_ingest_http_answers_total',
      'HTTP requests of devices answered, by status.',
      'status',
      () => [...this.#httpAnswers].map(([status, count]) => [String(status), count]),
    );
    this.#registerLatency(registry);
  }

  #labelled(
    registry: Registry,
    name: string,
    help: string,
    label: string,
    entries: () => [string, number][],
  ): void {
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [value, count] of entries()) this.inc({ [label]: value }, count);
      },
    });
  }

  /** The usual histogram series, filled from plain counts: one observe() per frame would cost more than the frame. */
  #registerLatency(registry: Registry): void {
    const counts = this.#latencyCounts;
    const name = 'tizheng_ingest_ack_latency_ms';
    const help = 'From the arrival of a frame to its answer, durable append included.';
    new Counter({
      name: `${name}_bucket`,
      help,
      labelNames: ['le'],
      registers: [registry],
      collect() {
        this.reset();
        let sum = 0;
        for (const [index, count] of counts.entries()) {
          sum += count;
          this.inc({ le: String(LATENCY_EDGES_MS[index] ?? '+Inf') }, sum);
        }
      },
    });
    const total = () => counts.reduce((sum, count) => sum + count, 0);
    new Counter({ name: `${name}_count`, help, registers: [registry], collect: collectOne(total) });
    new Counter({
      name: `${name}_sum`,
      help,
      registers: [registry],
      collect: collectOne(() => this.#latencySumMs),
    });
  }
}

function collectOne(value: () => number) {
  return function (this: Counter): void {
    this.reset();
    this.inc(value());
  };
}
