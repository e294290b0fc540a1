/** What single bits mean, by field and edition (JT/T 808 alarm and status tables; JT/T 1078 video alarms; T/JSATL 12). */
import type { Edition } from '../header.ts';
import type { Label } from './labels.ts';

type Bit = readonly [bit: number, zh: string, en: string, editions?: readonly Edition[]];

const OLD: readonly Edition[] = ['2011', '2013'];
const FROM_2013: readonly Edition[] = ['2013', '2019'];
const ONLY_2019: readonly Edition[] = ['2019'];

const ALARM: readonly Bit[] = [
  [0, '紧急报警', 'emergency button'],
  [1, '超速报警', 'overspeed'],
  [2, '疲劳驾驶', 'driving time exceeded'],
  [3, '危险预警', 'danger warning', OLD],
  [3, '危险驾驶行为报警', 'dangerous driving behaviour', ONLY_2019],
  [4, 'GNSS 模块故障', 'GNSS module fault'],
  [5, 'GNSS 天线未接或被剪断', 'GNSS antenna open'],
  [6, 'GNSS 天线短路', 'GNSS antenna shorted'],
  [7, '主电源欠压', 'main power low'],
  [8, '主电源掉电', 'main power lost'],
  [9, '显示器故障', 'display fault'],
  [10, 'TTS 模块故障', 'TTS fault'],
  [11, '摄像头故障', 'camera fault'],
  [12, 'IC 卡模块故障', 'IC-card module fault', FROM_2013],
  [13, '超速预警', 'overspeed pre-warning', FROM_2013],
  [14, '疲劳驾驶预警', 'driving time pre-warning', FROM_2013],
  [15, '违规行驶报警', 'driving against the rules', ONLY_2019],
  [16, '胎压预警', 'tyre pressure warning', ONLY_2019],
  [17, '右转盲区异常报警', 'right-turn blind spot', ONLY_2019],
  [18, '当天累计驾驶超时', 'daily driving time exceeded'],
  [19, '超时停车', 'parked too long'],
  [20, '进出区域', 'area entered or left'],
  [21, '进出路线', 'route entered or left'],
  [22, '路段行驶时间不足/过长', 'segment time too short or long'],
  [23, '路线偏离', 'route deviation'],
  [24, 'VSS 故障', 'VSS fault'],
  [25, '油量异常', 'fuel abnormal'],
  [26, '车辆被盗', 'stolen'],
  [27, '非法点火', 'illegal ignition'],
  [28, '非法位移', 'illegal displacement'],
  [29, '碰撞预警', 'collision pre-warning', ['2013']],
  [29, '碰撞侧翻报警', 'collision or rollover', ONLY_2019],
  [30, '侧翻预警', 'rollover pre-warning', FROM_2013],
  [31, '非法开门', 'illegal door opening', ['2013']],
];

const STATUS: readonly Bit[] = [
  [0, 'ACC 开', 'ACC on'],
  [1, '已定位', 'fixed'],
  [2, '南纬', 'south'],
  [3, '西经', 'west'],
  [4, '停运', 'out of operation'],
  [5, '经纬度已加密', 'coordinates encrypted'],
  [6, '前撞预警', 'forward collision warning', ONLY_2019],
  [7, '车道偏移预警', 'lane departure warning', ONLY_2019],
  [8, '载重低位', 'load, low bit', FROM_2013],
  [9, '载重高位', 'load, high bit', FROM_2013],
  [10, '油路断开', 'fuel circuit cut'],
  [11, '电路断开', 'electric circuit cut'],
  [12, '车门加锁', 'doors locked'],
  [13, '前门开', 'front door open', FROM_2013],
  [14, '中门开', 'middle door open', FROM_2013],
  [15, '后门开', 'rear door open', FROM_2013],
  [16, '驾驶席门开', 'driver door open', FROM_2013],
  [17, '自定义门开', 'custom door open', FROM_2013],
  [18, '使用 GPS', 'GPS used', FROM_2013],
  [19, '使用北斗', 'BeiDou used', FROM_2013],
  [20, '使用 GLONASS', 'GLONASS used', FROM_2013],
  [21, '使用 Galileo', 'Galileo used', FROM_2013],
  [22, '行驶状态', 'moving', ONLY_2019],
];

const VIDEO: readonly Bit[] = [
  [0, '视频信号丢失', 'video signal lost'],
  [1, '视频信号遮挡', 'camera covered'],
  [2, '存储单元故障', 'storage fault'],
  [3, '其他视频设备故障', 'other video fault'],
  [4, '客车超员', 'overcrowded'],
  [5, '异常驾驶行为', 'abnormal driving'],
  [6, '特殊报警录像达到阈值', 'special recordings at their limit'],
];

const SIGNALS: readonly Bit[] = [
  [0, '近光灯', 'low beam'],
  [1, '远光灯', 'high beam'],
  [2, '右转向', 'right turn'],
  [3, '左转向', 'left turn'],
  [4, '制动', 'brake'],
  [5, '倒档', 'reverse'],
  [6, '雾灯', 'fog light'],
  [7, '示廓灯', 'marker lights'],
  [8, '喇叭', 'horn'],
  [9, '空调', 'air conditioning'],
  [10, '空挡', 'neutral'],
  [11, '缓速器', 'retarder'],
  [12, 'ABS', 'ABS'],
  [13, '加热器', 'heater'],
  [14, '离合器', 'clutch'],
];

const IO: readonly Bit[] = [
  [0, '深度休眠', 'deep sleep'],
  [1, '休眠', 'asleep'],
];

const VEHICLE: readonly Bit[] = [
  [0, 'ACC 开', 'ACC on'],
  [1, '左转向', 'left turn'],
  [2, '右转向', 'right turn'],
  [3, '雨刮器', 'wiper'],
  [4, '制动', 'brake'],
  [5, '插卡', 'card inserted'],
  [10, '已定位', 'fixed'],
];

const TABLES: Readonly<Record<string, readonly Bit[]>> = {
  alarmFlag: ALARM,
  statusFlag: STATUS,
  videoAlarmFlag: VIDEO,
  extendedSignal: SIGNALS,
  ioStatus: IO,
  vehicleStatus: VEHICLE,
};

/** Bits of the field that are set, by name; a bit without a name is told by its number. Null = no such field. */
export function bitsOf(field: string, value: number, edition: Edition): Label[] | null {
  const table = TABLES[field];
  if (table === undefined) return null;
  const set: Label[] = [];
  for (let bit = 0; bit < 32; bit++) {
    if ((value & (1 << bit)) === 0) continue;
    const row = table.find(
      ([of, , , editions]) => of === bit && (editions === undefined || editions.includes(edition)),
    );
    set.push({ zh: row?.[1] ?? `位 ${bit} 保留`, en: row?.[2] ?? `bit ${bit} reserved` });
  }
  return set;
}
