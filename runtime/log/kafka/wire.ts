/**
 * The seam to a Kafka client library: one connection to one broker, encrypted and authenticated.
 * What is asked over it (`protocol/`), in which order and how often (`producer.ts`, `fetcher.ts`),
 * is the same for every library.
 */
import type { ConnectionOptions } from 'node:tls';

export interface Address {
  host: string;
  port: number;
}

export interface SaslOptions {
  mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  username: string;
  password: string;
}

export interface WireOptions {
  clientId: string;
  tls: ConnectionOptions | null;
  sasl: SaslOptions | null;
  connectTimeoutMs: number;
  /** An answer that takes longer ends the connection. */
  requestTimeoutMs: number;
}

export interface Connection {
  /** False once the connection ended, by whichever side. */
  readonly isOpen: boolean;
  /**
   * Sends a request in a version without tagged fields, resolves with the body of its answer. Answers
   * come in the order of the requests. Throws ConnectionFailure.
   */
  request(apiKey: number, apiVersion: number, body: Buffer): Promise<Buffer>;
  close(): Promise<void>;
}

/** Resolves when the broker can be asked. Throws ConnectionFailure. */
export type Connect = (address: Address, options: WireOptions) => Promise<Connection>;

/** `refused` is an answer (user, password, certificate), the others are the lack of one. */
export type FailureReason = 'unreachable' | 'timeout' | 'closed' | 'refused';

export class ConnectionFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConnectionFailure';
    this.reason = reason;
  }
}
