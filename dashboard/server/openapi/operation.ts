/** What the document says of a route beyond its own schemas: words, answers, examples. */
import { type TSchema, Type } from 'typebox';

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export interface Answer {
  description: string;
  /** Absent = no body. */
  schema?: TSchema;
  example?: unknown;
  /** Default application/json. */
  type?: string;
  headers?: Record<string, string>;
}

export interface Operation {
  tag: string;
  summary: string;
  description?: string;
  /** True = no session is needed. */
  isOpen?: boolean;
  /** Values of parameters in path and query. */
  parameters?: Record<string, string | number | boolean>;
  /** Request headers: name → what it is. */
  headers?: Record<string, string>;
  /** Of the request's body. */
  body?: unknown;
  /** Where the route takes the body as bytes: its types. */
  bodyTypes?: Record<string, { schema: TSchema; example: unknown }>;
  answers: Record<number, Answer>;
  /** Problems it can answer with, beside 400, 401, 403, 413 and 415, and 503 of what is audited. */
  problems?: readonly number[];
}

/** By `METHOD /path` as the route states it. */
export type Operations = Record<string, Operation>;

/** One route that stands for several addresses, each with schemas of its own. */
export interface Family {
  /** Parameter that tells them apart. */
  parameter: string;
  members: readonly { value: string; operations: Operations; schemas: Record<string, TSchema> }[];
}
