/**
 * Sub-packaged messages. Every packet is recorded as it came and acknowledged when that record is
 * durable, so a terminal never waits for a whole set and no acknowledged packet is lost; what the
 * message says is recorded when its last packet is there, before that packet is acknowledged.
 *
 * Packets held in memory are bounded per message, per device and in all. A restart forgets the sets
 * under way; their packets stay in the log.
 */
import { ackAnswer } from './answers.ts';
import type { Gateway } from './gateway.ts';
import type { Header } from './protocols/jt808/header.ts';
import { packetRequest } from './protocols/jt808/messages/packet-request.ts';
import { Reassembly, type ReassemblyBounds } from './protocols/jt808/reassembly.ts';
import { ACK_RESULT, buildMessage } from './protocols/jt808/replies.ts';
import { toReadings } from './protocols/jt808/to-report.ts';
import type { Session } from './session.ts';

export class Packets {
  readonly #gateway: Gateway;
  readonly #bounds: ReassemblyBounds;
  /** Sessions with an incomplete message. */
  readonly #open = new Set<Session>();
  #heldBytes = 0;

  constructor(gateway: Gateway) {
    const { settings } = gateway.parts;
    this.#gateway = gateway;
    this.#bounds = {
      setBytesMaxRefuse: settings.subPackageBytesMax,
      setsMaxEvictSilent: settings.subPackageSetsMax,
      silentMsMaxForget: settings.subPackageSilentMs,
      askAfterMs: settings.subPackageAskMs,
      asksMax: settings.subPackageAsksMax,
    };
  }

  take(
    session: Session,
    header: Header,
    bytes: Uint8Array,
    start: number,
    end: number,
    mark: number,
  ): void {
    const gateway = this.#gateway;
    const { settings } = gateway.parts;
    const { link } = session;
    if (this.#heldBytes > settings.subPackageTotalBytesMax) {
      gateway.recorder.refuse(link, header, 'sub-package-bound');
      return;
    }
    const answer = ackAnswer(header, ACK_RESULT.ok);
    // Framing and header only: a part means nothing alone, so it is kept for its bytes.
    const part = toReadings(header, bytes, start, end, gateway.recorder.contextOf(session));
    if ('code' in part) return;
    if (header.encryption !== 0) {
      gateway.recorder.publish(session, part, answer, mark);
      return;
    }

    const packets = this.#packetsOf(session);
    const before = packets.heldBytes;
    const result = packets.add(
      header,
      bytes,
      start + header.length,
      end,
      gateway.parts.wheel.now(),
    );
    this.#heldBytes += packets.heldBytes - before;
    this.#open.add(session);
    if (result.kind === 'dropped') {
      const wrong = result.reason === 'number-out-of-range';
      gateway.recorder.refuse(
        link,
        header,
        'sub-package-bound',
        wrong ? ACK_RESULT.malformed : ACK_RESULT.failed,
      );
      return;
    }
    if (result.kind === 'held') {
      gateway.recorder.publish(session, part, answer, mark);
      return;
    }
    const { requests } = gateway.parts;
    requests.onUplink(session, header, result.body, 0, result.body.length);
    // The message is the fact that is sent again: its serial is that of packet 1.
    const lastSerial = header.serial;
    header.serial = result.serial;
    const whole = toReadings(
      header,
      result.body,
      0,
      result.body.length,
      gateway.recorder.contextOf(session),
      0,
    );
    header.serial = lastSerial;
    if ('code' in whole) {
      gateway.recorder.publish(session, part, null, 0);
      gateway.recorder.quarantineBody(link, header, session, whole, result.body);
      return;
    }
    // Of a message we do not interpret the packets say everything already.
    const meant = whole.filter((reading) => reading.body.kind !== 'other');
    gateway.recorder.publish(session, [...part, ...meant], answer, mark);
    gateway.lookForMedia(session, header, result.serial, result.body, 0, result.body.length);
  }

  /** Every second: 0x8003 for what is missing, and an end to what stays silent. */
  askForMissing(nowMs: number): void {
    const { counters } = this.#gateway.parts;
    for (const session of this.#open) {
      const { packets, link } = session;
      if (packets === null) continue;
      const before = packets.heldBytes;
      const forgotten = packets.forgottenSets;
      for (const missing of packets.due(nowMs)) {
        counters.subPackagesAskedAgain++;
        if (this.#gateway.parts.media?.multimedia.askAgain(session, missing)) continue;
        link.send(buildMessage(packetRequest, session, link.nextSerial(), missing));
      }
      counters.subPackageSetsGivenUp += packets.forgottenSets - forgotten;
      this.#heldBytes += packets.heldBytes - before;
      if (packets.openSets === 0) this.#close(session);
    }
  }

  forget(session: Session): void {
    if (session.packets === null) return;
    this.#gateway.parts.counters.subPackageSetsGivenUp += session.packets.openSets;
    this.#heldBytes -= session.packets.heldBytes;
    this.#close(session);
  }

  #packetsOf(session: Session): Reassembly {
    session.packets ??= new Reassembly(this.#bounds);
    return session.packets;
  }

  #close(session: Session): void {
    session.packets = null;
    this.#open.delete(session);
  }
}
