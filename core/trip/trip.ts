/**
 * A trip (运次): one journey of one vehicle from its plan to the verdict on what it became. Subjects are
 * pseudonyms; who they are is in the registry. The life of a trip is in `life.ts`.
 */
import { type Static, Type } from 'typebox';
import type { SubjectKey } from '../identity.ts';
import { place } from '../registry/fields.ts';
import { VEHICLE_CLASSES } from '../report.ts';

export const TRIP_STATES = [
  ...(['planned', 'approved', 'rejected', 'cancelled'] as const),
  ...(['running', 'finished', 'verified'] as const),
] as const;
export type TripState = (typeof TRIP_STATES)[number];

/** What may be done with a trip; each accepted step is one event of `trips.v1`. */
export const TRIP_STEPS = [
  ...(['plan', 'amend', 'approve', 'reject', 'cancel'] as const),
  ...(['start', 'finish', 'verify'] as const),
] as const;
export type TripStep = (typeof TRIP_STEPS)[number];

/** Who took the step: a person, the vehicle's own track, or the platform by itself. */
export const TRIP_ORIGINS = ['person', 'track', 'platform'] as const;
export type TripOrigin = (typeof TRIP_ORIGINS)[number];

const subjectKey = () => Type.Unsafe<SubjectKey>(Type.String({ pattern: '^[0-9a-f]{16}$' }));
const id = () => Type.String({ minLength: 1, maxLength: 128 });
/** Milliseconds since 1970 UTC. */
const instantMs = () => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Where the vehicle is to stop, in the order of the way. */
export const plannedStop = Type.Object(
  {
    at: place(),
    /** Absent = no time is planned. */
    arriveMs: Type.Optional(instantMs()),
    departMs: Type.Optional(instantMs()),
  },
  { additionalProperties: false },
);
export type PlannedStop = Static<typeof plannedStop>;

/** What stays of the plan when its vehicle and drivers are named by pseudonyms. */
export const tripPlan = Type.Object(
  {
    vehicleKey: subjectKey(),
    /** In the order they are to drive. */
    driverKeys: Type.Array(subjectKey(), { maxItems: 10, uniqueItems: true }),
    class: Type.Enum([...VEHICLE_CLASSES]),
    /** Absent = where the route or the line begins. */
    origin: Type.Optional(place()),
    /** Absent = where the route or the line ends. */
    destination: Type.Optional(place()),
    /** In the order they are passed. */
    via: Type.Optional(Type.Array(place(), { maxItems: 200 })),
    stops: Type.Optional(Type.Array(plannedStop, { maxItems: 200 })),
    /** Planned departure and arrival. */
    departMs: instantMs(),
    arriveMs: instantMs(),
    routeId: Type.Optional(id()),
    lineId: Type.Optional(id()),
    /** Run of the line's timetable. */
    runId: Type.Optional(id()),
    ticketId: Type.Optional(id()),
    waybillId: Type.Optional(id()),
    permitIds: Type.Optional(Type.Array(id(), { maxItems: 20, uniqueItems: true })),
    /** Planned way, km; absent = the length of route or line, where they say one. */
    distanceKm: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 20_000 })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
export type TripPlan = Static<typeof tripPlan>;

/** Departure or arrival as it was. */
export interface TripMoment {
  timeMs: number;
  /** Last position inside the origin, first inside the destination; null = told by a person. */
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  by: TripOrigin;
}

/** Outcome of one item of the check before and of the verification after a trip. */
export const FINDING_RESULTS = ['pass', 'warn', 'fail', 'unknown'] as const;
export type FindingResult = (typeof FINDING_RESULTS)[number];

/** One item that was looked at. Texts hold no personal data. */
export interface Finding {
  /** `area.matter`, e.g. `driver.licence`. */
  item: string;
  result: FindingResult;
  /** Whom or what it is about, where there are several: a driver's pseudonym, an id of a paper. */
  about: string | null;
  /** What it rests on; '' = a default of the product. */
  clause: string;
  zh: string;
  en: string;
  /** In `unit`; null = nothing was measured. */
  measured: number | null;
  limit: number | null;
  unit: string;
}

/** The check an approval rests on. */
export interface TripCheck {
  checkedAtMs: number;
  /** The worst of the findings. */
  result: FindingResult;
  findings: Finding[];
  /** A supervisor approved although something failed; the reason is the event's. */
  overridden: boolean;
}

export const VERDICTS = ['conforming', 'deviating', 'violating', 'undetermined'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The trip as a step left it: any event tells the whole of it, so history may be cut anywhere. */
export interface TripBody {
  plan: TripPlan;
  departed: TripMoment | null;
  arrived: TripMoment | null;
  /** Of the newest approval; null = not approved as it is planned now. */
  check: TripCheck | null;
  verdict: Verdict | null;
}

/** One record of `trips.v1`. */
export interface TripEvent extends TripBody {
  /** 32 hex digits. */
  tripId: string;
  /** Version this step was based on; a stale one is refused by every reader alike. */
  baseVersion: number;
  step: TripStep;
  atMs: number;
  actor: string;
  /** Why, in the words of whoever did it; may be empty. */
  reason: string;
  origin: TripOrigin;
  /** Of `verify`: the verification report as JSON; null otherwise. */
  reportJson: string | null;
}

const WORST_FIRST: readonly FindingResult[] = ['fail', 'unknown', 'warn', 'pass'];

/** Worst of the findings: fail, then unknown, then warn; none = pass. */
export function worstOf(findings: readonly Pick<Finding, 'result'>[]): FindingResult {
  return WORST_FIRST.find((each) => findings.some(({ result }) => result === each)) ?? 'pass';
}
