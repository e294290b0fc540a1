/** What stage 1 tells stage 2: settled observations of known drivers, releases, and their retractions. */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { DriverSample } from '#proto/codec/partial.ts';
import type { Subject } from './subject.ts';
import { type Entry, KIND } from './timeline/entry.ts';
import type { Timeline } from './timeline/timeline.ts';

type Tell = (sample: DriverSample) => void;

/** A settled observation: the driver's sample, and the release of a driver who was at the wheel before. */
export function tellSample(subject: Subject, entry: Entry, tell: Tell): void {
  const told = subject.toldDriverKey;
  if (told !== null && told !== entry.driverKey) tell(releaseOf(subject, told, entry));
  if (entry.driverKey !== null) tell(sampleOf(subject, entry.driverKey, entry));
  subject.toldDriverKey = entry.driverKey;
  subject.hasDrivers = true;
}

/** After a re-run: what was told and no longer holds is retracted, what holds now is told. */
export function diffSamples(
  subject: Subject,
  timeline: Timeline,
  position: number,
  before: readonly Entry[],
  after: readonly Entry[],
  tell: Tell,
): void {
  const driverBefore = driverAt(timeline, position - 1);
  const was = samplesOf(subject, driverBefore, before);
  const is = samplesOf(subject, driverBefore, after);
  for (const [name, sample] of was)
    if (!is.has(name)) tell({ ...sample, retracted: true, sequence: ++subject.sequence });
  for (const [name, sample] of is)
    if (!was.has(name)) tell({ ...sample, sequence: ++subject.sequence });
  subject.toldDriverKey = driverAt(timeline, timeline.history.end - 1);
  subject.hasDrivers ||= is.size > 0;
}

function samplesOf(
  subject: Subject,
  driverBefore: SubjectKey | null,
  entries: readonly Entry[],
): Map<string, DriverSample> {
  const samples = new Map<string, DriverSample>();
  let aboard = driverBefore;
  const { sequence } = subject;
  for (const entry of entries) {
    if (entry.kind !== KIND.observation) continue;
    const { driverKey, tie, flags, eventTimeMs, vehicleClass } = entry;
    const name = `${eventTimeMs} ${tie} ${vehicleClass}`;
    if (aboard !== null && aboard !== driverKey)
      samples.set(`${aboard} left ${name}`, { ...releaseOf(subject, aboard, entry) });
    if (driverKey !== null)
      samples.set(`${driverKey} ${name} ${flags}`, { ...sampleOf(subject, driverKey, entry) });
    aboard = driverKey;
  }
  subject.sequence = sequence;
  return samples;
}

/** Driver of the last observation at or before `position`. */
function driverAt(timeline: Timeline, position: number): SubjectKey | null {
  const { history } = timeline;
  for (let at = position; at >= history.base; at--) {
    const entry = history.get(at);
    if (entry.kind === KIND.observation) return entry.driverKey;
  }
  return null;
}

/** Says the sample of this fact in the one object there is for it; `tell` keeps none. */
function sampleOf(subject: Subject, driverKey: SubjectKey, entry: Entry): DriverSample {
  const sample = said;
  sample.driverKey = driverKey;
  sample.subjectKey = entry.subjectKey;
  sample.eventTimeMs = entry.eventTimeMs;
  sample.latitudeDeg = entry.latitudeDeg;
  sample.longitudeDeg = entry.longitudeDeg;
  sample.speedKmh = entry.speedKmh;
  sample.flags = entry.flags;
  sample.inputOffset = entry.inputOffset;
  sample.released = false;
  sample.sequence = ++subject.sequence;
  sample.vehicleClass = entry.vehicleClass;
  sample.statusFlag = entry.statusFlag;
  return sample;
}

function releaseOf(subject: Subject, driverKey: SubjectKey, entry: Entry): DriverSample {
  const sample = sampleOf(subject, driverKey, entry);
  sample.latitudeDeg = null;
  sample.longitudeDeg = null;
  sample.speedKmh = 0;
  sample.flags = 0;
  sample.released = true;
  sample.statusFlag = 0;
  return sample;
}

const said: DriverSample = {
  driverKey: NO_SUBJECT,
  subjectKey: NO_SUBJECT,
  eventTimeMs: 0,
  latitudeDeg: null,
  longitudeDeg: null,
  speedKmh: null,
  flags: 0,
  inputOffset: 0,
  released: false,
  sequence: 0,
  vehicleClass: 'other',
  retracted: false,
  statusFlag: 0,
};
