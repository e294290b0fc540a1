/**
 * Who may speak on a link: registration (0x0100), authentication (0x0102), and what happens to
 * everything that comes before them.
 */
import { ackAnswer, registeredAnswer } from './answers.ts';
import { authenticationCode, codeOf, FailureLimit, verifyCode } from './authentication.ts';
import type { DeviceEntry } from './devices.ts';
import type { Gateway } from './gateway.ts';
import type { Link } from './link.ts';
import { BodyReader } from './protocols/jt808/bytes.ts';
import { DecodeFault } from './protocols/jt808/fault.ts';
import { deviceIdOf, type Edition, type Header, isPart } from './protocols/jt808/header.ts';
import { registration, registrationEdition } from './protocols/jt808/messages/registration.ts';
import { ACK_RESULT, REGISTRATION_RESULT } from './protocols/jt808/replies.ts';
import { Session } from './session.ts';

const REGISTRATION = 0x0100;
const AUTHENTICATION = 0x0102;

export class Doorkeeper {
  readonly #gateway: Gateway;
  readonly #failures: FailureLimit;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
    this.#failures = new FailureLimit(gateway.parts.settings.authenticationFailuresMax);
  }

  isDoorMessage(header: Header): boolean {
    const { messageId } = header;
    return (
      (messageId === REGISTRATION || messageId === AUTHENTICATION) &&
      header.encryption === 0 &&
      !isPart(header)
    );
  }

  /**
   * The session a frame belongs to when its link does not answer that at once. Null = the frame has
   * been dealt with: it was a door message, or it was refused.
   */
  admit(link: Link, header: Header, bytes: Uint8Array, start: number, end: number): Session | null {
    const { sessions, devices, settings } = this.#gateway.parts;
    if (this.isDoorMessage(header)) {
      this.answer(link, header, bytes, start, end);
      return null;
    }
    const deviceId = deviceIdOf(header.phone);
    const current = link.stream
      ? (link.session as Session | null)
      : this.#datagramSession(deviceId, link);
    if (current !== null && current.deviceId === deviceId) {
      current.restyle(header);
      return current;
    }
    if (current !== null) {
      this.#gateway.recorder.refuse(link, header, 'other-device');
      return null;
    }
    const entry = settings.beforeAuthentication === 'accept-known' ? devices.find(deviceId) : null;
    // Who has proved itself is never pushed aside by who has not.
    if (
      sessions.get(deviceId)?.authenticated ||
      entry === null ||
      this.#fullOfDatagramSessions(link, deviceId)
    ) {
      this.#gateway.recorder.refuse(link, header, 'unauthenticated');
      return null;
    }
    const session = this.#newSession(entry, header, header.version, link);
    this.#gateway.startSession(session);
    this.#gateway.recorder.sessionEvent(session, {
      kind: 'session',
      online: true,
      reason: 'accepted',
    });
    return session;
  }

  /** Answers a door message. */
  answer(link: Link, header: Header, bytes: Uint8Array, start: number, end: number): void {
    if (header.messageId === REGISTRATION) this.#register(link, header, bytes, start, end);
    else this.#authenticate(link, header, bytes, start, end);
  }

  #register(link: Link, header: Header, bytes: Uint8Array, start: number, end: number): void {
    const { answers, counters, devices, secrets, settings } = this.#gateway.parts;
    const deviceId = deviceIdOf(header.phone);
    const known = devices.find(deviceId);
    if (known === null && settings.unknownDevices === 'refuse') {
      counters.outcomes.refused++;
      counters.refusals['unknown-device']++;
      answers.refuseRegistration(link, header, REGISTRATION_RESULT.noSuchTerminal);
      return;
    }
    const entry = known ?? devices.pending(deviceId);
    const bodyStart = start + header.length;
    const edition = registrationEdition(header.version, end - bodyStart);
    try {
      registration.decode(new BodyReader(bytes, bodyStart, end, start), edition);
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      this.#gateway.recorder.quarantineBody(link, header, entry, fault, bytes.slice(start, end));
      return;
    }
    // Not opened: a registration hands out the code, the authentication that follows opens the session.
    const registering = this.#newSession(entry, header, edition, link);
    link.style = registering;
    link.registrationCode = authenticationCode(secrets.deviceKey, deviceId, edition);
    this.#gateway.recorder.sessionEvent(
      registering,
      { kind: 'session', online: true, reason: 'registered' },
      {
        raw: bytes.subarray(start, end),
        answer: registeredAnswer(header),
        serial: header.serial,
      },
    );
  }

  #authenticate(link: Link, header: Header, bytes: Uint8Array, start: number, end: number): void {
    const { devices, secrets, settings, wheel } = this.#gateway.parts;
    const deviceId = deviceIdOf(header.phone);
    const entry =
      devices.find(deviceId) ??
      (settings.unknownDevices === 'pending' ? devices.pending(deviceId) : null);
    if (entry === null) {
      this.#gateway.recorder.refuse(link, header, 'unknown-device');
      return;
    }
    const source = `${deviceId} ${link.remoteAddress}`;
    const nowMs = wheel.now();
    if (this.#failures.exhausted(source, nowMs)) {
      this.#gateway.recorder.refuse(link, header, 'wrong-code');
      link.close('authentication-failures');
      return;
    }
    const bodyStart = start + header.length;
    const code = codeOf(bytes, bodyStart, end, header.version);
    if (code === null) {
      const fault = new DecodeFault('BODY_TRUNCATED', end - start);
      this.#gateway.recorder.quarantineBody(link, header, entry, fault, bytes.slice(start, end));
      return;
    }
    const edition = verifyCode(secrets.deviceKey, deviceId, code);
    if (edition === null) {
      this.#failures.failed(source, nowMs);
      this.#gateway.recorder.refuse(link, header, 'wrong-code');
      if (this.#failures.exhausted(source, nowMs)) link.close('authentication-failures');
      return;
    }
    if (this.#fullOfDatagramSessions(link, deviceId)) {
      this.#gateway.recorder.refuse(link, header, 'unauthenticated');
      return;
    }
    this.#failures.succeeded(source);
    const session = this.#openFor(entry, header, edition, link);
    this.#gateway.recorder.sessionEvent(
      session,
      { kind: 'session', online: true, reason: 'authenticated' },
      {
        raw: bytes.subarray(start, end),
        answer: ackAnswer(header, ACK_RESULT.ok),
        serial: header.serial,
      },
    );
  }

  /** A device that authenticates again where it is already at home keeps its session. */
  #openFor(entry: DeviceEntry, header: Header, issuedFor: Edition, link: Link): Session {
    const { sessions } = this.#gateway.parts;
    const current = link.stream
      ? (sessions.get(entry.deviceId) ?? null)
      : this.#datagramSession(entry.deviceId, link);
    if (current !== null && (current.link === link || !link.stream)) {
      current.restyle(header);
      current.authenticated = true;
      return current;
    }
    // The header says 2019 or not; between 2011 and 2013 the code remembers what registered.
    const older = issuedFor === '2019' ? '2013' : issuedFor;
    const edition = header.version === '2019' ? '2019' : older;
    const session = this.#newSession(entry, header, edition, link);
    session.authenticated = true;
    this.#gateway.startSession(session);
    return session;
  }

  /** Over UDP the session is found by phone, and its answers go to the source that spoke last. */
  #datagramSession(deviceId: string, link: Link): Session | null {
    const session = this.#gateway.parts.sessions.get(deviceId);
    if (session === undefined || session.link.stream) return null;
    session.link.follow(link);
    session.link.lastFrameMs = link.lastFrameMs;
    return session;
  }

  #fullOfDatagramSessions(link: Link, deviceId: string): boolean {
    const { sessions, settings } = this.#gateway.parts;
    return (
      !link.stream &&
      sessions.get(deviceId) === undefined &&
      sessions.size >= settings.connectionsMax
    );
  }

  #newSession(entry: DeviceEntry, header: Header, edition: Edition, link: Link): Session {
    const { settings, wheel } = this.#gateway.parts;
    return new Session(entry, header, edition, link, wheel.now(), settings.rateBurst);
  }
}
