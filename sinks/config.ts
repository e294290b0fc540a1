/** Every setting of the sinks. */
import { type Static, Type } from 'typebox';
import { ALERT_CHANGES, SEVERITIES } from '#core/alert.ts';
import { NOTICE_LEVELS } from '#core/loop/policy.ts';
import { VEHICLE_CLASSES } from '#core/report.ts';

export const clickhouseSettings = Type.Object(
  {
    batchRecordsMax: Type.Integer({
      minimum: 1,
      maximum: 200_000,
      default: 100_000,
      description:
        'log records of one partition after which a batch is cut; a batch costs the store some 20 ms of processor time whatever its size',
    }),
    batchBytesMax: Type.Integer({
      minimum: 65_536,
      maximum: 33_554_432,
      default: 16_777_216,
      description:
        'bytes of rows after which a batch is cut, below the body limit of the store front',
    }),
    flushMs: Type.Integer({
      minimum: 10,
      maximum: 60_000,
      default: 1_000,
      description:
        'how long a record waits for its batch to fill while little arrives; how soon a row can be queried',
    }),
    busyRecords: Type.Integer({
      minimum: 1,
      default: 5_000,
      description:
        'records within flushMs from which a partition is busy and waits longer for a larger batch',
    }),
    busyFlushMs: Type.Integer({
      minimum: 10,
      maximum: 60_000,
      default: 4_000,
      description: 'longest time a record of a busy partition waits for its batch to fill',
    }),
    requestMsMax: Type.Integer({
      minimum: 1_000,
      default: 60_000,
      description: 'an insert unanswered for longer is sent again under the same token',
    }),
    frames: Type.Union([Type.Literal('stored'), Type.Literal('off')], {
      default: 'stored',
      description: 'whether raw frames are copied into ods.frames; off = they are in the log only',
    }),
    framesDays: Type.Integer({
      minimum: 1,
      default: 7,
      description: 'days that raw frames are kept',
    }),
    quarantinedDays: Type.Integer({
      minimum: 1,
      default: 90,
      description: 'days that unreadable input is kept',
    }),
    positionsDays: Type.Integer({
      minimum: 184,
      default: 184,
      description:
        'days that positions, sensor readings and device events are kept; dynamic-supervision rules ask for six months',
    }),
    indicatorsDays: Type.Integer({
      minimum: 1,
      default: 1_096,
      description:
        'days that indicator values are kept; three years, so that a month can be compared with the same month of the years before',
    }),
    sealSettleMs: Type.Integer({
      minimum: 0,
      default: 30_000,
      description:
        'data are put under seal this long after it was asked for, when what was on its way is in',
    }),
    alertsDays: Type.Integer({
      minimum: 1_096,
      default: 1_096,
      description:
        'days that alerts, their handling, their deliveries and the audit trail are kept; the rules ask for three years',
    }),
  },
  { default: {}, additionalProperties: false },
);
export type ClickhouseSettings = Static<typeof clickhouseSettings>;

/** How much of the vehicle a receiver may know (domain.md 9). */
export const CLEARANCES = ['enforcement', 'share', 'pseudonym'] as const;
export const PAYLOAD_VERSIONS = [1, 2] as const;

/** Each word of a closed list. */
const oneOf = <T extends string>(words: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))));

