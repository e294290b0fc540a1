/*
 * 0x0801 multimedia data 多媒体数据上传; sub-packaged, the layout is that of the joined body
 *
 * off | type     | field
 * 0   | BYTE[8]  | head of 0x0800
 * 8   | BYTE[28] | location, fixed part of 0x0200; not in 2011
 * 36  | BYTE[]   | data 多媒体数据包
 */
import { decodeLocationBase, encodeLocationBase, type LocationBase } from './location.ts';
import { defineMessage } from './message.ts';
import {
  decodeMultimediaHead,
  encodeMultimediaHead,
  type MultimediaEvent,
} from './multimedia-event.ts';

export interface MultimediaData extends MultimediaEvent {
  /** Absent in 2011. */
  location?: LocationBase;
  /** Bytes of the data. */
  dataLength: number;
  dataHex: string;
}

export const multimediaData = defineMessage<MultimediaData>({
  id: 0x0801,
  name: 'multimedia data 多媒体数据上传',
  decode: (reader, edition) => ({
    ...decodeMultimediaHead(reader),
    ...(edition === '2011' ? {} : { location: decodeLocationBase(reader) }),
    dataLength: reader.remaining,
    dataHex: reader.hex(reader.remaining),
  }),
  encode(writer, message) {
    encodeMultimediaHead(writer, message);
    if (message.location !== undefined) encodeLocationBase(writer, message.location);
    writer.hex(message.dataHex);
  },
});
