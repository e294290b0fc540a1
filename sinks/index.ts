import { clickhouseSink } from './clickhouse/sink.ts';
import type { Sink } from './sink.ts';
import { webhooksSink } from './webhooks/sink.ts';

/** Every sink the product knows. Adding one: write the folder, add it here, run the contract suite on it. */
export const sinks = [clickhouseSink, webhooksSink] as const satisfies readonly Sink[];
