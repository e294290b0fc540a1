/** A terminal with cameras: raises an alarm, waits to be asked, and sends its files as well or badly as it is told. */
import { createHash } from 'node:crypto';
import { dataHeadBytes } from '#ingest/protocols/jt808/attachment-stream.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { dsm } from '#ingest/protocols/jt808/messages/active-safety/dsm.ts';
import { encodeItem } from '#ingest/protocols/jt808/messages/active-safety/item.ts';
import type { AlarmIdentifier } from '#ingest/protocols/jt808/messages/alarm-identifier.ts';
import type { AttachmentCommand } from '#ingest/protocols/jt808/messages/attachment-command.ts';
import type { AttachmentCompleteReply } from '#ingest/protocols/jt808/messages/attachment-complete-reply.ts';
import {
  attachmentFile,
  attachmentFileComplete,
} from '#ingest/protocols/jt808/messages/attachment-file.ts';
import { attachmentInfo } from '#ingest/protocols/jt808/messages/attachment-info.ts';
import { encodeText } from '#ingest/protocols/jt808/text.ts';
import { type Answer, locationBody, Terminal, until } from './terminal.ts';

export interface DeviceFile {
  name: string;
  fileType: number;
  content: Uint8Array;
}

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** 0x0200 with a fatigue alarm (0x65) that announces `attachmentCount` files. */
export function alarmBody(
  seq: number,
  attachmentCount: number,
  profile = 'T/JSATL 12-2017',
): Uint8Array {
  const time = '2026-11-21T12:00:00+08:00';
  const item = encodeItem(dsm, {
    ...{ profile, alarmId: seq, flagState: 1, type: 1, level: 2, fatigueDegree: 7, speedKmh: 60 },
    ...{ altitudeM: 15, latitudeDeg: 22.5, longitudeDeg: 113.9, time, vehicleStatus: 1 },
    alarmIdentifier: identifierOf(seq, attachmentCount),
  });
  const writer = new BodyWriter();
  writer.raw(locationBody(seq % 60));
  writer.u8(dsm.id);
  writer.u8(item.length);
  writer.raw(item);
  return writer.finish();
}

export function identifierOf(seq: number, attachmentCount: number): AlarmIdentifier {
  return { terminalId: 'ID12345', time: '2026-11-21T12:00:00+08:00', seq, attachmentCount };
}

/** Waits until the platform has asked for the files of `count` alarms and gives what it said. */
export async function asked(terminal: Terminal, count: number): Promise<AttachmentCommand[]> {
  const commands = () => terminal.answers.filter(({ messageId }) => messageId === 0x9208);
  await until(() => commands().length >= count);
  return commands().map(({ body }) => body as unknown as AttachmentCommand);
}

/** An attachment connection. */
export class Uploader {
  readonly terminal: Terminal;

  private constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  static async connect(port: number, phone: string): Promise<Uploader> {
    return new Uploader(await Terminal.connect(port, phone));
  }

  info(alarmNo: string, files: readonly DeviceFile[], seq = 0): Promise<Answer> {
    return this.terminal.ask(
      this.terminal.message(attachmentInfo, {
        terminalId: 'ID12345',
        alarmIdentifier: identifierOf(seq, files.length),
        ...{ alarmNo, infoType: 0 },
        attachments: files.map(({ name, content }) => ({ name, sizeBytes: content.length })),
      }),
    );
  }

  announce({ name, fileType, content }: DeviceFile): Promise<Answer> {
    const message = { name, fileType, sizeBytes: content.length };
    return this.terminal.ask(this.terminal.message(attachmentFile, message));
  }

  /** One data frame; `declared` is the length it claims. */
  data({ name, content }: DeviceFile, offset: number, length: number, declared = length): void {
    const part = content.subarray(offset, offset + length);
    this.terminal.send(dataHeadBytes(encodeText(name), offset, declared), part);
  }

  /** 0x9212 of this file, or 0x8001 that refuses it; other answers may come in between. */
  async complete({ name, fileType, content }: DeviceFile): Promise<Answer> {
    const { terminal } = this;
    const message = { name, fileType, sizeBytes: content.length };
    const from = terminal.answers.length;
    const replySerial = terminal.serial;
    terminal.send(terminal.message(attachmentFileComplete, message));
    const find = () =>
      terminal.answers.slice(from).find(({ messageId, body }) => {
        return messageId === 0x9212 ? body.name === name : body.replySerial === replySerial;
      });
    await until(() => find() !== undefined || terminal.closed);
    const answer = find();
    if (answer === undefined) throw new Error('The gateway closed without an answer.');
    return answer;
  }

  /** Announces, sends and completes one file in good order. */
  async send(file: DeviceFile, chunkBytes = 65_536): Promise<AttachmentCompleteReply> {
    await this.announce(file);
    for (let at = 0; at < file.content.length; at += chunkBytes) {
      this.data(file, at, Math.min(chunkBytes, file.content.length - at));
    }
    return (await this.complete(file)).body as unknown as AttachmentCompleteReply;
  }

  close(): void {
    this.terminal.socket.destroy();
  }
}
