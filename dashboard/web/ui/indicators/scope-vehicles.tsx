/** The vehicles a scope's value counts, those without a report first; one leads to its place on the map. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiFault, api } from '../../feed/api.ts';
import { type NamedScope, type ScopeVehicles, scopeText } from '../../feed/vitals-types.ts';
import { t, word } from '../../state/preferences.ts';
import { findVehicle } from '../find-vehicle.ts';
import { PlateBadge } from '../marks.tsx';

const STATES = ['moving', 'stopped', 'silent', 'unseen'] as const;

export function Vehicles({ scope }: { scope: NamedScope }) {
  const open = useSignal(false);
  const shown = useSignal<ScopeVehicles | null>(null);
  const fault = useSignal<string | null>(null);
  const name = scopeText(scope);
  useEffect(() => {
    shown.value = null;
    fault.value = null;
    if (!open.value) return;
    api.scopeVehicles(scope).then(
      (answer) => {
        shown.value = answer;
      },
      (error: unknown) => {
        fault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
      },
    );
  }, [name, open.value]);
  return (
    <>
      <button
        type="button"
        class="link"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {t(open.value ? 'vital.hideVehicles' : 'vital.listVehicles')}
      </button>
      {fault.value !== null && <p class="fault">{t('detail.failed', { reason: fault.value })}</p>}
      {shown.value && (
        <>
          <p class="quiet small">
            {STATES.map((state) => `${word('state', state)} ${shown.value!.counts[state]}`).join(
              ' · ',
            )}
          </p>
          <ul class="plain vital-alerts">
            {shown.value.vehicles.map((vehicle) => (
              <li key={vehicle.handle}>
                <button type="button" class="link" onClick={() => findVehicle(vehicle)}>
                  <PlateBadge plate={vehicle.plate} colour={vehicle.plateColour} />{' '}
                  {word('class', vehicle.class)} · {word('state', vehicle.state)}
                </button>
              </li>
            ))}
          </ul>
          {shown.value.total > shown.value.vehicles.length && (
            <p class="quiet small">
              {t('vital.vehiclesCut', { count: shown.value.vehicles.length })}
            </p>
          )}
        </>
      )}
    </>
  );
}
