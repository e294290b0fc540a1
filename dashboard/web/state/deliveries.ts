/** How alerts leave the house: what the server says of it while the window is open, and what is asked. */
import { signal } from '@preact/signals';
import { ApiFault, api } from '../feed/api.ts';
import type { Deliveries, DeliveryCommand } from '../feed/types.ts';
import { say } from './detail.ts';
import { t, word } from './preferences.ts';

export const deliveries = signal<Deliveries | null>(null);
export const deliveriesFault = signal<string | null>(null);

const EVERY_MS = 2_000;

/** Asks until the returned function is called. */
export function watchDeliveries(): () => void {
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    try {
      const answer = await api.deliveries();
      if (ended) return;
      deliveries.value = answer;
      deliveriesFault.value = null;
    } catch (error) {
      if (ended) return;
      deliveriesFault.value = reasonOf(error);
    }
    timer = setTimeout(ask, EVERY_MS);
  };
  void ask();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** The sink does it within a second or two; the window then shows what became of it. */
export async function command(wish: DeliveryCommand): Promise<void> {
  const action = word('deliveries.action', wish.action);
  try {
    await api.deliveryCommand(wish);
    say(t('deliveries.asked', { action, endpoint: wish.endpoint }), 'ok');
    deliveries.value = await api.deliveries();
  } catch (error) {
    say(t('action.failed', { reason: reasonOf(error) }), 'bad');
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
