/** The parts of ingest between transports and log, tied together. Nothing runs yet: no socket, no timer. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock, Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { MediaStore } from '#runtime/media/media-store.ts';
import { Answers } from './answers.ts';
import { Media } from './attachments/media.ts';
import { BrokerFeed } from './broker-feed.ts';
import { CommandDesk } from './commands/desk.ts';
import { CommandFeed } from './commands/feed.ts';
import { ResultWriter } from './commands/result-writer.ts';
import type { IngestSettings } from './config.ts';
import { IngestCounters } from './counters.ts';
import { DeviceTable } from './devices.ts';
import { Gateway } from './gateway.ts';
import { HttpIntake } from './http-intake.ts';
import { AedesGateway } from './mqtt-aedes.ts';
import type { MqttParts } from './mqtt-door.ts';
import { MqttGateway } from './mqtt-gateway.ts';
import type { MqttSession } from './mqtt-session.ts';
import { filterOf, mappedTopics } from './protocols/tz/mapping.ts';
import { Router } from './protocols/tz/router.ts';
import { Publisher } from './publish.ts';
import { Quarantine } from './quarantine.ts';
import { RegistryFeed } from './registry-feed.ts';
import { Requests } from './requests.ts';
import { ResendWindow } from './resend-window.ts';
import { SessionTable } from './session.ts';
import { Ticks } from './ticks.ts';
import { TimerWheel } from './timer-wheel.ts';
import { WorkFeed } from './work-feed.ts';

export interface WiringDeps {
  /** Holds reports.v1, registry.v1 and quarantine.v1 already. */
  log: EventLog;
  settings: IngestSettings;
  secrets: { pseudonymKey: Uint8Array; deviceKey: Uint8Array };
  logger: Logger;
  clock: Clock;
  timers: Timers;
  /** Deadlines and ages are measured by it, so that a stepped wall clock closes nobody. */
  monotonicMs: () => number;
  /** Where files of devices are kept; absent = they are not taken in. The log holds media.v1 then. */
  mediaStore?: MediaStore;
}

export interface Wiring {
  counters: IngestCounters;
  wheel: TimerWheel;
  devices: DeviceTable;
  sessions: SessionTable;
  requests: Requests;
  commands: CommandDesk;
  commandFeed: CommandFeed;
  results: ResultWriter;
  quarantine: Quarantine;
  publisher: Publisher;
  gateway: Gateway;
  media: Media | null;
  mqtt: MqttGateway;
  broker: BrokerFeed;
  httpIntake: HttpIntake;
  feed: RegistryFeed;
  work: WorkFeed;
  ticks: Ticks;
}

export function wire(deps: WiringDeps): Wiring {
  const { log, settings, secrets, logger, clock, timers, monotonicMs } = deps;
  const partitions = log.partitions(TOPICS.reports);
  const counters = new IngestCounters();
  const wheel = new TimerWheel(100, 1024, monotonicMs);
  const devices = new DeviceTable(secrets.pseudonymKey, partitions);
  const sessions = new SessionTable(counters);
  const resends = new ResendWindow(settings.resendWindowEntries, settings.resendWindowMs);
  const requests = new Requests(wheel, counters);
  const answers = new Answers(counters, resends, monotonicMs);
  const quarantine = new Quarantine({
    log,
    logger,
    counters,
    perMinuteMax: settings.quarantinePerSourcePerMinute,
    timers,
  });
  const publisher = new Publisher({
    log,
    partitions,
    bounds: settings,
    counters,
    logger,
    now: monotonicMs,
    timers,
    listener: {
      onDurable: (batch) => answers.durable(batch),
      onGivenUp: (batch) => answers.givenUp(batch),
      onRelief: () => {
        gateway.onRelief();
        mqtt.onRelief();
        broker.onRelief();
      },
    },
  });
  const media =
    deps.mediaStore === undefined
      ? null
      : new Media({
          settings: settings.attachments,
          secrets,
          ...{ store: deps.mediaStore, log, logger, clock, wheel, counters, sessions, quarantine },
        });
  const gateway = new Gateway({
    settings,
    secrets,
    clock,
    wheel,
    counters,
    devices,
    sessions,
    publisher,
    answers,
    quarantine,
    resends,
    requests,
    media,
    onGreeted: (session) => commands.onSession(session),
  });
  const results = new ResultWriter({ log, logger, timers });
  const commands = new CommandDesk({
    settings: settings.commands,
    sessions,
    requests,
    results,
    clock,
    counters,
    gateway: gatewayName(settings.commands.gateway),
  });
  const commandFeed = new CommandFeed({
    log,
    logger,
    timers,
    counters,
    listener: commands,
    now: monotonicMs,
  });
  const { mappings } = settings.mqtt;
  const mqttParts: MqttParts = {
    settings,
    mqtt: settings.mqtt,
    secrets,
    clock,
    wheel,
    counters,
    devices,
    sessions: new SessionTable<MqttSession>(counters),
    publisher,
    quarantine,
    router: new Router(mappings.map(mappedTopics)),
  };
  const mqtt =
    settings.mqtt.engine === 'aedes' ? new AedesGateway(mqttParts) : new MqttGateway(mqttParts);
  const httpIntake = new HttpIntake(mqttParts);
  const foreignFilters = mappings.map(filterOf);
  const broker = new BrokerFeed({ ...mqttParts, logger, foreignFilters });
  const feed = new RegistryFeed({
    log,
    logger,
    clock,
    timers,
    counters,
    devices,
    publisher,
    partitions,
    pseudonymKey: secrets.pseudonymKey,
    onDevice: (entry) => {
      sessions.get(entry.deviceId)?.rebind(entry);
      mqtt.onDevice(entry);
    },
  });
  const work = new WorkFeed({ log, logger, clock, timers, counters, publisher, partitions });
  const ticks = new Ticks({ clock, timers, publisher, partitions, counters });
  return {
    counters,
    wheel,
    devices,
    sessions,
    requests,
    commands,
    commandFeed,
    results,
    quarantine,
    publisher,
    gateway,
    media,
    mqtt,
    broker,
    httpIntake,
    feed,
    work,
    ticks,
  };
}

/** Another one at every start: what an earlier life had sent is not under way any more. */
function gatewayName(name: string): string {
  const plain =
    name === ''
      ? hostname()
          .replace(/[^A-Za-z0-9._-]/g, '-')
          .slice(0, 40)
      : name;
  return `${plain}.${randomBytes(4).toString('hex')}`;
}
