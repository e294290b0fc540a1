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
/** One that nobody has stated yet; null = none is begun. */
export const newPolicy = signal<PolicyView | null>(null);
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
    newPolicy.value = null;
    policyFault.value = null;
    policyFaults.value = [];
  });
}

export function beginPolicy(type: string, severity: string): void {
  choosePolicy(null);
  newPolicy.value = {
    ...{ type, severity, version: 0, policy: null, source: '' },
    ...{ changedAtMs: null, changedBy: null },
  };
}

export async function loadPolicies(): Promise<void> {
  try {
    policies.value = (await loopApi.policies()).policies;
  } catch (error) {
    policyFault.value = reasonOf(error);
  }
}

/** @param policy null = back to the default */
export async function savePolicy(
  view: PolicyView,
  policy: object | null,
  reason: string,
): Promise<void> {
  policyFaults.value = [];
  try {
    await loopApi.change(view, { policy, reason });
    say(t('loop.saved'), 'ok');
    policyFault.value = null;
    await loadPolicies();
    choosePolicy(`${view.type}/${view.severity}`);
  } catch (error) {
    batch(() => {
      policyFaults.value = error instanceof ApiFault ? error.faults : [];
      // What is wrong with a field is said there.
      policyFault.value = policyFaults.value.length > 0 ? t('loop.faulty') : reasonOf(error);
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
