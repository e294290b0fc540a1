/**
 * What is counted of files. The sums that hold: asked + resumed = completed + expired + open
 * requests, and announced = stored + failed + open files.
 */
import { Counter, Gauge, type Registry } from 'prom-client';

/** Why something of an attachment connection was refused. */
export const MEDIA_REFUSALS = [
  /** No such alarm number was given to this device, or it has expired. */
  'not-asked',
  /** A message of another kind, or in the wrong order. */
  'unexpected',
  'body-unreadable',
  /** More files than the bound. */
  'files-max',
  /** A file larger than the bound. */
  'too-large',
  /** The store is full. */
  'store-full',
  /** Too many files being received at once. */
  'transfers-max',
  /** The disk or the log refused. */
  'not-durable',
] as const;
export type MediaRefusal = (typeof MEDIA_REFUSALS)[number];

function zeros<const K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}

export class MediaCounters {
  asked = 0;
  /** Open when this process started. */
  resumed = 0;
  askedAgain = 0;
  completed = 0;
  expired = 0;
  /** Alarms with files that were not asked for because of a bound. */
  notAsked = 0;
  openRequests = 0;
  announced = 0;
  stored = 0;
  storedBytes = 0;
  failed = 0;
  openFiles = 0;
  receivedBytes = 0;
  /** Of a file, and received before; or of one that is stored or was refused. */
  repeatedBytes = 0;
  /** Of no known file, or beyond its end. */
  strayBytes = 0;
  /** Between pieces. */
  skippedBytes = 0;
  rangesAskedAgain = 0;
  multimediaStored = 0;
  multimediaRefused = 0;
  multimediaAskedAgain = 0;
  readonly refusals = zeros(MEDIA_REFUSALS);

  register(registry: Registry, store: { heldBytes: number; files: number }): void {
    const counter = (name: string, help: string, value: () => number) =>
      new Counter({
        ...{ name: `tizheng_media_${name}_total`, help, registers: [registry] },
        collect() {
          this.reset();
          this.inc(value());
        },
      });
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        ...{ name: `tizheng_media_${name}`, help, registers: [registry] },
        collect() {
          this.set(value());
        },
      });
    counter('requests', 'Alarms whose files were asked for (0x9208).', () => this.asked);
    counter('requests_resumed', 'Requests open when the process started.', () => this.resumed);
    counter('requests_repeated', 'Requests sent once more.', () => this.askedAgain);
    counter('requests_completed', 'Requests with every file stored.', () => this.completed);
    counter('requests_expired', 'Requests that expired before that.', () => this.expired);
    counter(
      'requests_omitted',
      'Alarms with files that were not asked for because too many requests were open.',
      () => this.notAsked,
    );
    gauge('requests_open', 'Requests under way.', () => this.openRequests);
    counter('files_announced', 'Files announced by devices.', () => this.announced);
    counter('files_stored', 'Files stored and acknowledged.', () => this.stored);
    counter('files_failed', 'Announced files given up.', () => this.failed);
    gauge('files_open', 'Files being received.', () => this.openFiles);
    counter('stored_bytes', 'Bytes of stored files.', () => this.storedBytes);
    counter('received_bytes', 'Bytes of file data received.', () => this.receivedBytes);
    counter(
      'repeated_bytes',
      'Of them, received before, or of files that are stored or were refused.',
      () => this.repeatedBytes,
    );
    counter(
      'stray_bytes',
      'File data of no announced file, or behind its end.',
      () => this.strayBytes,
    );
    counter(
      'skipped_bytes',
      'Bytes between pieces that belong to nothing.',
      () => this.skippedBytes,
    );
    counter(
      'ranges_asked_again',
      'Ranges of files asked for once more (0x9212).',
      () => this.rangesAskedAgain,
    );
    counter('multimedia_stored', 'Uploads of 0x0801 stored.', () => this.multimediaStored);
    counter(
      'multimedia_refused',
      'Uploads of 0x0801 not stored because store or log refused.',
      () => this.multimediaRefused,
    );
    counter(
      'multimedia_asked_again',
      'Requests for missing packets of 0x0801 (0x8800).',
      () => this.multimediaAskedAgain,
    );
    gauge(
      'kept_bytes',
      'Bytes in the media store, those being received included.',
      () => store.heldBytes,
    );
    gauge('kept_files', 'Files in the media store.', () => store.files);
    const { refusals } = this;
    new Counter({
      name: 'tizheng_media_refusals_total',
      help: 'Messages on attachment connections refused, by reason.',
      labelNames: ['reason'],
      registers: [registry],
      collect() {
        this.reset();
        for (const reason of MEDIA_REFUSALS) this.inc({ reason }, refusals[reason]);
      },
    });
  }
}
