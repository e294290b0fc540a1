/**
 * One attempt: a POST, and what its answer means. Only 2xx is success; 3xx is failure and never
 * followed; the body of an answer decides nothing and is read only so that the connection can be
 * used again.
 */
import { Pool } from 'undici';
import type { DeliveryReason } from '#core/delivery.ts';
import { DAY_MS } from '#core/time.ts';
import { type ConnectOptions, ConnectRefused, guardedConnector } from './connect.ts';

export interface Answer {
  reason: DeliveryReason;
  /** Null = there was none. */
  status: number | null;
  /** What the receiver asks to wait, ms; null = nothing. At most a day. */
  retryAfterMs: number | null;
  /** From the request to the head of the answer. */
  durationMs: number;
}

export interface PostOptions extends ConnectOptions {
  url: URL;
  connectionsMax: number;
}

/** Beyond this the rest of an answer's body is cut off with its connection. */
const ANSWER_BYTES_MAX = 64 * 1024;
/** A body that dribbles must not hold one of the endpoint's places. */
const ANSWER_BODY_MS_MAX = 2_000;
const KEEP_ALIVE_MS = 10_000;
const RETRY_AFTER_MS_MAX = DAY_MS;

export class Poster {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #timeoutMs: number;

  constructor(options: PostOptions) {
    const { url, timeoutMs } = options;
    this.#timeoutMs = timeoutMs;
    this.#path = `${url.pathname}${url.search}`;
    this.#pool = new Pool(url.origin, {
      connect: guardedConnector(options),
      connections: options.connectionsMax,
      pipelining: 1,
      headersTimeout: timeoutMs,
      bodyTimeout: ANSWER_BODY_MS_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16 * 1024,
    });
  }

  /** Never rejects, except with the reason of `signal` when that ends it. */
  async post(
    headers: Record<string, string>,
    body: string,
    { nowMs, signal }: { nowMs: number; signal: AbortSignal },
  ): Promise<Answer> {
    const startedMs = performance.now();
    const limit = AbortSignal.timeout(this.#timeoutMs);
    const since = () => performance.now() - startedMs;
    try {
      const answer = await this.#pool.request({
        method: 'POST',
        path: this.#path,
        headers,
        body,
        signal: AbortSignal.any([signal, limit]),
      });
      const durationMs = since();
      await drain(answer.body);
      const { statusCode: status } = answer;
      const retryAfterMs = retryAfterOf(answer.headers['retry-after'], nowMs);
      return { reason: reasonOf(status), status, retryAfterMs, durationMs };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const reason = limit.aborted ? 'timeout' : reasonOfError(error);
      return { reason, status: null, retryAfterMs: null, durationMs: since() };
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

async function drain(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<void> {
  const timer = setTimeout(() => body.destroy(), ANSWER_BODY_MS_MAX);
  try {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      // Leaving the loop ends the stream and its connection.
      if (bytes > ANSWER_BYTES_MAX) break;
    }
  } catch {
    // The status has been said; how its body ended changes nothing.
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(status: number): DeliveryReason {
  if (status >= 200 && status < 300) return 'delivered';
  if (status < 400) return 'redirect';
  if (status === 410) return 'gone';
  if (status === 429) return 'throttled';
  return status < 500 ? 'rejected' : 'receiver-error';
}

function reasonOfError(error: unknown): DeliveryReason {
  if (error instanceof ConnectRefused) return error.reason;
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (code.includes('TIMEOUT') || code === 'ETIMEDOUT' || name === 'TimeoutError') return 'timeout';
  const tls = ['CERT', 'SSL', 'TLS', 'SIGNATURE', 'UNABLE_TO_'];
  return tls.some((word) => code.includes(word)) ? 'tls' : 'connection';
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3); anything else is not heard. */
function retryAfterOf(header: string | string[] | undefined, nowMs: number): number | null {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return null;
  const waitMs = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), RETRY_AFTER_MS_MAX) : null;
}
