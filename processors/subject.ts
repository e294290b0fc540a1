/** A vehicle as stage 1 knows it: its time line, what the registry says of it, and its past if it has one. */
import type { SubjectKey } from '#core/identity.ts';
import type { Corridor } from './corridor.ts';
import type { Episode } from './indicators/episodes.ts';
import type { Vitals } from './indicators/vitals.ts';
import { type FiledPaper, PaperFile } from './paper-file.ts';
import { type SubjectInfo, unknownSubject } from './subject-info.ts';
import type { InfoVersion, Lane, LaneHost } from './timeline/lane.ts';
import { BEFORE_ALL_MS } from './timeline/lane-state.ts';
import { Timeline } from './timeline/timeline.ts';

/** A prepared corridor with the record it came from, so that state can be written down. */
export interface FiledCorridor extends Corridor {
  json: string;
}

/** Both null = withdrawn. */
export interface RouteOnFile {
  registryOffset: number;
  corridor: FiledCorridor | null;
  /** A route by places. */
  places: FiledPaper | null;
}

export class Subject {
  readonly key: SubjectKey;
  /** Partition of `reports.v1`. */
  readonly partition: number;
  /** Facts older than the history, while some still arrive. */
  past: Timeline | null = null;
  /** A past that was let go and is still in the last snapshot. */
  forgottenPast: Timeline | null = null;
  /** Newest vehicle record of the registry; offset −1 = none, '' = withdrawn. */
  vehicle = { registryOffset: -1, json: '' };
  readonly routes = new Map<string, RouteOnFile>();
  readonly papers = new PaperFile();
  /** What the registry said when, oldest first; the first holds from the beginning. */
  readonly infos: InfoVersion[];
  /** Registry change that takes hold at the next tick. */
  nextInfo: SubjectInfo | null = null;
  /** Driver of the newest settled observation as told to stage 2. */
  toldDriverKey: SubjectKey | null = null;
  /** Stage 2 has been told of a driver. */
  hasDrivers = false;
  /** Numbers the samples of this vehicle. */
  sequence = 0;
  /** What it contributes to indicators; null = nothing yet. */
  vitals: Vitals | null = null;
  /** Its alerts as indicators count them, oldest first. */
  episodes: Episode[] = [];
  /** Driver whose task knows whose the vehicle is; '' = none. */
  introducedTo = '';
  /** Changed since the last snapshot began. */
  dirty = false;
  /** Waits to be written to the snapshot under way. */
  queued = false;
  /** The registry's word changed since the last snapshot. */
  registryDirty = true;
  genesisMs: number;
  private readonly host: LaneHost;
  private line: Timeline | null = null;

  constructor(key: SubjectKey, partition: number, genesisMs: number, host: LaneHost) {
    this.key = key;
    this.partition = partition;
    this.genesisMs = genesisMs;
    this.host = host;
    this.infos = [{ fromMs: BEFORE_ALL_MS, info: unknownSubject(key) }];
  }

  /** False while only the registry has spoken of the vehicle. */
  get hasFacts(): boolean {
    return this.line !== null;
  }

  get timeline(): Timeline {
    this.line ??= new Timeline('vehicle', this.key, this.genesisMs, this.host, this.infos);
    return this.line;
  }

  openPast(): Timeline {
    this.past ??= new Timeline('past', this.key, this.genesisMs, this.host, this.infos);
    return this.past;
  }

  private get lanes(): Lane[] {
    return [this.line, this.past].flatMap((line) => (line === null ? [] : line.lanes));
  }

  /** The registry's last word, whether it holds yet or not. */
  get latestInfo(): SubjectInfo {
    return this.nextInfo ?? this.infos[this.infos.length - 1]!.info;
  }

  /** A registry change: from the beginning for a vehicle without facts, else from the next tick on. True in the second case. */
  change(info: SubjectInfo): boolean {
    if (this.hasFacts) {
      this.nextInfo = info;
      this.registryDirty = true;
      return true;
    }
    this.infos[0] = { fromMs: BEFORE_ALL_MS, info };
    this.registryDirty = true;
    return false;
  }

  applyNext(fromMs: number): void {
    if (this.nextInfo === null) return;
    this.infos.push({ fromMs, info: this.nextInfo });
    for (const lane of this.lanes) lane.forgetVersions();
    this.registryDirty = true;
    this.nextInfo = null;
    this.trimInfos();
  }

  /** Forgets registry versions that hold for no fact kept; with a change, so that it follows from the log alone. */
  private trimInfos(): void {
    const { lanes } = this;
    if (lanes.length === 0) return;
    const unused = Math.min(...lanes.map((lane) => lane.checkpoints[0]!.infoIndex));
    if (unused === 0) return;
    this.infos.splice(0, unused);
    this.infos[0] = { fromMs: BEFORE_ALL_MS, info: this.infos[0]!.info };
    for (const lane of lanes) lane.shiftInfos(unused);
  }
}
