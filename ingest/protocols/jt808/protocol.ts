/** JT/T 808-2011/2013/2019 道路运输车辆卫星定位系统终端通信协议 in the list of protocols. */
import type { Protocol } from '#ingest/protocol.ts';
import { decodeFrame } from './decode-frame.ts';
import { FAULT_CODES } from './fault.ts';
import { Framer } from './framing.ts';
import { newHeader, readHeader } from './header.ts';
import { type ReportContext, toReadings } from './to-report.ts';

const header = newHeader();

export const jt808: Protocol<ReportContext> = {
  name: 'jt808',
  faultCodes: FAULT_CODES,
  createStream: () => new Framer(),
  toReadings: (bytes, start, end, context) =>
    toReadings(readHeader(bytes, start, end, header), bytes, start, end, context),
  describe: decodeFrame,
};
