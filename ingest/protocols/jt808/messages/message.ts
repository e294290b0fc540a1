/** What a message is: one object that reads and writes its body. One file each, the layout table on top. */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import type { Edition } from '../header.ts';

export interface MessageCodec<T> {
  id: number;
  /** English and Chinese name of the standard. */
  name: string;
  /**
   * Reads the body; throws DecodeFault where it does not fit. Old headers arrive as edition 2013.
   * What is left unread is kept by the caller as `undecodedTailHex`.
   */
  decode(reader: BodyReader, edition: Edition): T;
  /** Writes the body for a terminal of `edition`. */
  encode(writer: BodyWriter, message: T, edition: Edition): void;
}

export function defineMessage<T>(codec: MessageCodec<T>): MessageCodec<T> {
  return codec;
}
