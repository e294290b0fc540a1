/**
 * The key that signs, as it is kept now, and all that ever did. A key that another one is exchanged for is written to
 * `evidence-keys.v1` before it signs its first bundle.
 */
import type { Clock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type EvidenceKey, encodeKey, KeyBook } from '#runtime/evidence/keys.ts';
import { EvidenceSigner } from '#runtime/evidence/signing.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

/** A changed key is dated after at most this long, also when no bundle is asked for. */
const LOOK_EVERY_MS = 5_000;

export interface EvidenceKeyParts {
  log: EventLog;
  /** Null = none is kept: bundles are not signed. May throw when its file cannot be read. */
  kept: () => EvidenceKey | null;
  clock: Clock;
  logger: Logger;
}

export class EvidenceKeys {
  readonly #parts: EvidenceKeyParts;
  readonly #book = new KeyBook();
  #signer: { seed: string; signer: EvidenceSigner } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;

  constructor(parts: EvidenceKeyParts) {
    this.#parts = parts;
  }

  get book(): KeyBook {
    return this.#book;
  }

  /** When the book has been read: a key that is not the newest there takes over. */
  async start(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
  }

  /** Of the key as it is kept now; null = bundles are not signed. */
  async signer(): Promise<EvidenceSigner | null> {
    await this.look();
    return this.#signer?.signer ?? null;
  }

  /** Takes up a key that was exchanged. What goes wrong leaves the one before in its place, until the next look. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((error: unknown) => {
        this.#parts.logger.error({ err: error }, 'The key of evidence bundles cannot be taken up.');
      })
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { log, kept, clock, logger } = this.#parts;
    const key = kept();
    if (key === null || key.seed === this.#signer?.seed) return;
    const signer = new EvidenceSigner(key.seed);
    const { publicKey, keyId } = signer;
    if (this.#book.newest?.publicKey !== publicKey) {
      const fromMs = clock.now();
      const { endorsement } = key;
      const value = encodeKey({ publicKey, fromMs, endorsement });
      await log.append(TOPICS.evidenceKeys, 0, [{ key: keyId, timeMs: fromMs, value }]);
      logger.info({ keyId }, 'A key signs evidence bundles from now on.');
    }
    this.#signer = { seed: key.seed, signer };
  }
}
