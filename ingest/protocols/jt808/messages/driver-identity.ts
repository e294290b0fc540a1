/*
 * 0x0702 driver identity 驾驶员身份信息采集上报: card in, card out, or answer to 0x8702
 *
 * off    | type              | field                                                            | when
 * 0      | BYTE              | 1 card inserted = on duty 上班, 2 card pulled = off duty 下班     | 2013
 * 1      | BCD[6]            | time of in/out, GMT+8                                            |
 * 7      | BYTE              | IC read result: 0 ok, 1 key refused, 2 card locked, 3 card pulled, 4 check failed | status 1
 * 8      | BYTE n, STRING[n] | driver name 驾驶员姓名                                            | result 0
 * 9+n    | STRING[20]        | qualification certificate number 从业资格证编码                    |
 * 29+n   | BYTE m, STRING[m] | issuing body 发证机构名称                                         |
 * 30+n+m | BCD[4]            | expiry YYYYMMDD                                                  |
 * 34+n+m | STRING[20]        | identity card number 驾驶员身份证号                                | 2019
 * 54+n+m | BYTE, STRING[20]  | face match %, card UID                                           | later supplement
 *
 * 2011: BYTE n · name · STRING[20] identity card · STRING[40] certificate · BYTE m · issuing body.
 * Which fields follow is read from the bytes that are there: devices send the 2019 body behind
 * an old header, and a full body with status 2.
 */
import { formatDeviceTime, readBcdTimeMs } from '../bcd.ts';
import type { BodyReader } from '../bytes.ts';
import { defineMessage } from './message.ts';

export interface DriverIdentity {
  /** Present when the 2011 layout was found: it has neither status nor time. */
  layout?: '2011';
  /** 1 = card inserted, 2 = card pulled. */
  status?: number;
  /** `…+08:00`; null = impossible time. */
  time?: string | null;
  icReadResult?: number;
  driverName?: string;
  certificateNo?: string;
  issuingAgency?: string;
  /** `YYYY-MM-DD`; null = no such day. */
  certificateExpiry?: string | null;
  idCardNo?: string;
  faceMatchPercent?: number;
  idCardUid?: string;
}

const NUMBER_BYTES = 20;
const CERTIFICATE_BYTES_2011 = 40;

export const driverIdentity = defineMessage<DriverIdentity>({
  id: 0x0702,
  name: 'driver identity 驾驶员身份信息采集上报',
  decode(reader) {
    if (is2011(reader)) {
      return {
        layout: '2011',
        driverName: reader.prefixedText(),
        idCardNo: reader.fixedText(NUMBER_BYTES),
        certificateNo: reader.fixedText(CERTIFICATE_BYTES_2011),
        issuingAgency: reader.prefixedText(),
      };
    }
    const identity: DriverIdentity = {
      status: reader.u8(),
      time: formatDeviceTime(reader.timeMs()),
    };
    if (reader.remaining === 0 && identity.status !== 1) return identity;
    identity.icReadResult = reader.u8();
    if (identity.icReadResult !== 0) return identity;
    identity.driverName = reader.prefixedText();
    identity.certificateNo = reader.fixedText(NUMBER_BYTES);
    identity.issuingAgency = reader.prefixedText();
    identity.certificateExpiry = reader.date();
    if (reader.remaining >= NUMBER_BYTES) identity.idCardNo = reader.fixedText(NUMBER_BYTES);
    if (reader.remaining >= 1 + NUMBER_BYTES) {
      identity.faceMatchPercent = reader.u8();
      identity.idCardUid = reader.fixedText(NUMBER_BYTES);
    }
    return identity;
  },
  encode(writer, message, edition) {
    if (message.layout === '2011' || edition === '2011') {
      writer.prefixedText(message.driverName ?? '');
      writer.fixedText(message.idCardNo ?? '', NUMBER_BYTES);
      writer.fixedText(message.certificateNo ?? '', CERTIFICATE_BYTES_2011);
      writer.prefixedText(message.issuingAgency ?? '');
      return;
    }
    writer.u8(message.status ?? 1);
    writer.timeMs(message.time ? Date.parse(message.time) : null);
    if (message.icReadResult === undefined) return;
    writer.u8(message.icReadResult);
    if (message.icReadResult !== 0) return;
    writer.prefixedText(message.driverName ?? '');
    writer.fixedText(message.certificateNo ?? '', NUMBER_BYTES);
    writer.prefixedText(message.issuingAgency ?? '');
    writer.date(message.certificateExpiry ?? null);
    if (message.idCardNo === undefined && edition !== '2019') return;
    writer.fixedText(message.idCardNo ?? '', NUMBER_BYTES);
    if (message.faceMatchPercent === undefined) return;
    writer.u8(message.faceMatchPercent);
    writer.fixedText(message.idCardUid ?? '', NUMBER_BYTES);
  },
});

/** A status with a possible time behind it is 2013 or later; otherwise 2011 when its lengths add up. */
function is2011(reader: BodyReader): boolean {
  const { bytes, position, end } = reader;
  const status = position < end ? bytes[position]! : 0;
  const dated = end - position >= 7 && !Number.isNaN(readBcdTimeMs(bytes, position + 1));
  if ((status === 1 || status === 2) && dated) return false;
  const agencyAt = position + 1 + status + NUMBER_BYTES + CERTIFICATE_BYTES_2011;
  return agencyAt < end && agencyAt + 1 + bytes[agencyAt]! === end;
}
