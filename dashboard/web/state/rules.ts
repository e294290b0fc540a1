/** The window of rules: which one, what is being told it, and what became of it. */
import { batch, computed, signal } from '@preact/signals';
import { ApiFault } from '../feed/api.ts';
import {
  type RuleChange,
  type RuleField,
  type RulePatch,
  type RuleView,
  rulesApi,
} from '../feed/rules-api.ts';
import { say } from './detail.ts';
import { t, typeName, word } from './preferences.ts';

export const rules = signal<RuleView[] | null>(null);
export const ruleType = signal<string | null>(null);
export const rulePane = signal<'form' | 'differences' | 'history'>('form');
/** What is wished and not saved yet; null = back to what the start file or the rule itself says. */
export const draft = signal<RulePatch>({});
export const ruleHistory = signal<RuleChange[] | null>(null);
export const ruleFault = signal<string | null>(null);
/** By field, codes of the faults of the last attempt. */
export const ruleFaults = signal<Record<string, string>>({});

export const rule = computed(() => rules.value?.find(({ type }) => type === ruleType.value));

export interface Difference {
  field: RuleField;
  to: unknown;
}
/** What saving would change. */
export const differences = computed<Difference[]>(() =>
  (rule.value?.fields ?? []).flatMap((field) => {
    if (!Object.hasOwn(draft.value, field.name)) return [];
    const wished = draft.value[field.name];
    const to = wished === null ? field.start : wished;
    const stays = same(to, field.value) && (wished !== null || field.source !== 'changed');
    return stays ? [] : [{ field, to }];
  }),
);

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function ruleName(type: string): string {
  const family = word('rules.family', type);
  return family === type ? typeName(type) : family;
}

export async function openRules(): Promise<void> {
  ruleType.value = null;
  await attempt(async () => {
    rules.value = (await rulesApi.all()).rules;
  });
}

export function chooseRule(type: string): void {
  batch(() => {
    ruleType.value = type;
    rulePane.value = 'form';
    draft.value = {};
    ruleFaults.value = {};
    ruleFault.value = null;
  });
}

export function wish(name: string, value: unknown): void {
  draft.value = { ...draft.value, [name]: value };
}

export async function showRuleHistory(): Promise<void> {
  const type = ruleType.value;
  if (type === null) return;
  batch(() => {
    rulePane.value = 'history';
    ruleHistory.value = null;
  });
  await attempt(async () => {
    const { changes } = await rulesApi.history(type);
    if (ruleType.value === type) ruleHistory.value = changes;
  });
}

export async function saveRule(reason: string): Promise<void> {
  const before = rule.value;
  if (before === undefined) return;
  const patch = Object.fromEntries(
    differences.value.map(({ field: { name } }) => [name, draft.value[name]]),
  );
  try {
    replace(await rulesApi.change(before, patch, reason));
    chooseRule(before.type);
    say(t('rules.saved'), 'ok');
  } catch (error) {
    if (!(error instanceof ApiFault)) ruleFault.value = t('login.unreachable');
    else if (error.status === 412) {
      await attempt(async () => replace(await rulesApi.one(before.type)));
      ruleFault.value = t('rules.stale');
    } else {
      batch(() => {
        ruleFaults.value = Object.fromEntries(
          error.faults.map(({ field, code = 'value' }) => [field, code]),
        );
        ruleFault.value = error.faults.length > 0 ? t('rules.faulty') : error.message;
        rulePane.value = 'form';
      });
    }
  }
}

function replace(after: RuleView): void {
  rules.value = rules.value?.map((each) => (each.type === after.type ? after : each)) ?? null;
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    ruleFault.value = null;
  } catch (error) {
    ruleFault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
  }
}
