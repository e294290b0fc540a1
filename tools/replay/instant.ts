/** ISO 8601 instants of recordings, fast: nearly every line names the day of the line before. */
import { SHANGHAI_OFFSET_MS } from '#core/time.ts';

let dayText = '';
let dayMs = Number.NaN;

/** null = not given; undefined = not an instant. Text without a zone is Asia/Shanghai, as device clocks are. */
export function parseInstant(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const quick = parseUsual(value);
  if (quick !== undefined) return quick;
  const general = Date.parse(value);
  return Number.isNaN(general) || general < 0 || !/(Z|[+-]\d\d:?\d\d)$/i.test(value)
    ? undefined
    : general;
}

/** `YYYY-MM-DDTHH:MM:SS[.mmm][Z|±HH:MM]` */
function parseUsual(text: string): number | undefined {
  const { length } = text;
  if (length < 19 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const day = text.slice(0, 10);
  if (day !== dayText) {
    const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(ms) || new Date(ms).getUTCDate() !== two(day, 8)) return undefined;
    dayText = day;
    dayMs = ms;
  }
  const hours = two(text, 11);
  const minutes = two(text, 14);
  const seconds = two(text, 17);
  if (!(hours < 24 && minutes < 60 && seconds < 60)) return undefined;
  let ms = dayMs + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
  let at = 19;
  if (text.charCodeAt(at) === 46) {
    let scale = 100;
    for (at++; at < length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      if (scale >= 1) ms += digit * scale;
      scale = Math.floor(scale / 10);
    }
  }
  if (at === length) ms -= SHANGHAI_OFFSET_MS;
  else if (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 45) {
    if (length !== at + 6 || text.charCodeAt(at + 3) !== 58) return undefined;
    const offsetMs = two(text, at + 1) * 3_600_000 + two(text, at + 4) * 60_000;
    ms += text.charCodeAt(at) === 43 ? -offsetMs : offsetMs;
  } else if (text !== `${text.slice(0, at)}Z`) return undefined;
  return ms >= 0 ? ms : undefined;
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
