/** Which towns each invented road passes, in order, and the prefecture (GB/T 2260) whose vehicles use it most. */
import type { TownId } from './towns.ts';

export type RoadKind = 'expressway' | 'road';

export const ROUTES: readonly { kind: RoadKind; region: string; via: readonly TownId[] }[] = [
  {
    kind: 'expressway',
    region: '440100',
    via: ['guangzhou', 'dongguan', 'changan', 'baoan', 'shenzhen'],
  },
  {
    kind: 'expressway',
    region: '440100',
    via: ['guangzhou', 'zengcheng', 'boluo', 'huizhou', 'huidong', 'haifeng', 'lufeng'],
  },
  {
    kind: 'expressway',
    region: '440300',
    via: ['shenzhen', 'longgang', 'huiyang', 'huidong', 'haifeng', 'shanwei'],
  },
  {
    kind: 'expressway',
    region: '440500',
    via: ['lufeng', 'huilai', 'chaoyang', 'shantou', 'raoping'],
  },
  {
    kind: 'expressway',
    region: '441300',
    via: ['huizhou', 'heyuan', 'longchuan', 'xingning', 'meizhou'],
  },
  { kind: 'expressway', region: '441400', via: ['meizhou', 'fengshun', 'jieyang', 'shantou'] },
  {
    kind: 'expressway',
    region: '440200',
    via: ['guangzhou', 'huadu', 'fogang', 'yingde', 'shaoguan', 'lechang'],
  },
  { kind: 'expressway', region: '440200', via: ['shaoguan', 'renhua', 'nanxiong'] },
  {
    kind: 'expressway',
    region: '441800',
    via: ['guangzhou', 'huadu', 'qingyuan', 'yangshan', 'lianzhou'],
  },
  {
    kind: 'expressway',
    region: '441200',
    via: ['guangzhou', 'foshan', 'sanshui', 'zhaoqing', 'yunfu'],
  },
  {
    kind: 'expressway',
    region: '445300',
    via: ['yunfu', 'luoding', 'xinyi', 'gaozhou', 'maoming'],
  },
  { kind: 'expressway', region: '441200', via: ['sanshui', 'sihui', 'guangning', 'huaiji'] },
  { kind: 'expressway', region: '440600', via: ['foshan', 'gaoming', 'xinxing', 'yunfu'] },
  {
    kind: 'expressway',
    region: '440700',
    via: ['foshan', 'heshan', 'kaiping', 'enping', 'yangjiang'],
  },
  {
    kind: 'expressway',
    region: '441700',
    via: ['yangjiang', 'yangxi', 'dianbai', 'maoming', 'huazhou', 'lianjiang'],
  },
  { kind: 'expressway', region: '440800', via: ['lianjiang', 'suixi', 'leizhou', 'xuwen'] },
  {
    kind: 'expressway',
    region: '442000',
    via: ['guangzhou', 'panyu', 'shunde', 'zhongshan', 'zhuhai'],
  },
  { kind: 'expressway', region: '440700', via: ['zhongshan', 'jiangmen', 'kaiping'] },
  {
    kind: 'expressway',
    region: '440400',
    via: ['zhuhai', 'doumen', 'xinhui', 'jiangmen', 'heshan'],
  },
  { kind: 'expressway', region: '441900', via: ['dongguan', 'zhangmutou', 'longgang'] },
  {
    kind: 'expressway',
    region: '441600',
    via: ['guangzhou', 'conghua', 'xinfeng', 'lianping', 'heping'],
  },
  { kind: 'expressway', region: '441600', via: ['heyuan', 'lianping', 'wengyuan', 'shaoguan'] },
  { kind: 'expressway', region: '441500', via: ['haifeng', 'luhe', 'wuhua', 'xingning'] },
  {
    kind: 'expressway',
    region: '445200',
    via: ['huilai', 'puning', 'jieyang', 'chaozhou', 'raoping'],
  },
  { kind: 'expressway', region: '445100', via: ['chaozhou', 'dabu', 'meizhou', 'jiaoling'] },
  { kind: 'road', region: '441400', via: ['meizhou', 'pingyuan', 'xingning', 'wuhua', 'fengshun'] },
  { kind: 'road', region: '441300', via: ['huizhou', 'longmen', 'conghua', 'qingyuan'] },
  { kind: 'road', region: '441600', via: ['heyuan', 'zijin', 'wuhua', 'jieyang'] },
  { kind: 'road', region: '440100', via: ['zengcheng', 'longmen', 'heyuan'] },
  { kind: 'road', region: '440600', via: ['shunde', 'foshan', 'sanshui', 'qingyuan', 'yingde'] },
  { kind: 'road', region: '440100', via: ['panyu', 'shunde', 'jiangmen', 'taishan'] },
  { kind: 'road', region: '440700', via: ['xinhui', 'taishan', 'enping'] },
  { kind: 'road', region: '441700', via: ['yangjiang', 'yangchun', 'xinxing', 'zhaoqing'] },
  { kind: 'road', region: '441700', via: ['yangchun', 'luoding', 'deqing', 'fengkai'] },
  {
    kind: 'road',
    region: '440900',
    via: ['gaozhou', 'huazhou', 'lianjiang', 'suixi', 'zhanjiang'],
  },
  { kind: 'road', region: '441200', via: ['zhaoqing', 'deqing', 'fengkai', 'huaiji'] },
  { kind: 'road', region: '441800', via: ['lianzhou', 'yangshan', 'yingde', 'wengyuan'] },
  { kind: 'road', region: '441900', via: ['zengcheng', 'dongguan', 'zhangmutou', 'huiyang'] },
  {
    kind: 'road',
    region: '445200',
    via: ['puning', 'chaoyang', 'shantou', 'chaozhou', 'fengshun'],
  },
  { kind: 'road', region: '441500', via: ['shanwei', 'lufeng', 'luhe', 'zijin', 'longchuan'] },
];
