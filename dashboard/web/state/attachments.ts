/** Files behind the alert in the detail panel. */
import { signal } from '@preact/signals';
import { api } from '../feed/api.ts';
import type { AlertMedia } from '../feed/types.ts';

export const attachments = signal<(AlertMedia & { alertId: string }) | null>(null);

/** A request that fails leaves what is shown; the next one comes soon. */
export async function loadAttachments(alertId: string): Promise<void> {
  const answer = await api.attachments(alertId).catch(() => null);
  if (answer === null) return;
  const before = attachments.peek();
  const next = { alertId, ...answer };
  // The same answer again must not make players start anew.
  if (JSON.stringify(before) !== JSON.stringify(next)) attachments.value = next;
}
