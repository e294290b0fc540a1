/** What whoever is signed in may do to alerts, and doing it: forms of the actions, repeats of the one that is looked at. */
import { computed, signal } from '@preact/signals';
import { groupOf } from '../feed/alert-groups.ts';
import { api } from '../feed/api.ts';
import type { ActionName, AlertLife, AlertRow, Coded } from '../feed/types.ts';
import { act, dialog, say } from './detail.ts';
import { alertBook, alertsVersion, selectedAlertId } from './duty-room.ts';
import { language, t } from './preferences.ts';

/** Actions that ask for words or a choice, each in a window of its own. */
export const FORMS = [
  'assign',
  'close',
  'comment',
  'shelve',
  'suppress',
  'escalate',
  'supervise',
  'reply',
] as const;
export type FormName = (typeof FORMS)[number];

/** Who is signed in. */
export const me = signal('');
/** Null = not known yet. */
export const life = signal<AlertLife | null>(null);

export async function loadAlertLife(user: string): Promise<void> {
  me.value = user;
  try {
    life.value = await api.alertLife();
  } catch (error) {
    // Without it nothing is offered that a role may lack; the list itself goes on.
    console.warn('What may be done to alerts could not be asked.', error);
  }
}

export function isAllowed(action: ActionName): boolean {
  return life.value?.actions.find((each) => each.action === action)?.isAllowed ?? false;
}

/** Whether the alert is in a state for it, as the server will judge. */
export function isPossible(row: AlertRow, action: ActionName): boolean {
  const isOpen = row.work !== 'closed';
  switch (action) {
    case 'acknowledge':
      return row.work === 'new';
    case 'handle':
      return row.work === 'new' || row.work === 'acknowledged';
    case 'give-back':
      return isOpen && row.assignee !== null;
    case 'reopen':
      return !isOpen;
    case 'comment':
      return true;
    case 'shelve':
      return (
        isOpen && row.visibility === 'shown' && (row.severity !== 'critical' || row.work !== 'new')
      );
    case 'suppress':
      return isOpen && row.visibility === 'shown' && row.severity !== 'critical';
    case 'unshelve':
      return row.visibility === 'shelved';
    case 'unsuppress':
      return row.visibility === 'suppressed';
    case 'escalate':
      return isOpen && row.escalation !== 'province';
    case 'reply':
      return isOpen && row.superviseByMs !== null;
    case 'assign':
    case 'close':
    case 'supervise':
      return isOpen;
  }
}

export function isOffered(row: AlertRow, action: ActionName): boolean {
  return isAllowed(action) && isPossible(row, action);
}

/** Does it, or opens the window that asks for the rest. */
export function begin(row: AlertRow, action: ActionName): void {
  if (!isOffered(row, action)) return;
  const form = FORMS.find((name) => name === action);
  if (form === undefined) void act(row, action);
  else dialog.value = form;
}

/** Other alerts of the same vehicle and type that nobody has closed; newest first. */
export const repeats = computed<AlertRow[]>(() => {
  alertsVersion.value;
  const chosen = selectedAlertId.value;
  const row = chosen === null ? undefined : alertBook.get(chosen);
  if (row === undefined || row.outcome === 'duplicate') return [];
  return [...alertBook.all()]
    .filter(
      (other) =>
        other !== row &&
        groupOf(other) === groupOf(row) &&
        other.work !== 'closed' &&
        other.episode !== 'withdrawn',
    )
    .sort((a, b) => b.raisedAtMs - a.raisedAtMs);
});

/** Closes the repeats of an alert as such, one after the other; stops where one is refused. */
export async function mergeRepeats(row: AlertRow): Promise<void> {
  let merged = 0;
  for (const other of repeats.peek()) {
    const wish = { outcome: 'duplicate', duplicateOf: row.alertId, disposition: 'merged' } as const;
    if (!(await act(other, 'close', wish))) return;
    merged++;
  }
  say(t('life.merged', { count: merged }), 'ok');
}

/** Words of a code in the language in use; a foreign code is shown as it is. */
export function coded(list: readonly Coded[] | undefined, code: string): string {
  return list?.find((each) => each.code === code)?.[language.value] ?? code;
}