export const webhookEndpointSettings = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,31}$',
      description:
        'name of the endpoint in logs, metrics and commands; keep it: it is part of every webhook-id',
    }),
    url: Type.String({
      minLength: 1,
      description:
        'where alerts are posted; https, or http inside allowedCidrs; no user, no password',
    }),
    secretFile: Type.String({
      default: '',
      description:
        'file of signing secrets, one whsec_… or whsk_… per line, each signs; empty = generated under the data directory and printed once',
    }),
    caFile: Type.String({
      default: '',
      description:
        'certificate authorities (PEM) trusted instead of the usual ones; empty = the usual',
    }),
    clientCertFile: Type.String({
      default: '',
      description: 'client certificate (PEM) for endpoints that ask for one',
    }),
    clientKeyFile: Type.String({ default: '', description: 'its private key (PEM)' }),
    types: Type.Array(Type.String(), {
      default: [],
      description:
        'alert types sent; speed.over or a whole area as terminal.*; empty = all except delivery.*',
    }),
    severities: Type.Array(oneOf(SEVERITIES), {
      default: [],
      description: 'severities sent; empty = all',
    }),
    regions: Type.Array(Type.String({ pattern: '^[0-9]{2,6}$' }), {
      default: [],
      description: 'region codes or their beginnings (GB/T 2260) of the vehicles sent; empty = all',
    }),
    enterprises: Type.Array(Type.String(), {
      default: [],
      description: 'ids of the enterprises whose vehicles are sent; empty = all',
    }),
    changes: Type.Array(oneOf(ALERT_CHANGES), {
      default: ['opened', 'closed', 'withdrawn', 'corrected'],
      description: 'transitions sent',
    }),
    receives: Type.Array(oneOf(NOTICE_LEVELS), {
      default: [],
      description:
        'what policies tell these levels (docs/loop.md): enterprise, city, enforcement; then nothing else is sent, and `changes` says nothing. Empty = every transition the filters let through. Give an endpoint that changes a new id',
    }),
    late: Type.Boolean({
      default: false,
      description: 'whether alerts that late history opened are sent',
    }),
    classes: Type.Array(oneOf(VEHICLE_CLASSES), {
      default: [],
      description: 'classes of the vehicles sent; empty = all',
    }),
    clearance: Type.Unsafe<(typeof CLEARANCES)[number]>(
      Type.Union(
        CLEARANCES.map((word) => Type.Literal(word)),
        {
          default: 'enforcement',
          description:
            'what the receiver may know of the vehicle: enforcement = all of it; share = a masked plate, the place to 0.001°, five minutes late; pseudonym = no plate',
        },
      ),
    ),
    payload: Type.Unsafe<(typeof PAYLOAD_VERSIONS)[number]>(
      Type.Union(
        PAYLOAD_VERSIONS.map((version) => Type.Literal(version)),
        {
          default: 1,
          description:
            'version of the payload; 2 adds class, parameters, facts and evidence. A version never changes once released, fields are only added',
        },
      ),
    ),
    startAt: Type.Union([Type.Literal('now'), Type.Literal('earliest')], {
      default: 'now',
      description:
        'where a new endpoint begins: with what comes, or with all that the log still holds',
    }),
  },
  { additionalProperties: false },
);
export type WebhookEndpointSettings = Static<typeof webhookEndpointSettings>;

export const webhookSettings = Type.Object(
  {
    endpoints: Type.Array(webhookEndpointSettings, {
      default: [],
      maxItems: 64,
      description: 'where alerts are sent; given in the settings file (docs/webhooks.md)',
    }),
    allowedCidrs: Type.Array(Type.String(), {
      default: [],
      description:
        'address ranges that may be reached although they are not public, e.g. 10.20.0.0/16; inside them http is allowed too',
    }),
    allowedPorts: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
      default: [],
      description: 'ports that may be reached besides 443',
    }),
    timeoutMs: Type.Integer({
      minimum: 100,
      maximum: 30_000,
      default: 15_000,
      description: 'an attempt without an answer for longer has failed',
    }),
    inFlightMax: Type.Integer({
      minimum: 1,
      maximum: 8,
      default: 8,
      description: 'attempts under way to one endpoint; further ones wait their turn',
    }),
    waitingMax: Type.Integer({
      minimum: 100,
      maximum: 1_000_000,
      default: 100_000,
      description:
        'transitions of one endpoint noted as waiting; beyond it the rest stays in the log unread',
    }),
    deafAfterMs: Type.Integer({
      minimum: 1_000,
      default: 300_000,
      description: 'an endpoint that takes nothing for longer raises the alert delivery.deaf',
    }),
    deadLetterDays: Type.Number({
      minimum: 1,
      default: 90,
      description: 'days that a dead letter can be delivered again',
    }),
  },
  { default: {}, additionalProperties: false },
);
export type WebhookSettings = Static<typeof webhookSettings>;

export const loopSettings = Type.Object(
  {
    act: Type.Union([Type.Literal('on'), Type.Literal('off')], {
      default: 'on',
      description:
        'whether policies act on alerts (docs/loop.md); off = nothing is spoken, confirmed or told by itself, in any process of the role webhooks',
    }),
  },
  { default: {}, additionalProperties: false },
);

export const sinkSettings = Type.Object(
  { clickhouse: clickhouseSettings, webhooks: webhookSettings, loop: loopSettings },
  { default: {}, additionalProperties: false },
);
export type SinkSettings = Static<typeof sinkSettings>;
