/**
 * What follows an alert where nobody has said otherwise. Order of who is told: domain.md 1.7 (remind the driver,
 * then the enterprise's safety office, then the traffic police); after how long: the same section's times to
 * acknowledge, 5 min where it is severe and 30 min elsewhere. How often is spoken has no standard: a warning that
 * comes every few seconds is one that drivers learn not to hear.
 */
import type { NoticeLevel, Policy, PolicySeverity, StatedPolicy } from './policy.ts';

const ORDER = '《道路运输车辆动态监督管理办法》:先提醒驾驶员,再通知企业安全部门,再报交通管理部门';
const OWN = '产品默认值(无国家标准)';
const SEVERE_S = 5 * 60;
const NORMAL_S = 30 * 60;

const LIMITS: Policy['limits'] = {
  sayPerVehicle: { count: 6, perS: 600 },
  noticesPerReceiver: { count: 30, perS: 3_600 },
};
/** Speed, zones and positions: the end of the episode is known within the reorder buffer. */
const SOON: Policy['reaction'] = { withinS: 120, settleS: 60 };
/** A rest is one after 20 minutes, and the episode then ends at its beginning. */
const REST: Policy['reaction'] = { withinS: 1_800, settleS: 1_320 };
const BACK: Policy['reaction'] = { withinS: 600, settleS: 60 };

const NOTHING: Policy = {
  ...{ say: null, confirm: null, reaction: SOON, notify: [] },
  ...{ deafAfterS: 120, quiet: [], limits: LIMITS },
};

/** What is not critical waits for the morning, unless it is for the driver. */
const OFFICE_HOURS: Policy['quiet'] = [
  { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00', of: ['notify'] },
];

function say(text: string, timesMax: number, repeatEveryS: number): NonNullable<Policy['say']> {
  return { text, urgent: true, display: true, timesMax, repeatEveryS };
}

const step = (
  level: NoticeLevel,
  afterS: number,
  unless: ('acknowledged' | 'closed')[] = ['acknowledged', 'closed'],
): Policy['notify'][number] => ({ level, afterS, unless });

const SEVERE = [
  step('enterprise', 0, []),
  step('city', SEVERE_S),
  step('enforcement', 3 * SEVERE_S),
];
const NORMAL = [step('enterprise', 0, []), step('city', NORMAL_S)];

function stated(
  type: string,
  severity: PolicySeverity,
  policy: Partial<Policy>,
  source = ORDER,
): StatedPolicy {
  const { notify = [] } = policy;
  const quiet = severity === 'critical' || notify.length === 0 ? [] : OFFICE_HOURS;
  return { type, severity, policy: { ...NOTHING, quiet, ...policy }, source };
}

/** Critical, major, and the rest of a type that drivers are warned of. */
function graded(
  type: string,
  warning: NonNullable<Policy['say']>,
  reaction: Policy['reaction'],
): StatedPolicy[] {
  return [
    stated(type, 'critical', { say: warning, reaction, notify: SEVERE }),
    stated(type, 'major', { say: warning, reaction, notify: NORMAL }),
    stated(type, 'any', { say: { ...warning, timesMax: 1, urgent: false }, reaction }, OWN),
  ];
}

const SPEED = say('您已超速,当前{measured}{unit},限速{limit},请减速慢行', 3, 120);
const TIRED = say('您已连续驾驶超时,请就近进入服务区停车休息不少于20分钟', 3, 600);
const OFF_ROUTE = say('您已偏离规定线路,请立即驶回规定线路', 3, 180);
const BANNED = say('当前时段或区域禁止本车通行,请就近安全停车', 3, 300);
const SEEN_TIRED = say('检测到您疲劳驾驶,请立即就近安全停车休息', 2, 60);
const DISTRACTED = say('请专心驾驶,双手握好方向盘,勿使用手机', 1, 60);

export const DEFAULT_POLICIES: readonly StatedPolicy[] = [
  ...graded('speed.over', SPEED, SOON),
  ...graded('driving-time.continuous', TIRED, REST),
  ...graded('driving-time.night', TIRED, REST),
  ...graded('driving-time.rolling-24h', TIRED, REST),
  ...graded('driving-time.rolling-7d', TIRED, REST),
  stated(
    'driving-time.prewarn',
    'any',
    { say: say('您即将达到连续驾驶时限,请提前选择服务区停车休息', 1, 600), reaction: REST },
    OWN,
  ),
  ...graded('route.deviation', OFF_ROUTE, BACK),
  ...graded('ban.coach-night', BANNED, BACK),
  ...graded('ban.dangerous-goods', BANNED, BACK),
  ...graded('zone.entered', BANNED, BACK),
  ...graded('dsm.fatigue', SEEN_TIRED, SOON),
  stated('dsm.phone', 'any', { say: DISTRACTED }, OWN),
  stated('dsm.phone-play', 'any', { say: DISTRACTED }, OWN),
  stated('dsm.distraction', 'any', { say: DISTRACTED }, OWN),
  stated('load.over-occupied', 'critical', { notify: SEVERE }),
  stated('load.over-occupied', 'any', { notify: NORMAL }),
  // Nothing is spoken: whoever presses the button may have reason to hide that it was heard.
  stated(
    'terminal.sos',
    'any',
    {
      confirm: 'acknowledged',
      notify: [step('enterprise', 0, []), step('city', 60), step('enforcement', SEVERE_S)],
      deafAfterS: 30,
    },
    'JT/T 808 0x8203(报警位 0 由人工确认);处置顺序同上',
  ),
  ...['terminal.danger-warning', 'terminal.illegal-ignition', 'terminal.illegal-move'].map((type) =>
    stated(type, 'any', { confirm: 'acknowledged' }, 'JT/T 808 0x8203(报警位 3、27、28)'),
  ),
  ...['terminal.area', 'terminal.route', 'terminal.segment-time'].map((type) =>
    stated(type, 'any', { confirm: 'opened' }, 'JT/T 808 0x8203(报警位 20、21、22)'),
  ),
  stated('terminal.collision', 'critical', { notify: SEVERE }),
  stated('terminal.rollover', 'any', { notify: SEVERE }),
  stated('link.silent', 'critical', { notify: SEVERE }),
  stated('link.silent', 'major', { notify: NORMAL }),
];
