/*
 * Blocks that say what a recorder is and how it is set (GB/T 19056-2012, appendix A)
 *
 * command    | block
 * 0x00       | standard 执行标准版本: BCD year 年号后 2 位 · BYTE amendment 修改单号
 * 0x01       | driver 当前驾驶人: BYTE[18] licence 机动车驾驶证号码
 * 0x02, 0xC2 | clock 实时时间: BCD[6]
 * 0x03, 0xC4 | mileage 累计行驶里程: BCD[6] now · BCD[6] first installed 初次安装时间 · BCD[4] at first 初始里程 · BCD[4] since 累计里程, 0.1 km
 * 0x04, 0xC3 | pulses 脉冲系数: BCD[6] now · WORD pulses per km
 * 0x05, 0x82 | vehicle 车辆信息: BYTE[17] VIN 车辆识别代号 · BYTE[12] plate 机动车号牌号码 · BYTE[12] plate class 号牌分类 (10 occur)
 * 0x06, 0x84 | signals 状态信号配置: BYTE[6] now · BYTE status bytes 状态信号字节个数 · BYTE[10] × 8 names of D0 … D7
 * 0x07       | recorder 唯一性编号: BYTE[7] certification code 3C 认证代码 · BYTE[16] model 认证产品型号 · BCD[3] made on 生产日期
 *            | · BYTE[4] production number 产品生产流水号 · BYTE[5] reserved
 * 0x83       | first installed 初次安装日期: BCD[6]
 */
import {
  defineBlock,
  LICENCE_BYTES,
  readBcd,
  readMany,
  readTime,
  writeBcd,
  writeTime,
} from './block.ts';

export interface StandardBlock {
  kind: 'standard';
  /** 12 = GB/T 19056-2012; null = no digits. */
  year: number | null;
  amendment: number;
}
export const standard = defineBlock<StandardBlock>({
  kind: 'standard',
  commands: [0x00],
  decode: (reader) => ({ kind: 'standard', year: readBcd(reader, 1), amendment: reader.u8() }),
  encode(writer, block) {
    writeBcd(writer, block.year, 1);
    writer.u8(block.amendment);
  },
});

export interface DriverBlock {
  kind: 'driver';
  licence: string;
}
export const driver = defineBlock<DriverBlock>({
  kind: 'driver',
  commands: [0x01],
  decode: (reader) => ({ kind: 'driver', licence: reader.fixedText(LICENCE_BYTES) }),
  encode: (writer, block) => writer.fixedText(block.licence, LICENCE_BYTES),
});

export interface ClockBlock {
  kind: 'clock';
  time: string | null;
}
export const clock = defineBlock<ClockBlock>({
  kind: 'clock',
  commands: [0x02, 0xc2],
  decode: (reader) => ({ kind: 'clock', time: readTime(reader) }),
  encode: (writer, block) => writeTime(writer, block.time),
});

const MILEAGE_BYTES = 4;

export interface MileageBlock {
  kind: 'mileage';
  time: string | null;
  installedAt: string | null;
  /** Resolution 0.1 km; null = no digits. */
  initialKm: number | null;
  totalKm: number | null;
}
export const mileage = defineBlock<MileageBlock>({
  kind: 'mileage',
  commands: [0x03, 0xc4],
  decode(reader) {
    const kilometres = () => {
      const tenths = readBcd(reader, MILEAGE_BYTES);
      return tenths === null ? null : tenths / 10;
    };
    return {
      kind: 'mileage',
      time: readTime(reader),
      installedAt: readTime(reader),
      initialKm: kilometres(),
      totalKm: kilometres(),
    };
  },
  encode(writer, block) {
    writeTime(writer, block.time);
    writeTime(writer, block.installedAt);
    writeBcd(writer, Math.round((block.initialKm ?? 0) * 10), MILEAGE_BYTES);
    writeBcd(writer, Math.round((block.totalKm ?? 0) * 10), MILEAGE_BYTES);
  },
});

