/** A policy while it is being changed: the form and its JSON are two views of one draft. */
import { batch, computed, signal } from '@preact/signals';
import type { NoticeLevel, Policy, QuietTime } from '#core/loop/policy.ts';
import type { PolicyView } from '../feed/loop-api.ts';
import { policyFaults } from './loop.ts';

export type Say = NonNullable<Policy['say']>;
export type Notice = Policy['notify'][number];

export const LEVELS = ['enterprise', 'city', 'enforcement'] as const satisfies NoticeLevel[];
export const UNLESS = ['acknowledged', 'closed'] as const satisfies Notice['unless'];
export const CONFIRMS = ['opened', 'acknowledged'] as const;
/** 1 = Monday. */
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const QUIETS = ['say', 'notify'] as const;

/** What a new policy begins with: nothing is done yet. */
export const NOTHING: Policy = {
  ...{ say: null, confirm: null, reaction: { withinS: 120, settleS: 60 }, notify: [] },
  ...{ deafAfterS: 120, quiet: [] },
  limits: {
    sayPerVehicle: { count: 6, perS: 600 },
    noticesPerReceiver: { count: 30, perS: 3_600 },
  },
};
const FIRST_SAY: Say = {
  ...{ text: '', urgent: true, display: true, timesMax: 1, repeatEveryS: 120 },
};
const FIRST_QUIET: QuietTime = {
  ...{ days: [...DAYS], from: '22:00', to: '07:00', of: ['notify'] },
};
/** Of a level that is added; each is told after the one before. */
const AFTER_S: Record<NoticeLevel, number> = { enterprise: 0, city: 1_800, enforcement: 3_600 };

export const draft = signal<Policy>(NOTHING);
const start = signal('');
/** Text of the JSON view; null = it is written from the draft. */
export const jsonText = signal<string | null>(null);
export const isChanged = computed(() => JSON.stringify(draft.value) !== start.value);

export function beginDraft({ policy, version }: PolicyView): void {
  batch(() => {
    draft.value = structuredClone((policy as Policy | null) ?? NOTHING);
    // One that nobody has stated yet can be saved as it begins.
    start.value = policy === null && version === 0 ? '' : JSON.stringify(draft.value);
    jsonText.value = null;
  });
}

/** Puts other values in the place of some; what the server had found wrong there is no longer said. */
export function change(changes: Partial<Policy>): void {
  batch(() => {
    draft.value = { ...draft.value, ...changes };
    jsonText.value = null;
    const names = Object.keys(changes);
    policyFaults.value = policyFaults.value.filter(
      ({ field }) => !names.includes(field.split('.')[0] ?? ''),
    );
  });
}

export function speak(isSpoken: boolean): void {
  change({ say: isSpoken ? FIRST_SAY : null });
}

export function changeSay(changes: Partial<Say>): void {
  change({ say: { ...(draft.value.say ?? FIRST_SAY), ...changes } });
}

/** Levels stay in the order in which they are told. */
export function tell(level: NoticeLevel, isTold: boolean): void {
  const { notify } = draft.value;
  const added: Notice = { level, afterS: AFTER_S[level], unless: [...UNLESS] };
  change({
    notify: LEVELS.flatMap((each) => {
      if (each === level) return isTold ? [added] : [];
      return notify.find((one) => one.level === each) ?? [];
    }),
  });
}

export function changeNotice(level: NoticeLevel, changes: Partial<Notice>): void {
  const { notify } = draft.value;
  change({
    notify: notify.map((each) => (each.level === level ? { ...each, ...changes } : each)),
  });
}

export function addQuiet(): void {
  change({ quiet: [...draft.value.quiet, structuredClone(FIRST_QUIET)] });
}

export function changeQuiet(index: number, changes: Partial<QuietTime> | null): void {
  const { quiet } = draft.value;
  change({
    quiet: quiet.flatMap((each, at) => {
      if (at !== index) return each;
      return changes === null ? [] : { ...each, ...changes };
    }),
  });
}

/** What is typed as JSON becomes the draft as soon as it has the shape of a policy. */
export function typeJson(text: string): void {
  batch(() => {
    jsonText.value = text;
    const policy = parsedPolicy(text);
    if (policy === null) return;
    draft.value = policy;
    policyFaults.value = [];
  });
}

/** Enough that the form can show it; what else is wrong the server says by its field. */
function parsedPolicy(text: string): Policy | null {
  try {
    const told = JSON.parse(text) as Partial<Policy>;
    const { reaction, notify, quiet, limits } = told;
    const isWhole =
      typeof reaction === 'object' &&
      Array.isArray(notify) &&
      Array.isArray(quiet) &&
      quiet.every((each) => Array.isArray(each?.days) && Array.isArray(each.of)) &&
      notify.every((each) => Array.isArray(each?.unless)) &&
      typeof limits?.sayPerVehicle === 'object' &&
      typeof limits.noticesPerReceiver === 'object';
    return isWhole ? (told as Policy) : null;
  } catch {
    return null;
  }
}

/** The JSON view holds something that is no policy: it must not be lost by saving the form. */
export const isJsonBroken = computed(
  () => jsonText.value !== null && parsedPolicy(jsonText.value) === null,
);

export const toggled = <T>(all: readonly T[], now: readonly T[], one: T, isOn: boolean): T[] =>
  all.filter((each) => (each === one ? isOn : now.includes(each)));
