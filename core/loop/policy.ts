/**
 * What follows an alert by itself: what is said to the driver, what is confirmed to the terminal, who is told
 * and when. A policy is data, one per alert type and severity; its mistakes are named by field.
 */
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Alert, SEVERITIES, type Severity } from '../alert.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts';
import { confirmableOf } from './confirm.ts';
import { faultOfText } from './text.ts';

/** Who is told, in the order of domain.md 1.7: the enterprise, then the city, then who enforces. */
export const NOTICE_LEVELS = ['enterprise', 'city', 'enforcement'] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

/** What a quiet time keeps quiet. */
export const QUIET_OF = ['say', 'notify'] as const;

/** Longest window a rate is counted over: what is older need not be known. */
export const RATE_MS_MAX = HOUR_MS;
/** Latest step after an alert. */
export const STEP_MS_MAX = DAY_MS;

const strict = { additionalProperties: false };
const timeOfDay = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'time of day in Asia/Shanghai, HH:MM',
});
const rate = (description: string) =>
  Type.Object(
    {
      count: Type.Integer({ minimum: 1, maximum: 1_000, description }),
      perS: Type.Integer({
        minimum: 10,
        maximum: RATE_MS_MAX / 1_000,
        description: 'within so many seconds',
      }),
    },
    strict,
  );

const saySchema = Type.Object(
  {
    text: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'what is spoken, in Chinese; {measured} {limit} {unit} {minutes} are replaced',
    }),
    urgent: Type.Boolean({ description: 'flag "urgent" of 0x8300; else "notice"' }),
    display: Type.Boolean({ description: 'shown besides being spoken (TTS)' }),
    timesMax: Type.Integer({
      minimum: 1,
      maximum: 10,
      description: 'spoken so often at most while the episode is open',
    }),
    repeatEveryS: Type.Integer({
      minimum: 30,
      maximum: 3_600,
      description: 'from one time to the next, s',
    }),
  },
  strict,
);

const fields = {
  say: Type.Union([Type.Null(), saySchema]),
  confirm: Type.Union([Type.Null(), Type.Literal('opened'), Type.Literal('acknowledged')], {
    description:
      'when the alarm is confirmed to the terminal (0x8203); acknowledged = when a person has taken it',
  }),
  reaction: Type.Object(
    {
      withinS: Type.Integer({
        minimum: 10,
        maximum: 7_200,
        description:
          'the driver has reacted when the episode ends within so long of the warning, s',
      }),
      settleS: Type.Integer({
        minimum: 0,
        maximum: 7_200,
        description: 'how much later that end may become known, s: a rest is one after 20 minutes',
      }),
    },
    strict,
  ),
  notify: Type.Array(
    Type.Object(
      {
        level: Type.Enum([...NOTICE_LEVELS]),
        afterS: Type.Integer({
          minimum: 0,
          maximum: STEP_MS_MAX / 1_000,
          description: 'after the alert, s',
        }),
        unless: Type.Array(Type.Union([Type.Literal('acknowledged'), Type.Literal('closed')]), {
          maxItems: 2,
          uniqueItems: true,
          description: 'not told when it is that by then',
        }),
      },
      strict,
    ),
    { maxItems: NOTICE_LEVELS.length },
  ),
  deafAfterS: Type.Integer({
    minimum: 10,
    maximum: 3_600,
    description: 'a notice that nobody took for so long goes to the next level at once, s',
  }),
  quiet: Type.Array(
    Type.Object(
      {
        days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
          minItems: 1,
          maxItems: 7,
          uniqueItems: true,
          description: 'days it begins on, 1 = Monday … 7 = Sunday',
        }),
        from: timeOfDay,
        to: timeOfDay,
        of: Type.Array(Type.Enum([...QUIET_OF]), {
          minItems: 1,
          maxItems: 2,
          uniqueItems: true,
        }),
      },
      strict,
    ),
    {
      maxItems: 8,
      description: 'quiet times; what is critical ignores them',
    },
  ),
  limits: Type.Object(
    {
      sayPerVehicle: rate('spoken to one vehicle, whatever the alerts'),
      noticesPerReceiver: rate('notices of a level for one enterprise or city; critical ones pass'),
    },
    strict,
  ),
};
export const policySchema = Type.Object(fields, strict);
/** Of one that says something, so that a mistake in it is named by its field. */
const sayingSchema = Type.Object({ ...fields, say: saySchema }, strict);
export type Policy = Static<typeof policySchema>;
export type QuietTime = Policy['quiet'][number];

