/** Two languages, one typed dictionary; numbers and times through Intl, times always UTC+8. No DOM. */
import { ALERT_TYPE_NAMES } from './alert-types.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';
export type MessageKey = keyof typeof zh;
const DICTIONARIES: Record<Language, Record<MessageKey, string>> = { zh, en };

/** `{name}` in the sentence is replaced by `values.name`. */
export function translate(
  language: Language,
  key: MessageKey,
  values: Record<string, string | number> = {},
): string {
  return DICTIONARIES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** A key made of a closed list's word, e.g. `severity.` + `major`; a foreign word is shown as it is. */
export function translateWord(language: Language, prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  return key in zh ? DICTIONARIES[language][key as MessageKey] : word;
}

export function alertTypeName(language: Language, type: string): string {
  return ALERT_TYPE_NAMES[type]?.[language] ?? type;
}

const ZONE = 'Asia/Shanghai';
const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `08:05:09` in UTC+8. */
export function formatTime(ms: number): string {
  return time.format(ms);
}

/** `2026-11-21 08:05:09` in UTC+8. */
export function formatDateTime(ms: number): string {
  return `${day.format(ms)} ${time.format(ms)}`;
}

export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** `12 s`, `3 min`, `2 h`, `5 d`: how long ago, in the largest fitting unit. */
export function formatAge(language: Language, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [value, unitZh, unitEn] =
    seconds < 60
      ? [seconds, '秒', 's']
      : seconds < 3600
        ? [Math.floor(seconds / 60), '分', 'min']
        : seconds < 86_400
          ? [Math.floor(seconds / 3600), '小时', 'h']
          : [Math.floor(seconds / 86_400), '天', 'd'];
  return language === 'zh' ? `${value}${unitZh}` : `${value} ${unitEn}`;
}

const UNITS: Record<string, { zh: string; en: string }> = {
  'km/h': { zh: 'km/h', en: 'km/h' },
  m: { zh: '米', en: 'm' },
  h: { zh: '小时', en: 'h' },
  辆: { zh: '辆', en: 'veh' },
  级: { zh: '级', en: 'level' },
  '次/百车': { zh: '次/百车', en: 'per 100 veh' },
  'h/百车': { zh: 'h/百车', en: 'h per 100 veh' },
  '辆/(h·车道)': { zh: '辆/(h·车道)', en: 'veh/(h·lane)' },
};

/** A unit as people write it; one we do not know stays as it is. */
export function unitName(language: Language, unit: string): string {
  return UNITS[unit]?.[language] ?? unit;
}

/** A measured value with its unit; seconds and milliseconds of a duration as h:mm:ss. */
export function formatMeasure(language: Language, value: number | null, unit: string): string {
  if (value === null) return '—';
  if (unit === 's' || unit === 'ms') {
    const total = Math.round(unit === 's' ? value : value / 1000);
    const part = (n: number) => String(n).padStart(2, '0');
    return `${Math.floor(total / 3600)}:${part(Math.floor(total / 60) % 60)}:${part(total % 60)}`;
  }
  return `${formatNumber(value)} ${unitName(language, unit)}`.trim();
}
