/** What was done about the alert in the detail panel by itself, and the window of policies. */
import { batch, signal } from '@preact/signals';
import { ApiFault } from '../feed/api.ts';
import { type AlertLoop, loopApi, type PolicyView } from '../feed/loop-api.ts';
import { dialog, say } from './detail.ts';
import { t } from './preferences.ts';

export const loop = signal<(AlertLoop & { alertId: string }) | null>(null);
export const policies = signal<PolicyView[] | null>(null);
/** Name of the policy that is looked at, `type/severity`. */
export const policyName = signal<string | null>(null);
export const policyFault = signal<string | null>(null);
/** Of the last attempt to save. */
export const policyFaults = signal<readonly { field: string; message?: string }[]>([]);

/** A request that fails leaves what is shown; the next one comes soon. */
export async function loadLoop(alertId: string): Promise<void> {
  const answer = await loopApi.ofAlert(alertId).catch(() => null);
  if (answer !== null) loop.value = { alertId, ...answer };
}

export function showPolicy(name: string | null): void {
  batch(() => {
    choosePolicy(name);
    dialog.value = 'policies';
  });
}

export function choosePolicy(name: string | null): void {
  batch(() => {
    policyName.value = name;
    policyFault.value = null;
    policyFaults.value = [];
  });
}

export async function loadPolicies(): Promise<void> {
  try {
    policies.value = (await loopApi.policies()).policies;
  } catch (error) {
    policyFault.value = reasonOf(error);
  }
}

/** @param text JSON; '' = back to the default */
export async function savePolicy(view: PolicyView, text: string, reason: string): Promise<void> {
  policyFaults.value = [];
  try {
    const policy: unknown = text.trim() === '' ? null : JSON.parse(text);
    await loopApi.change(view, { policy, reason });
    say(t('loop.saved'), 'ok');
    policyFault.value = null;
    await loadPolicies();
  } catch (error) {
    policyFault.value = error instanceof SyntaxError ? t('loop.noJson') : reasonOf(error);
    if (error instanceof ApiFault) policyFaults.value = error.faults;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
