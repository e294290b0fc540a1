/** Alarms that a person confirms to the terminal by 0x8203 (JT/T 808: bits 0, 3, 20, 21, 22, 27, 28), by alert type. */
import type { CONFIRMABLE_ALARMS } from '../command-kinds.ts';

export type ConfirmableAlarm = keyof typeof CONFIRMABLE_ALARMS;

const BY_TYPE: Readonly<Record<string, ConfirmableAlarm>> = {
  'terminal.sos': 'emergency',
  'terminal.danger-warning': 'danger',
  'terminal.area': 'area',
  'terminal.route': 'route',
  'terminal.segment-time': 'segment-time',
  'terminal.illegal-ignition': 'ignition',
  'terminal.illegal-move': 'displacement',
};

/** Null = its alarm is not one that is confirmed. */
export function confirmableOf(alertType: string): ConfirmableAlarm | null {
  return BY_TYPE[alertType] ?? null;
}
