/** The window of the registry: which list, which entity, and what is being done with it. */
import { batch, signal } from '@preact/signals';
import { ApiFault } from '../feed/api.ts';
import {
  type EntityChange,
  type EntityPage,
  type ImportState,
  type RegistryItem,
  type RegistryKind,
  registryApi,
  type StoredEntity,
} from '../feed/registry-api.ts';
import { say } from './detail.ts';
import { t } from './preferences.ts';

export type RegistryPane = 'none' | 'form' | 'history' | 'import';

export const kinds = signal<RegistryKind[] | null>(null);
export const listName = signal('vehicles');
export const searchText = signal('');
export const page = signal<EntityPage | null>(null);
/** null with the pane `form` = a new one. */
export const chosen = signal<StoredEntity | null>(null);
export const pane = signal<RegistryPane>('none');
export const history = signal<EntityChange[] | null>(null);
/** By field, codes of the faults of the last attempt. */
export const faults = signal<Record<string, string>>({});
export const registryFault = signal<string | null>(null);
export const running = signal<ImportState | null>(null);

const ASK_MS = 400;
/** Answers to older questions are not shown. */
let asked = 0;

export const kindNow = () => kinds.value?.find(({ list }) => list === listName.value);

export async function openRegistry(): Promise<void> {
  batch(() => {
    chosen.value = null;
    running.value = null;
    pane.value = 'none';
  });
  await attempt(async () => {
    kinds.value = (await registryApi.kinds()).kinds;
  });
  await search();
}

export function chooseList(list: string): Promise<void> {
  batch(() => {
    listName.value = list;
    searchText.value = '';
    chosen.value = null;
    page.value = null;
    if (pane.value !== 'import') pane.value = 'none';
  });
  return search();
}

export async function search(isMore = false): Promise<void> {
  const turn = ++asked;
  const before = isMore ? page.value : null;
  await attempt(async () => {
    const after = before?.next ?? 0;
    const answer = await registryApi.search(listName.value, searchText.value, after);
    if (turn !== asked) return;
    page.value = before ? { ...answer, items: [...before.items, ...answer.items] } : answer;
  });
}

export function choose(entity: StoredEntity | null): void {
  batch(() => {
    chosen.value = entity;
    faults.value = {};
    pane.value = 'form';
    registryFault.value = null;
  });
}

export async function showHistory(): Promise<void> {
  const entity = chosen.value;
  if (entity === null) return;
  batch(() => {
    pane.value = 'history';
    history.value = null;
  });
  await attempt(async () => {
    const { changes } = await registryApi.history(listName.value, entity.key);
    if (chosen.value?.key === entity.key) history.value = changes;
  });
}

/** Fields that differ; null takes one away. Nothing to say = nothing is sent. */
export async function save(item: RegistryItem, reason: string): Promise<void> {
  const before = chosen.value;
  const list = listName.value;
  faults.value = {};
  try {
    const after =
      before === null
        ? await registryApi.create(list, item, reason)
        : await registryApi.patch(list, before, changesOf(before.item, item), reason);
    batch(() => {
      chosen.value = after;
      registryFault.value = null;
    });
    say(t('registry.saved'), 'ok');
    await refresh();
  } catch (error) {
    await explain(error, before);
  }
}

export async function remove(reason: string): Promise<void> {
  const before = chosen.value;
  if (before === null) return;
  try {
    await registryApi.remove(listName.value, before, reason);
    batch(() => {
      chosen.value = null;
      pane.value = 'none';
    });
    say(t('registry.removed'), 'ok');
    await refresh();
  } catch (error) {
    await explain(error, before);
  }
}

export async function importFile(
  file: File,
  wish: { isDryRun: boolean; isSkipping: boolean; reason: string },
): Promise<void> {
  const format = /\.geojson$/i.test(file.name)
    ? 'geojson'
    : /\.json$/i.test(file.name)
      ? 'json'
      : 'csv';
  running.value = null;
  await attempt(async () => {
    let state = await registryApi.upload(file, { ...wish, format, list: listName.value });
    running.value = state;
    while (state.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
      state = await registryApi.importState(state.importId);
      running.value = state;
    }
    if (state.report?.isWritten) await refresh();
  });
}

/** JSON Merge Patch (RFC 7396) that makes the one from the other. */
function changesOf(before: RegistryItem, after: RegistryItem): RegistryItem {
  const patch: RegistryItem = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[name], after[name]];
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    patch[name] = isObject(from) && isObject(to) ? changesOf(from, to) : (to ?? null);
  }
  return patch;
}

function isObject(value: unknown): value is RegistryItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function refresh(): Promise<void> {
  await search();
  await attempt(async () => {
    kinds.value = (await registryApi.kinds()).kinds;
  });
}

async function explain(error: unknown, before: StoredEntity | null): Promise<void> {
  if (!(error instanceof ApiFault)) {
    registryFault.value = t('login.unreachable');
    return;
  }
  faults.value = Object.fromEntries(
    error.faults.flatMap(({ field, code = 'value' }) => [
      [field, code],
      // Where the form shows the whole of it as one text.
      [field.split('.')[0] ?? '', code],
    ]),
  );
  if (error.status === 412 && before !== null) {
    registryFault.value = t('registry.stale');
    await attempt(async () => {
      chosen.value = await registryApi.entity(listName.value, before.key);
    });
    registryFault.value = t('registry.stale');
  } else if (error.status === 409)
    registryFault.value = t(before === null ? 'registry.there' : 'registry.referred');
  else registryFault.value = error.faults.length > 0 ? t('registry.faulty') : error.message;
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    registryFault.value = null;
  } catch (error) {
    registryFault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
  }
}
