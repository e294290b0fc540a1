/** The alert in the detail panel, its track, and the actions a person takes on it. */
import { batch, effect, signal } from '@preact/signals';
import { ApiFault, api } from '../feed/api.ts';
import type { ActionRequest, AlertDetail, AlertRow, AlertTrack } from '../feed/types.ts';
import { alertBook, alertsVersion, selectedAlertId, selectedHandle, takeRow } from './duty-room.ts';
import { t, word } from './preferences.ts';

export const detail = signal<AlertDetail | null>(null);
export const detailFault = signal<string | null>(null);
export const track = signal<AlertTrack | null>(null);
/** Sentence for the person who acted; cleared after a while. */
export const toast = signal<{ text: string; kind: 'ok' | 'bad' } | null>(null);
export type DialogName =
  | 'assign'
  | 'close'
  | 'comment'
  | 'shelve'
  | 'suppress'
  | 'escalate'
  | 'supervise'
  | 'reply'
  | 'help'
  | 'settings'
  | 'evidence'
  | 'send'
  | 'inspect'
  | 'sensors'
  | 'deliveries'
  | 'registry'
  | 'rules'
  | 'policies'
  | 'people'
  | 'account'
  | 'trace'
  | 'seals'
  | 'trips'
  | 'risk';
export const dialog = signal<DialogName | null>(null);
/** Evidence record shown in its dialog. */
export const evidenceShown = signal<{ partition: number; offset: number } | null>(null);
export const legendShown = signal(false);
/** Which one a phone shows. */
export const phoneTab = signal<'list' | 'map' | 'vitals'>('list');

const TOAST_MS = 6_000;
let toastTimer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, kind: 'ok' | 'bad'): void {
  toast.value = { text, kind };
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toast.value = null;
  }, TOAST_MS);
}

export async function loadDetail(): Promise<void> {
  const alertId = selectedAlertId.value;
  if (alertId === null) return;
  const current = () => selectedAlertId.value === alertId;
  try {
    const answer = await api.alert(alertId);
    if (!current()) return;
    batch(() => {
      detail.value = answer;
      detailFault.value = null;
    });
    takeRow(answer);
    // Opened by its address, the alert was not in the list yet when it was chosen.
    selectedHandle.value = answer.handle;
  } catch (error) {
    if (current()) detailFault.value = reasonOf(error);
    return;
  }
  try {
    const answer = await api.track(alertId);
    if (current()) track.value = answer;
  } catch (error) {
    // The alert can be judged without its track; the chart says that there is none.
    if (current())
      track.value = {
        from: 0,
        to: 0,
        points: [],
        corridor: null,
        halfWidthM: null,
        limitKmh: null,
      };
    console.warn('The track could not be loaded.', error);
  }
}

effect(() => {
  selectedAlertId.value;
  batch(() => {
    detail.value = null;
    detailFault.value = null;
    track.value = null;
    evidenceShown.value = null;
  });
  void loadDetail();
});

/** The panel follows what other seats and the processors do to the alert. */
effect(() => {
  alertsVersion.value;
  const shown = detail.peek();
  const row = shown ? alertBook.get(shown.alertId) : undefined;
  if (!shown || !row || row.seq <= shown.seq) return;
  const acted = row.workVersion !== shown.workVersion;
  detail.value = { ...shown, ...row };
  if (acted) void refreshActions(shown.alertId);
});

async function refreshActions(alertId: string): Promise<void> {
  const answer = await api.alert(alertId).catch(() => null);
  if (answer && selectedAlertId.value === alertId) detail.value = answer;
}

/** True when the server accepted it. Who was faster is named when it did not. */
export async function act(
  row: AlertRow,
  action: ActionRequest['action'],
  extra: Omit<ActionRequest, 'action' | 'baseVersion'> = {},
): Promise<boolean> {
  try {
    takeRow(await api.act(row.alertId, { action, baseVersion: row.workVersion, ...extra }));
    say(t('action.done', { action: word('action', action) }), 'ok');
    void refreshActions(row.alertId);
    return true;
  } catch (error) {
    if (error instanceof ApiFault && error.status === 409 && error.current) {
      const { current } = error;
      takeRow(current);
      say(
        t('action.taken', {
          who: current.assignee ?? current.acknowledgedBy ?? t('action.someone'),
          work: word('work', current.work),
        }),
        'bad',
      );
    } else {
      say(t('action.failed', { reason: reasonOf(error) }), 'bad');
    }
    return false;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
