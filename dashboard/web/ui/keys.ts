/** Keys of the duty room. Single keys can be switched off (WCAG 2.1.4); Escape always works. */

import type { Permission } from '#core/access.ts';
import type { ActionName } from '../feed/types.ts';
import { isWhole, may } from '../state/account.ts';
import { begin } from '../state/alert-life.ts';
import { speakToSelected } from '../state/commands.ts';
import { detail, dialog, evidenceShown, legendShown, say } from '../state/detail.ts';
import {
  alertBook,
  listedAlerts,
  selectAlert,
  selectedAlertId,
  selectedHandle,
  selectVehicle,
  toggleRepeats,
} from '../state/duty-room.ts';
import { openInspector } from '../state/inspect.ts';
import { singleKeys, t, vitalsShown } from '../state/preferences.ts';
import { choice, selectedSensorId, selectSensor } from '../state/vitals.ts';
import { TILE_CLASS } from './indicators/tile-strip.tsx';

export const SEARCH_FIELD_ID = 'plate-search';
export const EVIDENCE_SECTION_ID = 'evidence';

export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      leave();
      return;
    }
    const target = event.target as HTMLElement;
    if (!singleKeys.value || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    if (dialog.value !== null) return;
    const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    const needed = NEEDED[event.key.toLowerCase()];
    if (needed !== undefined && !may(needed)) say(t('account.mayNot'), 'bad');
    else action();
  };
  document.addEventListener('keydown', listener);
  return () => document.removeEventListener('keydown', listener);
}

const ACTIONS: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  a: () => onSelected('acknowledge'),
  h: () => onSelected('handle'),
  g: () => onSelected('assign'),
  c: () => onSelected('close'),
  n: () => onSelected('comment'),
  p: () => onSelected('shelve'),
  u: () => onSelected('escalate'),
  d: () => onSelected('supervise'),
  x: () => {
    const row = selectedRow();
    if (row) toggleRepeats(row);
  },
  e: showEvidence,
  '/': () => document.getElementById(SEARCH_FIELD_ID)?.focus(),
  l: () => {
    legendShown.value = !legendShown.value;
  },
  v: focusTiles,
  w: () => {
    dialog.value = 'deliveries';
  },
  f: () => openInspector(),
  r: () => {
    dialog.value = 'registry';
  },
  m: () => {
    dialog.value = 'rules';
  },
  i: () => {
    dialog.value = may('people.manage') && isWhole() ? 'people' : 'account';
  },
  t: () => {
    dialog.value = 'trips';
  },
  o: () => {
    dialog.value = 'risk';
  },
  s: speakToSelected,
  '?': () => {
    dialog.value = 'help';
  },
};

/** What a key's action asks of the role; the others are everybody's. */
const NEEDED: Record<string, Permission> = {
  s: 'commands.send',
  w: 'deliveries.read',
  f: 'inspect',
  r: 'registry.read',
  m: 'rules.read',
  t: 'trips.read',
  o: 'risk.read',
};

function leave(): void {
  if (dialog.value !== null) dialog.value = null;
  else if (legendShown.value) legendShown.value = false;
  else if (selectedAlertId.value !== null) selectAlert(null);
  else if (choice.value !== null) choice.value = null;
  else if (selectedHandle.value >= 0) selectVehicle(-1);
  else if (selectedSensorId.value !== null) selectSensor(null);
}

function step(by: number): void {
  const rows = listedAlerts.value.map(({ row }) => row);
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.alertId === selectedAlertId.value);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
  if (row) selectAlert(row.alertId);
}

function selectedRow() {
  return selectedAlertId.value === null ? undefined : alertBook.get(selectedAlertId.value);
}

function onSelected(action: ActionName): void {
  const row = selectedRow();
  if (row) begin(row, action);
}

/** The tiles, shown if they were not. */
function focusTiles(): void {
  const first = () => document.querySelector<HTMLElement>(`.${TILE_CLASS}`);
  if (vitalsShown.value) {
    first()?.focus();
    return;
  }
  vitalsShown.value = true;
  setTimeout(() => first()?.focus(), 0);
}

/** The first raw record; without one, the section that says so. */
function showEvidence(): void {
  const first = detail.value?.evidence[0];
  if (first) {
    evidenceShown.value = { partition: first.partition, offset: first.offset };
    dialog.value = 'evidence';
  } else {
    document.getElementById(EVIDENCE_SECTION_ID)?.scrollIntoView({ block: 'start' });
  }
}
