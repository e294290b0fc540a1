/** Which alerts weigh on somebody's risk, and which count as violations of a place and an hour. */
import type { Severity } from '../alert.ts';

/** About the data or the device: they show in the quality of data, not in what somebody did. */
const ABOUT_DATA = [
  'position.',
  'clock.',
  'source.',
  'link.silent',
  'terminal.fault',
  'terminal.power-cut',
] as const;

/** Information is told, not held against anybody. */
export function isViolation(type: string, severity: Severity): boolean {
  return severity !== 'info' && !ABOUT_DATA.some((prefix) => type.startsWith(prefix));
}
