/** The frame that is shown byte by byte, and the newest ones that could not be read. */
import { signal } from '@preact/signals';
import { ApiFault, api } from '../feed/api.ts';
import type { Inspection, QuarantinedRecord } from '../feed/types.ts';
import { dialog } from './detail.ts';
import { t } from './preferences.ts';

export const inspectedHex = signal('');
export const inspection = signal<Inspection | null>(null);
export const inspectFault = signal<string | null>(null);
export const quarantined = signal<QuarantinedRecord[] | null>(null);

/** Opens the window; with bytes, shows them. A record of one position of a batch is a body alone. */
export function openInspector(hex = ''): void {
  inspectedHex.value = hex;
  inspection.value = null;
  inspectFault.value = null;
  dialog.value = 'inspect';
  if (hex !== '') void inspectBytes();
}

export async function inspectBytes(): Promise<void> {
  inspectFault.value = null;
  try {
    inspection.value = await api.inspect(inspectedHex.value);
  } catch (error) {
    inspection.value = null;
    inspectFault.value = reasonOf(error);
  }
}

export async function loadQuarantined(): Promise<void> {
  try {
    quarantined.value = (await api.quarantined()).records;
  } catch (error) {
    inspectFault.value = reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
