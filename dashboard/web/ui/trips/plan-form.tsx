/** The plan of a trip: new, or changed. Places and stops are edited as JSON, times in UTC+8. */
import { useSignal } from '@preact/signals';
import type { TargetedSubmitEvent } from 'preact';
import { HOUR_MS } from '#core/time.ts';
import type { TripView } from '../../feed/trips-api.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { t, word } from '../../state/preferences.ts';
import { planFaults, savePlan } from '../../state/trips.ts';

const TEXTS = ['routeId', 'lineId', 'runId', 'ticketId', 'waybillId', 'note'] as const;
const PLACES = ['origin', 'destination', 'via', 'stops'] as const;

export function PlanForm({ trip }: { trip: TripView | null }) {
  const badJson = useSignal('');
  const plan: Record<string, unknown> = trip?.plan ?? {};
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const wish: Record<string, unknown> = {};
    /** An empty field is left out of a new plan, and taken away from an old one. */
    const put = (name: string, value: unknown) => {
      if (value !== undefined) wish[name] = value;
      else if (plan[name] !== undefined) wish[name] = null;
    };
    if (text('vehicleId') !== '') wish.vehicleId = text('vehicleId');
    if (text('driverIds') !== '') wish.driverIds = text('driverIds').split(/[\s,，、;；]+/);
    put('departMs', instantOf(text('departMs')));
    put('arriveMs', instantOf(text('arriveMs')));
    for (const name of TEXTS) put(name, text(name) || undefined);
    put('permitIds', text('permitIds') === '' ? undefined : text('permitIds').split(/[\s,，]+/));
    put('distanceKm', text('distanceKm') === '' ? undefined : Number(text('distanceKm')));
    badJson.value = '';
    for (const name of PLACES) {
      try {
        put(name, text(name) === '' ? undefined : JSON.parse(text(name)));
      } catch {
        badJson.value = name;
        return;
      }
    }
    await savePlan(wish, text('reason'));
  }
  const field = (
    name: string,
    type: 'text' | 'datetime-local' = 'text',
    value = shown(plan[name]),
    required = false,
  ) => (
    <label class={planFaults.value[name] === undefined ? '' : 'faulty'}>
      {t(`trips.field.${name}` as MessageKey)}
      {/* Preact types each kind of input by itself, none as one of two. */}
      <input name={name} type={type as 'text'} defaultValue={value} required={required} />
      {planFaults.value[name] !== undefined && (
        <span class="fault">{word('registry.fault', planFaults.value[name])}</span>
      )}
    </label>
  );
  const drivers = trip === null ? '' : trip.plan.drivers.map(({ name }) => name ?? '').join(' ');
  return (
    <form class="trip-form" onSubmit={submit}>
      <h3>{t(trip === null ? 'trips.new' : 'trips.amend')}</h3>
      <div class="registry-fields">
        {field('vehicleId', 'text', trip?.plan.vehicleId ?? '', true)}
        <label class={planFaults.value.driverIds === undefined ? '' : 'faulty'}>
          {t('trips.field.driverIds')}
          <input name="driverIds" placeholder={drivers} />
        </label>
        {field('departMs', 'datetime-local', localOf(plan.departMs), true)}
        {field('arriveMs', 'datetime-local', localOf(plan.arriveMs), true)}
        {TEXTS.map((name) => field(name))}
        {field('permitIds')}
        {field('distanceKm')}
        {PLACES.map((name) => (
          <label
            key={name}
            class={planFaults.value[name] === undefined && badJson.value !== name ? '' : 'faulty'}
          >
            {t(`trips.field.${name}` as MessageKey)}
            <textarea
              name={name}
              rows={2}
              spellcheck={false}
              defaultValue={plan[name] === undefined ? '' : JSON.stringify(plan[name])}
            />
            {badJson.value === name && <span class="fault">{t('trips.badJson')}</span>}
          </label>
        ))}
      </div>
      <div class="registry-save">
        <label>
          {t('trips.reason')}
          <input name="reason" maxLength={500} />
        </label>
        <button type="submit" class="primary">
          {t('registry.save')}
        </button>
      </div>
    </form>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** `2026-11-21T08:00` of UTC+8, as the browser's field has it. */
function localOf(ms: unknown): string {
  return typeof ms === 'number' ? new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 16) : '';
}

function instantOf(local: string): number | undefined {
  const ms = Date.parse(`${local}:00+08:00`);
  return Number.isNaN(ms) ? undefined : ms;
}
