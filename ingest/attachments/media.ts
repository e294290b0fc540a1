/** The attachment service, tied together. Nothing runs yet: no socket, no timer. */
import { TizhengError } from '#core/errors.ts';
import { subjectKeyOf } from '#core/identity.ts';
import type { Clock } from '#core/time.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { MediaStore } from '#runtime/media/media-store.ts';
import type { IngestCounters } from '../counters.ts';
import type { Quarantine } from '../quarantine.ts';
import type { SessionTable } from '../session.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { MediaCounters } from './counters.ts';
import { AttachmentDesk } from './desk.ts';
import { AttachmentGateway } from './gateway.ts';
import { MediaJournal } from './journal.ts';
import { MultimediaDesk } from './multimedia.ts';
import { RequestBook } from './requests.ts';
import type { AttachmentSettings } from './settings.ts';

export interface MediaDeps {
  settings: AttachmentSettings;
  secrets: { pseudonymKey: Uint8Array; deviceKey: Uint8Array };
  store: MediaStore;
  log: EventLog;
  logger: Logger;
  clock: Clock;
  wheel: TimerWheel;
  counters: IngestCounters;
  sessions: SessionTable;
  quarantine: Quarantine;
}

const SWEEP_MS = 3_600_000;
const ANY_ADDRESS = new Set(['0.0.0.0', '::', '']);

export class Media {
  readonly counters = new MediaCounters();
  readonly store: MediaStore;
  readonly desk: AttachmentDesk;
  readonly gateway: AttachmentGateway;
  readonly multimedia: MultimediaDesk;
  readonly #deps: MediaDeps;
  /** What devices are told. */
  readonly #host: string;
  readonly #journal: MediaJournal;
  readonly #book: RequestBook;
  #sweeping: ReturnType<typeof setInterval> | null = null;

  /** Throws SETTINGS_INVALID when devices could not be told where to send files to. */
  constructor(deps: MediaDeps) {
    const { settings, secrets, store, log, logger, clock, wheel, sessions, quarantine } = deps;
    const { counters } = this;
    const journal = new MediaJournal({ log, logger, clock, gateway: settings.gateway });
    const book = new RequestBook(settings.requestsMax, settings.requestsPerDeviceMax);
    const shared = { settings, clock, logger, counters, journal, book };
    const desk = new AttachmentDesk({ ...shared, deviceSecret: secrets.deviceKey, sessions });
    this.#deps = deps;
    this.#host = settings.advertisedHost === '' ? settings.host : settings.advertisedHost;
    if (settings.listen === 'on' && ANY_ADDRESS.has(this.#host)) {
      throw new TizhengError(
        'SETTINGS_INVALID',
        'ingest',
        'ingest.attachments.advertisedHost must name the address devices reach the attachment listener by.',
      );
    }
    this.#journal = journal;
    this.#book = book;
    this.store = store;
    this.desk = desk;
    this.gateway = new AttachmentGateway({
      ...shared,
      ...{ wheel, quarantine, store, desk, ingestCounters: deps.counters },
      deviceKeyOf: (deviceId) => subjectKeyOf(secrets.pseudonymKey, 'device', deviceId),
    });
    this.multimedia = new MultimediaDesk({ logger, counters, store, journal });
  }

  /** What an earlier life of this process had asked for; before the first device. */
  async restore(): Promise<void> {
    await this.#journal.replay((event, offset) => this.#book.restore(event, offset));
    this.counters.resumed = this.#book.openCount;
    this.counters.openRequests = this.#book.openCount;
    this.#keepSwept();
  }

  /** The listener is open: devices are asked from now on. */
  open(port: number): void {
    this.desk.open({ host: this.#host, port: this.#deps.settings.advertisedPort || port });
  }

  #keepSwept(): void {
    const { logger, store } = this.#deps;
    this.#sweeping = setInterval(() => {
      store.sweep().then(
        (removed) => {
          if (removed > 0) logger.info({ removed }, 'Files past their retention were removed.');
        },
        (err: unknown) => logger.warn({ err }, 'The media store was not swept.'),
      );
    }, SWEEP_MS);
    this.#sweeping.unref();
  }

  /** After the listeners have stopped: what is on its way to the log gets there. */
  async stop(): Promise<void> {
    if (this.#sweeping !== null) clearInterval(this.#sweeping);
    this.desk.stop();
    await Promise.all([this.gateway.drained(), this.multimedia.drained()]);
    await this.desk.commit();
  }
}
