/** Seals after accidents: a list on the left; on the right one seal with what it holds, or a new one. */
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SealDetail, SealView } from '../../feed/past-api.ts';
import { pastApi } from '../../feed/past-api.ts';
import { formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { may, needs } from '../../state/account.ts';
import { t, word } from '../../state/preferences.ts';
import {
  liftSeal,
  openSeal,
  sealFault,
  seals,
  sealVehicles,
  showSeal,
  watchSeals,
} from '../../state/seals.ts';
import { Dialog } from '../dialogs.tsx';
import { Fact } from '../fact.tsx';
import { PlateBadge } from '../marks.tsx';
import { SealForm } from './seal-form.tsx';

export function SealsDialog() {
  useEffect(watchSeals, []);
  const open = openSeal.value;
  const rows = seals.value;
  return (
    <Dialog heading={t('seals.heading')} wide>
      {sealFault.value !== null && (
        <p class="fault" role="alert">
          {sealFault.value}
        </p>
      )}
      <div class="seals">
        <div>
          {may('seals.make') && (
            <details open={sealVehicles.value.length > 0 || rows?.length === 0}>
              <summary>{t('seals.new')}</summary>
              <SealForm />
            </details>
          )}
          <Rows rows={rows} />
        </div>
        {(open !== null || (rows?.length ?? 0) > 0) && (
          <div>
            {open === null ? <p class="quiet">{t('seals.choose')}</p> : <OneSeal seal={open} />}
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Rows({ rows }: { rows: SealView[] | null }) {
  if (rows === null) return <p class="quiet">{t('detail.loading')}</p>;
  if (rows.length === 0) return <p class="quiet">{t('seals.none')}</p>;
  return (
    <ul class="plain seal-list" aria-label={t('seals.heading')}>
      {rows.map((seal) => (
        <li key={seal.sealId}>
          <button
            type="button"
            class="link"
            aria-pressed={openSeal.value?.sealId === seal.sealId}
            onClick={() => void showSeal(seal.sealId)}
          >
            <strong class={`seal-state ${seal.state}`}>{word('seals.state', seal.state)}</strong>{' '}
            <Plates seal={seal} max={3} />
            <time>
              {formatDateTime(seal.fromMs)} – {formatDateTime(seal.toMs)}
            </time>
            {seal.reason}
          </button>
        </li>
      ))}
    </ul>
  );
}

function OneSeal({ seal }: { seal: SealDetail }) {
  const { copy, lifted, later } = seal;
  const section = useRef<HTMLElement>(null);
  // Below the list on a narrow screen.
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [seal.sealId]);
  return (
    <section ref={section} aria-label={t('seals.one')}>
      <h3>
        <span class={`seal-state ${seal.state}`}>{word('seals.state', seal.state)}</span>{' '}
        <Plates seal={seal} />
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
      <p class="quiet">{t('seals.liftHelp')}</p>
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

/** @param max of more the first are shown, and how many there are */
function Plates({ seal: { vehicles }, max = vehicles.length }: { seal: SealView; max?: number }) {
  return (
    <span class="plates">
      {vehicles.slice(0, max).map(({ vehicle, plate, plateColour }) => (
        <PlateBadge key={vehicle} plate={plate} colour={plateColour} />
      ))}
      {vehicles.length > max && <span>{t('seals.more', { count: vehicles.length })}</span>}
    </span>
  );
}
