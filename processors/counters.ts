/**
 * What became of every record of a partition. They add up:
 * records = observations + sensorReadings + duplicates + driverCards + events + signsOfLife + others + ticks + controls + poison.
 */
export interface TaskCounters {
  records: number;
  observations: number;
  sensorReadings: number;
  duplicates: number;
  driverCards: number;
  /** Facts of a vehicle that are no position: passengers counted, a weighing. */
  events: number;
  signsOfLife: number;
  /** Readings that carry nothing for a time line, e.g. a session closed. */
  others: number;
  ticks: number;
  controls: number;
  /** Records set aside because they could not be read or processed. */
  poison: number;
  // Parts of the above, counted beside.
  /** Observations older than what had settled. */
  late: number;
  /** Of these, older than the history: in `late.v1`. */
  beforeHistory: number;
  /** Of these, older even than the past time line: evaluated by no rule. */
  beforePast: number;
  /** Observations whose fix time could not be believed: future, before 2015, missing or standing still. */
  clockWrong: number;
  /** Control records that do not fit their schema. */
  badControls: number;
  /** Sensor readings older than the samples kept: they amend no window. */
  sensorLate: number;
  /** Rule calls that threw. */
  ruleFaults: number;
}

export function freshCounters(): TaskCounters {
  return {
    records: 0,
    observations: 0,
    sensorReadings: 0,
    duplicates: 0,
    driverCards: 0,
    events: 0,
    signsOfLife: 0,
    others: 0,
    ticks: 0,
    controls: 0,
    poison: 0,
    late: 0,
    beforeHistory: 0,
    beforePast: 0,
    clockWrong: 0,
    badControls: 0,
    sensorLate: 0,
    ruleFaults: 0,
  };
}

/** Stage 2: records = duplicates + marks + samples + retractions + rules held or applied. */
export interface DriverCounters {
  records: number;
  duplicates: number;
  marks: number;
  samples: number;
  retractions: number;
  /** Samples older than the driver's history: evaluated by no rule. */
  beforeHistory: number;
  poison: number;
  ruleFaults: number;
}

export function freshDriverCounters(): DriverCounters {
  return {
    records: 0,
    duplicates: 0,
    marks: 0,
    samples: 0,
    retractions: 0,
    beforeHistory: 0,
    poison: 0,
    ruleFaults: 0,
  };
}

/** Stage 2 of the indicators: records = duplicates + marks + parts + unknown + risk + rules, all but duplicates once applied. */
export interface IndicatorCounters {
  records: number;
  duplicates: number;
  marks: number;
  parts: number;
  /** Parts of a measure this version does not know. */
  unknown: number;
  /** Facts of risk; counted in the task that keeps the book. */
  risk: number;
  poison: number;
  // Parts of the above, counted beside.
  /** Parts for a window that has been let go: they amend nothing. */
  late: number;
}

export function freshIndicatorCounters(): IndicatorCounters {
  return {
    records: 0,
    duplicates: 0,
    marks: 0,
    parts: 0,
    unknown: 0,
    risk: 0,
    poison: 0,
    late: 0,
  };
}
