/** Commands to a vehicle: what is asked from the page, and how it stands, asked again while the window is open. */
import { signal } from '@preact/signals';
import { ApiFault, api } from '../feed/api.ts';
import type { AlertRow, CommandView, CommandWish, RosterVehicle } from '../feed/types.ts';
import { dialog, say } from './detail.ts';
import { alertBook, roster, selectedAlertId, selectedHandle } from './duty-room.ts';
import { t, word } from './preferences.ts';

/** Whom the window speaks to: the vehicle of an alert, or one picked on the map. */
export interface Recipient {
  plate: string;
  handle: number;
  alertId: string | null;
  vehicleId: string | null;
}

export const recipient = signal<Recipient | null>(null);
export const commands = signal<readonly CommandView[] | null>(null);
export const commandsFault = signal<string | null>(null);
/** Dangerous kinds the settings allow; they are offered to nobody else. */
export const allowedDangerous = signal<readonly string[]>([]);

const EVERY_MS = 1_000;
const SHOWN_MAX = 10;

/** Opens the window for the vehicle of an alert. */
export function speakToAlert({ alertId, handle, plate }: AlertRow): void {
  speakTo({ plate, handle, alertId, vehicleId: null });
}

/** Opens it for a vehicle of the registry. */
export function speakToVehicle({ vehicleId, handle, plate }: RosterVehicle): void {
  speakTo({ plate, handle, alertId: null, vehicleId });
}

/** The one that is looked at; nothing happens when there is none. */
export function speakToSelected(): void {
  const alert =
    selectedAlertId.peek() === null ? undefined : alertBook.get(selectedAlertId.peek()!);
  const vehicle = roster.get(selectedHandle.peek());
  if (alert !== undefined) speakToAlert(alert);
  else if (vehicle !== undefined && !vehicle.vehicleId.startsWith('#')) speakToVehicle(vehicle);
}

function speakTo(to: Recipient): void {
  commands.value = null;
  commandsFault.value = null;
  recipient.value = to;
  dialog.value = 'send';
}

/** Asks until the returned function is called. */
export function watchCommands(): () => void {
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    await refresh(() => ended);
    if (!ended) timer = setTimeout(ask, EVERY_MS);
  };
  void ask();
  api.commandKinds().then(
    ({ kinds }) => {
      allowedDangerous.value = Object.keys(kinds).filter(
        (kind) => kinds[kind]!.isDangerous && kinds[kind]!.isAllowed,
      );
    },
    () => {
      allowedDangerous.value = [];
    },
  );
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

async function refresh(hasEnded: () => boolean): Promise<void> {
  const to = recipient.peek();
  if (to === null) return;
  const whose = to.alertId === null ? `handle=${to.handle}` : `alert=${to.alertId}`;
  try {
    const answer = await api.commands(`${whose}&limit=${SHOWN_MAX}`);
    // A handle of an earlier start of the server may be another vehicle's.
    const isOther = to.vehicleId !== null && answer.vehicleId !== to.vehicleId;
    if (hasEnded()) return;
    commands.value = isOther ? [] : answer.commands;
    commandsFault.value = null;
  } catch (error) {
    if (!hasEnded()) commandsFault.value = reasonOf(error);
  }
}

/** True when it was noted. */
export async function ask(wish: CommandWish): Promise<boolean> {
  const to = recipient.peek();
  if (to === null) return false;
  const whom = to.alertId === null ? { vehicleId: to.vehicleId ?? '' } : { alertId: to.alertId };
  try {
    await api.sendCommand({ ...whom, ...wish });
    say(t('send.asked', { kind: word('command', wish.kind) }), 'ok');
    await refresh(() => false);
    return true;
  } catch (error) {
    say(t('action.failed', { reason: reasonOf(error) }), 'bad');
    return false;
  }
}

export async function takeBack(commandId: string): Promise<void> {
  try {
    await api.cancelCommand(commandId);
    await refresh(() => false);
  } catch (error) {
    say(t('action.failed', { reason: reasonOf(error) }), 'bad');
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
