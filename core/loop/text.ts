/** What is said to a driver: a text in Chinese with the alert's own numbers. No name and no plate ever. */
import type { Alert } from '../alert.ts';
import { MINUTE_MS } from '../time.ts';

export const TEXT_NUMBERS = ['measured', 'limit', 'unit', 'minutes'] as const;
type TextNumber = (typeof TEXT_NUMBERS)[number];

const HOLE = /\{([^{}]*)\}/g;
/** As they are read aloud; a unit that is not listed is spoken as it stands. */
const SPOKEN_UNITS: Readonly<Record<string, string>> = {
  'km/h': '公里每小时',
  m: '米',
  km: '公里',
  min: '分钟',
  h: '小时',
  s: '秒',
  t: '吨',
  kg: '公斤',
  '%': '百分之',
};
/** What cannot be measured is left out, the sentence around it stays. */
const UNKNOWN = '';

/** Null = it can be spoken. */
export function faultOfText(text: string): string | null {
  if (text.trim() === '') return 'is not empty.';
  for (const [, name = ''] of text.matchAll(HOLE))
    if (!(TEXT_NUMBERS as readonly string[]).includes(name))
      return `knows no {${name}}; there are ${TEXT_NUMBERS.map((each) => `{${each}}`).join(' ')}.`;
  if (/[{}]/.test(text.replaceAll(HOLE, ''))) return 'has a brace that is not closed.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'holds no control characters.';
  return null;
}

/** @param atMs time of speaking: `{minutes}` counts from the opening to it */
export function spokenText(
  template: string,
  alert: Pick<Alert, 'measured' | 'limit' | 'unit' | 'openedAtMs'>,
  atMs: number,
): string {
  const numbers: Record<TextNumber, string> = {
    measured: rounded(alert.measured),
    limit: rounded(alert.limit),
    unit: SPOKEN_UNITS[alert.unit] ?? alert.unit,
    minutes: String(Math.max(0, Math.floor((atMs - alert.openedAtMs) / MINUTE_MS))),
  };
  return template.replaceAll(HOLE, (_, name: TextNumber) => numbers[name]);
}

/** A driver is told whole numbers. */
function rounded(value: number | null): string {
  return value === null ? UNKNOWN : String(Math.round(value));
}
