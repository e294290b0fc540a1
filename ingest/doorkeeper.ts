/**
 * Who may speak on a link: registration (0x0100), authentication (0x0102), and what happens to
 * everything that comes before them.
 */

import { subjectKeyOf } from '#core/identity.ts';
import { ackAnswer, registeredAnswer } from './answers.ts';
import { authenticationCode, codeOf, FailureLimit, imeiOf, verifyCode } from './authentication.ts';
import type { Refusal } from './counters.ts';
import type { DeviceEntry } from './devices.ts';
import type { Gateway } from './gateway.ts';
import { ImpersonationWatch } from './impersonation.ts';
import type { Link } from './link.ts';
import { BodyReader } from './protocols/jt808/bytes.ts';
import { DecodeFault } from './protocols/jt808/fault.ts';
import { deviceIdOf, type Edition, type Header, isPart } from './protocols/jt808/header.ts';
import {
  type Registration,
  registration,
  registrationEdition,
} from './protocols/jt808/messages/registration.ts';
import {
  ACK_RESULT,
  REGISTRATION_RESULT,
  type RegistrationResult,
} from './protocols/jt808/replies.ts';
import { RateTable } from './rate-table.ts';
import { Session } from './session.ts';

const REGISTRATION = 0x0100;
const AUTHENTICATION = 0x0102;
/** Datagrams an address may send at once, in seconds of its bound. */
const STRANGER_BURST_S = 10;

export class Doorkeeper {
  readonly #gateway: Gateway;
  readonly #failures: FailureLimit;
  readonly #failuresOfAddress: FailureLimit;
  readonly #strangers: RateTable;
  readonly #impersonation: ImpersonationWatch;
  readonly #unbounded: ReadonlySet<string>;

  constructor(gateway: Gateway) {
    const { settings } = gateway.parts;
    const strangersPerSecond = settings.strangerDatagramsPerSecondMax;
    this.#gateway = gateway;
    this.#failures = new FailureLimit(settings.authenticationFailuresMax);
    this.#failuresOfAddress = new FailureLimit(
      settings.authenticationFailuresPerAddressMax || Number.POSITIVE_INFINITY,
    );
    this.#strangers = new RateTable(strangersPerSecond, strangersPerSecond * STRANGER_BURST_S);
    this.#impersonation = new ImpersonationWatch(settings.contestsMax);
    this.#unbounded = new Set(settings.addressExceptions);
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
    const deviceId = deviceIdOf(header.phone);
    if (this.#floods(link, deviceId)) return null;
    if (this.isDoorMessage(header)) {
      this.answer(link, header, bytes, start, end);
      return null;
    }
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
    const refuse = (refusal: Refusal, result: RegistrationResult) => {
      counters.outcomes.refused++;
      counters.refusals[refusal]++;
      answers.refuseRegistration(link, header, result);
    };
    const onlyKnown = settings.unknownDevices === 'refuse' || settings.registration !== 'open';
    if (known === null && onlyKnown) {
      refuse('unknown-device', REGISTRATION_RESULT.noSuchTerminal);
      return;
    }
    const entry = known ?? devices.pending(deviceId);
    const bodyStart = start + header.length;
    const edition = registrationEdition(header.version, end - bodyStart);
    let message: Registration;
    try {
      message = registration.decode(new BodyReader(bytes, bodyStart, end, start), edition);
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      this.#gateway.recorder.quarantineBody(link, header, entry, fault, bytes.slice(start, end));
      return;
    }
    if (settings.registration === 'vehicle-matched' && !this.#isOf(entry, message)) {
      refuse('vehicle-mismatch', REGISTRATION_RESULT.noSuchVehicle);
      return;
    }
    if (settings.duplicateDevices === 'established' && this.#rivalOf(deviceId, link) !== null) {
      refuse('impersonation', REGISTRATION_RESULT.terminalRegistered);
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
    const address = link.remoteAddress;
    const source = `${deviceId} ${address}`;
    const nowMs = wheel.now();
    if (
      this.#failures.exhausted(source, nowMs) ||
      (this.#failuresOfAddress.exhausted(address, nowMs) && !this.#unbounded.has(address))
    ) {
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
      this.#failuresOfAddress.failed(address, nowMs);
      this.#gateway.recorder.refuse(link, header, 'wrong-code');
      if (this.#failures.exhausted(source, nowMs)) link.close('authentication-failures');
      return;
    }
    if (this.#fullOfDatagramSessions(link, deviceId)) {
      this.#gateway.recorder.refuse(link, header, 'unauthenticated');
      return;
    }
    this.#failures.succeeded(source);
    const imei = imeiOf(bytes, bodyStart, end, header.version);
    const rival = this.#rivalOf(deviceId, link);
    if (rival !== null && settings.duplicateDevices === 'established') {
      this.#contested(rival, rival, imei);
      this.#gateway.recorder.refuse(link, header, 'impersonation');
      link.close('impersonation');
      return;
    }
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
    this.#gateway.awaitGreeting(session);
    if (rival !== null) this.#contested(rival, session, imei);
    session.imei = imei;
  }

  /** The session of the same device on another connection that is in use; null = there is none. */
  #rivalOf(deviceId: string, link: Link): Session | null {
    const { sessions, settings, wheel } = this.#gateway.parts;
    const current = sessions.get(deviceId);
    // Over UDP a device moves without a new connection, and proves nothing by it.
    if (current === undefined || !current.authenticated || current.link === link) return null;
    if (!link.stream || !current.link.stream) return null;
    return wheel.now() - current.link.lastFrameMs < settings.duplicateAliveMs ? current : null;
  }

  /** Somebody with the right code asks for the place of `rival`, whose connection is in use; `winner` has it now. */
  #contested(rival: Session, winner: Session, imei: string): void {
    const { counters, wheel } = this.#gateway.parts;
    const imeiDiffers = imei !== '' && rival.imei !== '' && imei !== rival.imei;
    const evidence = this.#impersonation.contested(rival.deviceId, imeiDiffers, wheel.now());
    if (evidence === null) return;
    counters.impersonations[evidence]++;
    this.#gateway.recorder.sessionEvent(winner, {
      kind: 'session',
      online: true,
      reason: 'impersonated',
    });
  }

  /** Whether the plate and colour (or the VIN of a vehicle without plate) are those of the device's vehicle. */
  #isOf(entry: DeviceEntry, { plateNumber, plateColor }: Registration): boolean {
    const { pseudonymKey } = this.#gateway.parts.secrets;
    const vehicleId = `${plateNumber}-${plateColor}`;
    return subjectKeyOf(pseudonymKey, 'vehicle', vehicleId) === entry.subjectKey;
  }

  /** Datagrams from nowhere in particular: beyond the bound of their address they are not answered. */
  #floods(link: Link, deviceId: string): boolean {
    const { counters, sessions, wheel } = this.#gateway.parts;
    if (link.stream || sessions.get(deviceId) !== undefined) return false;
    const nowMs = wheel.now();
    if (this.#strangers.waitMs(link.remoteAddress, nowMs) === 0) {
      this.#strangers.spend(link.remoteAddress, 1, nowMs);
      return false;
    }
    counters.strangerDatagramsDropped++;
    counters.outcomes.discarded++;
    return true;
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
