/**
 * Who is on the line: one session per device. Terminals are keyed by their phone without leading
 * zeros, so that one upgraded from the 2013 to the 2019 header stays one device. A new session
 * replaces the old.
 */
import type { SubjectKey } from '#core/identity.ts';
import type { IngestCounters } from './counters.ts';
import type { DeviceEntry } from './devices.ts';
import type { Link } from './link.ts';
import type { Edition } from './protocols/jt808/header.ts';
import type { Reassembly } from './protocols/jt808/reassembly.ts';
import type { Request } from './requests.ts';

/** How a device writes its headers; its answers repeat it. */
export interface HeaderStyle {
  version: '2013' | '2019';
  versionFlag: boolean;
  protocolVersion: number;
  /** Phone bytes as lower-case hex, leading zeros kept. */
  phone: string;
}

/** What a session of any protocol is: a device, what it reports for, and where it is heard. */
export class DeviceSession {
  readonly deviceId: string;
  deviceKey: SubjectKey;
  /** Key of the vehicle or sensor; the device's own key while it is not in the registry. */
  subjectKey: SubjectKey;
  /** Of reports.v1. */
  partition: number;
  /** In the registry. */
  known: boolean;
  clockOffsetMs: number;
  link: Link;
  /** False while only policy let it in. */
  authenticated = false;
  /** Messages it may still send at once; may go below 0 by one segment. */
  tokens: number;
  tokensAtMs: number;

  constructor(entry: DeviceEntry, link: Link, nowMs: number, burst: number) {
    this.deviceId = entry.deviceId;
    this.deviceKey = entry.deviceKey;
    this.subjectKey = entry.subjectKey;
    this.partition = entry.partition;
    this.known = entry.known;
    this.clockOffsetMs = entry.clockOffsetMs;
    this.link = link;
    this.tokens = burst;
    this.tokensAtMs = nowMs;
  }

  /** The registry changed what this device belongs to. */
  rebind(entry: DeviceEntry): void {
    this.subjectKey = entry.subjectKey;
    this.partition = entry.partition;
    this.known = entry.known;
    this.clockOffsetMs = entry.clockOffsetMs;
  }
}

/** A JT/T 808 terminal's. */
export class Session extends DeviceSession implements HeaderStyle {
  version: '2013' | '2019';
  versionFlag: boolean;
  protocolVersion: number;
  phone: string;
  /** 2011 and 2013 share a header: a registration tells them apart. */
  edition: Edition;
  /** As the 2019 authentication names it; '' = not named. */
  imei = '';
  /** Incomplete sub-packaged messages; null = none, which is the usual case. */
  packets: Reassembly | null = null;
  /** Messages of the platform under way; null = none, which is the usual case. */
  requests: Request[] | null = null;
  /** When the device heard that it is signed in; null = not yet, or it has signed in elsewhere since. */
  greetedAtMs: number | null = null;

  constructor(
    entry: DeviceEntry,
    style: HeaderStyle,
    edition: Edition,
    link: Link,
    nowMs: number,
    burst: number,
  ) {
    super(entry, link, nowMs, burst);
    this.version = style.version;
    this.versionFlag = style.versionFlag;
    this.protocolVersion = style.protocolVersion;
    this.phone = style.phone;
    this.edition = edition;
  }

  /** The device writes its headers differently from now on (an upgrade, another padding). */
  restyle(style: HeaderStyle): void {
    this.version = style.version;
    this.versionFlag = style.versionFlag;
    this.protocolVersion = style.protocolVersion;
    this.phone = style.phone;
    if (style.version === '2019') this.edition = '2019';
    else if (this.edition === '2019') this.edition = '2013';
  }
}

/** One per protocol with sessions. */
export class SessionTable<S extends DeviceSession = Session> {
  readonly #byDevice = new Map<string, S>();
  readonly #byKey = new Map<SubjectKey, S>();
  readonly #counters: IngestCounters;

  constructor(counters: IngestCounters) {
    this.#counters = counters;
  }

  get(deviceId: string): S | undefined {
    return this.#byDevice.get(deviceId);
  }

  ofKey(deviceKey: SubjectKey): S | undefined {
    return this.#byKey.get(deviceKey);
  }

  get size(): number {
    return this.#byDevice.size;
  }

  all(): Iterable<S> {
    return this.#byDevice.values();
  }

  /**
   * Opens a session on its link. Whatever the device had open elsewhere is closed (`takeover`);
   * whoever the link spoke for before is forgotten. Returns the session that was replaced.
   */
  open(session: S): S | null {
    const { link } = session;
    const before = this.#byDevice.get(session.deviceId) ?? null;
    if (link.session !== null && link.session.deviceId !== session.deviceId)
      this.remove(link.session);
    this.#byDevice.set(session.deviceId, session);
    this.#byKey.set(session.deviceKey, session);
    link.session = session;
    if (before === null) this.#counters.sessionsOpen++;
    if (before !== null && before.link !== link) {
      this.#counters.takeovers++;
      before.link.session = null;
      before.link.close('takeover');
    }
    return before;
  }

  /** Does nothing when the device has a newer session. */
  remove(session: DeviceSession): void {
    if (this.#byDevice.get(session.deviceId) === session) {
      this.#byDevice.delete(session.deviceId);
      this.#byKey.delete(session.deviceKey);
      this.#counters.sessionsOpen--;
    }
    if (session.link.session === session) session.link.session = null;
  }
}
