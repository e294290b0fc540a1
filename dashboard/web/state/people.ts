/** The window of accounts: who is chosen, and what is being done with the account. */
import { batch, computed, signal } from '@preact/signals';
import {
  accountApi,
  type PersonView,
  type PersonWish,
  type SessionView,
} from '../feed/account-api.ts';
import { ApiFault } from '../feed/api.ts';
import { say } from './detail.ts';
import { t } from './preferences.ts';

export const people = signal<PersonView[] | null>(null);
/** '' = a new one; null = nobody is chosen. */
export const personId = signal<string | null>(null);
export const person = computed(() =>
  people.value?.find((each) => each.personId === personId.value),
);
export const sessions = signal<SessionView[]>([]);
/** Shown once, until something else is chosen. */
export const handedOver = signal<{ user: string; password: string } | null>(null);
export const peopleFault = signal<string | null>(null);

export async function openPeople(): Promise<void> {
  choosePerson(null);
  await attempt(load);
}

async function load(): Promise<void> {
  people.value = (await accountApi.people()).people;
}

export function choosePerson(id: string | null): void {
  batch(() => {
    personId.value = id;
    handedOver.value = null;
    peopleFault.value = null;
    sessions.value = [];
  });
  if (id !== null && id !== '') void attempt(() => Promise.all([load(), loadSessions()]));
}

async function loadSessions(): Promise<void> {
  const chosen = person.value;
  if (chosen === undefined) return;
  const answer = await accountApi.sessionsOf(chosen).catch(() => null);
  if (answer !== null && personId.value === chosen.personId) sessions.value = answer.sessions;
}

export function createPerson(user: string, wish: PersonWish): Promise<void> {
  return attempt(async () => {
    const made = await accountApi.create(user, wish);
    await load();
    choosePerson(made.personId);
    handedOver.value = { user: made.user, password: made.temporaryPassword ?? '' };
    say(t('people.saved'), 'ok');
  });
}

export function changePerson(patch: Partial<PersonWish & { isEnabled: boolean }>): Promise<void> {
  return withChosen(async (chosen) => {
    await accountApi.change(chosen, patch);
    await load();
    await loadSessions();
    say(t('people.saved'), 'ok');
  });
}

export function resetPassword(): Promise<void> {
  return withChosen(async (chosen) => {
    const { user, temporaryPassword = '' } = await accountApi.resetPassword(chosen);
    await load();
    await loadSessions();
    handedOver.value = { user, password: temporaryPassword };
  });
}

export function endSessions(): Promise<void> {
  return withChosen(async (chosen) => {
    await accountApi.endSessionsOf(chosen);
    await loadSessions();
  });
}

async function withChosen(work: (chosen: PersonView) => Promise<void>): Promise<void> {
  const chosen = person.value;
  if (chosen !== undefined) await attempt(() => work(chosen));
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    peopleFault.value = null;
  } catch (error) {
    if (!(error instanceof ApiFault)) {
      peopleFault.value = t('login.unreachable');
      return;
    }
    if (error.status === 412) await load().catch(() => undefined);
    peopleFault.value = error.status === 412 ? t('registry.stale') : error.message;
  }
}
