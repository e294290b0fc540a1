/** JT/T 808-2011/2013/2019 道路运输车辆卫星定位系统终端通信协议 in the list of protocols. */
import type { Protocol } from '#ingest/protocol.ts';
import { decodeFrame } from './jt808/decode-frame.ts';
import { FAULT_CODES } from './jt808/fault.ts';
import { Framer } from './jt808/framing.ts';
import { newHeader, readHeader } from './jt808/header.ts';
import { type ReportContext, toReadings } from './jt808/to-report.ts';

const header = newHeader();

export const jt808: Protocol<ReportContext> = {
  name: 'jt808',
  faultCodes: FAULT_CODES,
  createStream: () => new Framer(),
  toReadings: (bytes, start, end, context) =>
    toReadings(readHeader(bytes, start, end, header), bytes, start, end, context),
  describe: decodeFrame,
};
