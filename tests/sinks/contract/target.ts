/** What the contract asks of a sink's surroundings: a target outside that can be made to fail. */
import type { Registry } from 'prom-client';
import type { RunningSink } from '#sinks/sink.ts';

export type Fault =
  /** Everything passes. */
  | 'none'
  /** The connection is cut before anything is taken. */
  | 'away'
  /** It is taken, and the answer is lost. */
  | 'answer-lost'
  /** It is taken and never answered. */
  | 'hang'
  /** It is refused. */
  | 'refuse';

export interface Target {
  /** Of every delivery from now on. */
  setFault(fault: Fault): void;
  /** Deliveries that met a fault so far. */
  met(fault: Fault): number;
  start(metrics: Registry): Promise<RunningSink>;
  /** Appends records to each partition the sink reads. */
  append(count: number): Promise<void>;
  /** Resolves when all of it is confirmed; throws unless the target holds each record exactly once. */
  expectAllOnce(): Promise<void>;
  /** Throws unless the metrics say that deliveries are refused. */
  expectRefusalTold(metrics: Registry): Promise<void>;
  /** Deliveries sent so far: the token under which a target knows a repeated one, and the bytes. */
  sent: readonly { token: string; body: Buffer }[];
  close(): Promise<void>;
}