/** `any` = every severity that has no policy of its own. */
export type PolicySeverity = Severity | 'any';
export const POLICY_SEVERITIES = [...SEVERITIES, 'any'] as const;

/** An alert type, or a whole area as `terminal.*`. */
export const POLICY_TYPE_PATTERN = '^[a-z][a-z-]*\\.(\\*|[a-z0-9][a-z0-9-]*)$';

export interface PolicyKey {
  type: string;
  severity: PolicySeverity;
}

export interface StatedPolicy extends PolicyKey {
  policy: Policy;
  /** Where its figures come from. */
  source: string;
}

export const policyName = ({ type, severity }: PolicyKey): string => `${type}/${severity}`;

/** Names that may hold a policy for an alert, the nearest first. */
export function policyNamesFor({ type, severity }: Pick<Alert, 'type' | 'severity'>): string[] {
  const area = `${type.slice(0, type.indexOf('.'))}.*`;
  return [`${type}/${severity}`, `${type}/any`, `${area}/${severity}`, `${area}/any`];
}

export interface PolicyFault {
  /** Path into the policy: `notify.1.afterS`; '' = the policy itself. */
  field: string;
  message: string;
}

/** Empty = it can be used for the alerts of its key. */
export function policyFaults(wish: unknown, { type }: PolicyKey): PolicyFault[] {
  if (!Value.Check(policySchema, wish)) return schemaFaults(wish);
  const { say, confirm, notify, quiet } = wish;
  const faults: PolicyFault[] = [];
  const fault = (field: string, message: string) => faults.push({ field, message });
  const text = say === null ? null : faultOfText(say.text);
  if (text !== null) fault('say.text', text);
  if (confirm !== null && confirmableOf(type) === null)
    fault(
      'confirm',
      'is for alarms the standard lists as confirmable (0x8203: bits 0, 3, 20, 21, 22, 27, 28).',
    );
  for (const [index, { level, afterS }] of notify.entries()) {
    const before = notify[index - 1];
    if (before === undefined) continue;
    if (NOTICE_LEVELS.indexOf(level) <= NOTICE_LEVELS.indexOf(before.level))
      fault(`notify.${index}.level`, 'comes after the one before: enterprise, city, enforcement.');
    if (afterS < before.afterS)
      fault(`notify.${index}.afterS`, 'is not sooner than the step before.');
  }
  for (const [index, { from, to }] of quiet.entries())
    if (from === to) fault(`quiet.${index}.to`, 'differs from the beginning.');
  return faults;
}

/** One per field: of a choice the checker names every branch that does not fit. */
function schemaFaults(wish: unknown): PolicyFault[] {
  const isSaying =
    typeof wish === 'object' && wish !== null && 'say' in wish && typeof wish.say === 'object';
  const schema = isSaying && wish.say !== null ? sayingSchema : policySchema;
  const faults = new Map<string, PolicyFault>();
  for (const { instancePath, message, params } of Value.Errors(schema, wish)) {
    const path = instancePath.slice(1).replaceAll('/', '.');
    const names = namesIn(params);
    for (const name of names.length > 0 ? names : ['']) {
      const field = [path, name].filter((part) => part !== '').join('.');
      if (!faults.has(field)) faults.set(field, { field, message });
    }
  }
  return [...faults.values()];
}

/** Fields that are missing, or too many, where the checker names them. */
function namesIn(params: object): string[] {
  const { requiredProperties, additionalProperties } = params as {
    requiredProperties?: string[];
    additionalProperties?: string[];
  };
  return requiredProperties ?? additionalProperties ?? [];
}

/** Whether anything follows from it. */
export function doesAnything({ say, confirm, notify }: Policy): boolean {
  return say !== null || confirm !== null || notify.length > 0;
}

/** A warning that comes later than this says what is no longer so. */
export const SAY_LIFE_MS = MINUTE_MS;
