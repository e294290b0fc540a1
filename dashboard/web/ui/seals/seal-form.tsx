/** A new seal: which vehicles, of when, and why. */
import { useSignal } from '@preact/signals';
import { SEAL_DAYS_MAX, SEAL_VEHICLES_MAX, sealMistake } from '#core/seal.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { serverNowMs } from '../../state/duty-room.ts';
import { t, word } from '../../state/preferences.ts';
import {
  addToSeal,
  askSeal,
  findForSeal,
  lookUpForSeal,
  sealSpan,
  sealVehicles,
  takeFromSeal,
} from '../../state/seals.ts';
import { PeriodForm } from '../deliveries/period-form.tsx';
import { PlateBadge } from '../marks.tsx';
import { PlateField } from '../plate-field.tsx';

/** What the form begins with where nothing says of when. */
const SPAN_MS = 2 * HOUR_MS;

export function SealForm() {
  const mistake = useSignal<ReturnType<typeof sealMistake>>(null);
  // Asked twice, by a second click or after a lost answer, it is one seal.
  const sealId = useSignal(newId());
  // To the minute before: the newest reports are on their way.
  const nowMs = Math.floor(serverNowMs() / MINUTE_MS) * MINUTE_MS;
  const initial = useSignal(sealSpan.value ?? { fromMs: nowMs - SPAN_MS, toMs: nowMs });
  const vehicles = sealVehicles.value;

  async function ask(fromMs: number, toMs: number, reason: string): Promise<void> {
    mistake.value = sealMistake(vehicles.length, { fromMs, toMs }, serverNowMs());
    if (mistake.value !== null) return;
    if (await askSeal({ sealId: sealId.value, fromMs, toMs, reason })) sealId.value = newId();
  }

  return (
    <section aria-label={t('seals.new')}>
      <p class="quiet">{t('seals.newHelp')}</p>
      <ul class="plain seal-vehicles" aria-label={t('seals.vehicles')}>
        {vehicles.map(({ vehicleId, plate, plateColour }) => (
          <li key={vehicleId}>
            <PlateBadge plate={plate} colour={plateColour} />
            <button
              type="button"
              aria-label={t('seals.remove', { plate })}
              onClick={() => takeFromSeal(vehicleId)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {vehicles.length < SEAL_VEHICLES_MAX && (
        <PlateField
          id="seal-plate"
          label={t('seals.add')}
          find={findForSeal}
          onText={lookUpForSeal}
          onPick={addToSeal}
        />
      )}
      <PeriodForm
        action={t('seals.make')}
        isFromNeeded
        isToNeeded
        initial={initial.value}
        onAsk={({ fromMs = 0, toMs = 0 }, data) =>
          void ask(fromMs, toMs, String(data.get('reason')))
        }
      >
        <label class="wide">
          {t('seals.reason')}
          <input name="reason" required minLength={3} maxLength={500} />
        </label>
      </PeriodForm>
      {mistake.value !== null && (
        <p class="fault" role="alert">
          {word('seals.mistake', mistake.value)
            .replace('{vehicles}', String(SEAL_VEHICLES_MAX))
            .replace('{days}', String(SEAL_DAYS_MAX))}
        </p>
      )}
    </section>
  );
}

/** 32 hex digits. A page without https has no `crypto.randomUUID`. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
