/** Seals after accidents: a list on the left; on the right one seal with what it holds, or a new one. */
import type { TargetedSubmitEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SealDetail, SealView } from '../../feed/past-api.ts';
import { pastApi } from '../../feed/past-api.ts';
import { formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { may, needs } from '../../state/account.ts';
import {
  askSeal,
  liftSeal,
  openSeal,
  pastVehicle,
  sealFault,
  seals,
  showSeal,
  watchSeals,
} from '../../state/past.ts';
import { t, word } from '../../state/preferences.ts';
import { PeriodForm } from '../deliveries/period-form.tsx';
import { Dialog } from '../dialogs.tsx';
import { Fact } from '../fact.tsx';
import { PlateBadge } from '../marks.tsx';

export function SealsDialog() {
  useEffect(watchSeals, []);
  const open = openSeal.value;
  const vehicle = pastVehicle.value;
  return (
    <Dialog heading={t('seals.heading')} wide>
      {sealFault.value !== null && (
        <p class="fault" role="alert">
          {sealFault.value}
        </p>
      )}
      <div class="seals">
        <div>
          {vehicle !== null && may('seals.make') && (
            <section>
              <h3>{t('seals.new', { plate: vehicle.plate })}</h3>
              <p class="quiet">{t('seals.newHelp')}</p>
              <PeriodForm
                action={t('seals.make')}
                isFromNeeded
                onAsk={({ fromMs = 0, toMs }, data) =>
                  void askSeal({
                    handles: [vehicle.handle],
                    ...{ fromMs, toMs: toMs ?? Date.now() - 1_000 },
                    reason: String(data.get('reason')),
                  })
                }
              >
                <label>
                  {t('seals.reason')}
                  <input name="reason" required minLength={3} maxLength={500} />
                </label>
              </PeriodForm>
            </section>
          )}
          {vehicle === null && <p class="quiet">{t('seals.how')}</p>}
          <Rows />
        </div>
        <div>
          {open === null ? <p class="quiet">{t('seals.choose')}</p> : <OneSeal seal={open} />}
        </div>
      </div>
    </Dialog>
  );
}

function Rows() {
  const shown = seals.value;
  if (shown === null) return <p class="quiet">{t('detail.loading')}</p>;
  if (shown.length === 0) return <p class="quiet">{t('seals.none')}</p>;
  return (
    <ul class="plain seal-list" aria-label={t('seals.heading')}>
      {shown.map((seal) => (
        <li key={seal.sealId}>
          <button type="button" class="link" onClick={() => void showSeal(seal.sealId)}>
            <strong class={`seal-state ${seal.state}`}>{word('seals.state', seal.state)}</strong>{' '}
            <Plates seal={seal} /> <time>{formatDateTime(seal.fromMs)}</time> – {seal.reason}
          </button>
        </li>
      ))}
    </ul>
  );
}

function OneSeal({ seal }: { seal: SealDetail }) {
  const { copy, lifted, later } = seal;
  return (
    <section aria-label={t('seals.one')}>
      <h3>
        {word('seals.state', seal.state)} · <Plates seal={seal} />
      </h3>
      <dl class="facts">
        <Fact label={t('seals.period')}>
          {formatDateTime(seal.fromMs)} – {formatDateTime(seal.toMs)}
        </Fact>
        <Fact label={t('seals.by')}>
          {seal.actor} · {formatDateTime(seal.atMs)}
        </Fact>
        <Fact label={t('seals.reason')}>{seal.reason}</Fact>
        {copy !== null && (
          <Fact label={t('seals.holds')}>
            {t('seals.copy', {
              points: formatNumber(copy.points),
              files: copy.files,
              kilobytes: formatNumber(copy.bytes / 1_000),
              gone: copy.framesGone,
            })}
          </Fact>
        )}
        {copy !== null && (
          <Fact label={t('seals.root')}>
            <code class="hash">{copy.root}</code>
          </Fact>
        )}
        {lifted !== null && (
          <Fact label={t('seals.lifted')}>
            {lifted.actor} · {formatDateTime(lifted.atMs)} · {lifted.reason}
          </Fact>
        )}
      </dl>
      {later !== null && later > 0 && (
        <p class="fault">{t('seals.later', { count: formatNumber(later) })}</p>
      )}
      {seal.state === 'sealing' && <p class="quiet">{t('seals.waits')}</p>}
      {seal.state === 'sealed' && (
        <p class="buttons">
          <a class="download" href={pastApi.sealAddress(seal.sealId)} download>
            {t('seals.download')}
          </a>
        </p>
      )}
      {(seal.state === 'sealed' || seal.state === 'sealing') && may('seals.lift') && (
        <LiftForm sealId={seal.sealId} />
      )}
    </section>
  );
}

function LiftForm({ sealId }: { sealId: string }) {
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    await liftSeal(sealId, String(new FormData(event.currentTarget).get('reason')));
  }
  return (
    <details>
      <summary>{t('seals.lift')}</summary>
      <form class="range" onSubmit={submit}>
        <label>
          {t('seals.reason')}
          <input name="reason" required minLength={3} maxLength={500} />
        </label>
        <button type="submit" {...needs('seals.lift')}>
          {t('seals.lift')}
        </button>
      </form>
    </details>
  );
}

function Plates({ seal }: { seal: SealView }) {
  return (
    <>
      {seal.vehicles.map(({ vehicle, plate, plateColour }) => (
        <PlateBadge key={vehicle} plate={plate} colour={plateColour} />
      ))}
    </>
  );
}