export interface PulsesBlock {
  kind: 'pulses';
  time: string | null;
  /** 脉冲系数. */
  pulsesPerKm: number;
}
export const pulses = defineBlock<PulsesBlock>({
  kind: 'pulses',
  commands: [0x04, 0xc3],
  decode: (reader) => ({ kind: 'pulses', time: readTime(reader), pulsesPerKm: reader.u16() }),
  encode(writer, block) {
    writeTime(writer, block.time);
    writer.u16(block.pulsesPerKm);
  },
});

const VIN_BYTES = 17;
const PLATE_BYTES = 12;

export interface VehicleBlock {
  kind: 'vehicle';
  vin: string;
  plate: string;
  plateClass: string;
}
export const vehicle = defineBlock<VehicleBlock>({
  kind: 'vehicle',
  commands: [0x05, 0x82],
  decode: (reader) => ({
    kind: 'vehicle',
    vin: reader.fixedText(VIN_BYTES),
    plate: reader.fixedText(PLATE_BYTES),
    plateClass: reader.fixedText(Math.min(PLATE_BYTES, reader.remaining)),
  }),
  encode(writer, block) {
    writer.fixedText(block.vin, VIN_BYTES);
    writer.fixedText(block.plate, PLATE_BYTES);
    writer.fixedText(block.plateClass, PLATE_BYTES);
  },
});

const SIGNALS = 8;
const SIGNAL_NAME_BYTES = 10;

export interface SignalsBlock {
  kind: 'signals';
  time: string | null;
  /** Bytes of a status, as stated: 1 by the standard. */
  statusBytes: number;
  /** D0 first; empty = not used. */
  names: string[];
}
export const signals = defineBlock<SignalsBlock>({
  kind: 'signals',
  commands: [0x06, 0x84],
  decode: (reader) => ({
    kind: 'signals',
    time: readTime(reader),
    statusBytes: reader.u8(),
    names: readMany(SIGNALS, () => reader.fixedText(SIGNAL_NAME_BYTES)),
  }),
  encode(writer, block) {
    writeTime(writer, block.time);
    writer.u8(block.statusBytes);
    for (let k = 0; k < SIGNALS; k++) writer.fixedText(block.names[k] ?? '', SIGNAL_NAME_BYTES);
  },
});

const CODE_BYTES = 7;
const MODEL_BYTES = 16;
const DATE_BYTES = 3;
const NUMBER_BYTES = 4;
const RESERVED_BYTES = 5;

export interface RecorderBlock {
  kind: 'recorder';
  certificationCode: string;
  model: string;
  /** `YYMMDD` as sent. */
  madeOn: string;
  productionNumberHex: string;
}
export const recorder = defineBlock<RecorderBlock>({
  kind: 'recorder',
  commands: [0x07],
  decode(reader) {
    const block: RecorderBlock = {
      kind: 'recorder',
      certificationCode: reader.fixedText(CODE_BYTES),
      model: reader.fixedText(MODEL_BYTES),
      madeOn: reader.hex(DATE_BYTES),
      productionNumberHex: reader.hex(NUMBER_BYTES),
    };
    reader.take(RESERVED_BYTES);
    return block;
  },
  encode(writer, block) {
    writer.fixedText(block.certificationCode, CODE_BYTES);
    writer.fixedText(block.model, MODEL_BYTES);
    writer.hex(block.madeOn);
    writer.hex(block.productionNumberHex);
    writer.raw(new Uint8Array(RESERVED_BYTES));
  },
});

export interface InstalledBlock {
  kind: 'installed';
  time: string | null;
}
export const installed = defineBlock<InstalledBlock>({
  kind: 'installed',
  commands: [0x83],
  decode: (reader) => ({ kind: 'installed', time: readTime(reader) }),
  encode: (writer, block) => writeTime(writer, block.time),
});
