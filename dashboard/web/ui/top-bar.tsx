import { formatDateTime, formatNumber } from '../i18n/translate.ts';
import { needs } from '../state/account.ts';
import { dialog, legendShown } from '../state/detail.ts';
import {
  feedState,
  lastMessageMs,
  mapWatched,
  newestFixMs,
  pendingCount,
  secondMs,
  serverNowMs,
  status,
  vehiclesTotal,
} from '../state/duty-room.ts';
import { openInspector } from '../state/inspect.ts';
import { language, t, theme } from '../state/preferences.ts';
import { openSeals } from '../state/seals.ts';
import { PlateSearch } from './plate-search.tsx';

export function TopBar({
  user,
  onSignOut,
}: {
  user: { user: string; role: string };
  onSignOut: () => Promise<void>;
}) {
  const now = status.value;
  return (
    <header class="top-bar">
      <h1>{t('app.title')}</h1>
      <DataLamp />
      <dl class="counts">
        <Count label={t('top.vehicles')} value={now?.vehicles ?? vehiclesTotal.value} />
        <Count label={t('top.moving')} value={now?.moving} />
        <Count label={t('top.silent')} value={now?.silent} />
        <Count label={t('top.alertsOpen')} value={now?.alertsOpen ?? pendingCount.value} strong />
        <Count label={t('top.rate')} value={now?.ingestPerSecond ?? undefined} />
      </dl>
      <PlateSearch />
      <Clock />
      <div class="top-buttons">
        <button
          type="button"
          onClick={() => (legendShown.value = !legendShown.value)}
          aria-pressed={legendShown.value}
        >
          {t('top.legend')}
        </button>
        <button
          type="button"
          aria-label={t('top.languageLabel')}
          onClick={() => {
            language.value = language.value === 'zh' ? 'en' : 'zh';
          }}
        >
          {t('top.language')}
        </button>
        <button
          type="button"
          onClick={() => {
            theme.value = theme.value === 'dark' ? 'light' : 'dark';
          }}
        >
          {t(theme.value === 'dark' ? 'top.themeLight' : 'top.themeDark')}
        </button>
        <button type="button" {...needs('inspect')} onClick={() => openInspector()}>
          {t('top.inspect')}
        </button>
        <button type="button" {...needs('trips.read')} onClick={() => (dialog.value = 'trips')}>
          {t('top.trips')}
        </button>
        <button type="button" {...needs('seals.read')} onClick={() => openSeals([])}>
          {t('top.seals')}
        </button>
        <button type="button" {...needs('risk.read')} onClick={() => (dialog.value = 'risk')}>
          {t('top.risk')}
        </button>
        <button
          type="button"
          {...needs('registry.read')}
          onClick={() => (dialog.value = 'registry')}
        >
          {t('top.registry')}
        </button>
        <button type="button" {...needs('rules.read')} onClick={() => (dialog.value = 'rules')}>
          {t('top.rules')}
        </button>
        <button
          type="button"
          {...needs('deliveries.read', { whole: true })}
          onClick={() => (dialog.value = 'deliveries')}
        >
          {t('top.deliveries')}
        </button>
        <button
          type="button"
          {...needs('people.manage', { whole: true })}
          onClick={() => (dialog.value = 'people')}
        >
          {t('top.people')}
        </button>
        <button type="button" onClick={() => (dialog.value = 'account')}>
          {t('top.account')}
        </button>
        <button type="button" onClick={() => (dialog.value = 'settings')}>
          {t('top.settings')}
        </button>
        <button type="button" onClick={() => (dialog.value = 'help')}>
          {t('top.help')}
        </button>
        <button type="button" onClick={() => void onSignOut()} title={user.user}>
          {t('top.signOut')}
        </button>
      </div>
      <StaleBanner />
    </header>
  );
}

function Count({
  label,
  value,
  strong,
}: {
  label: string;
  value: number | undefined;
  strong?: boolean;
}) {
  return (
    <div class={strong ? 'strong' : ''}>
      <dt>{label}</dt>
      <dd>{value === undefined ? '—' : formatNumber(Math.round(value))}</dd>
    </div>
  );
}

/** Line state by word and shape; the age of the newest fix beside it. */
function DataLamp() {
  secondMs.value;
  const newest = newestFixMs.value;
  const seconds = newest === null ? null : Math.max(0, Math.round((serverNowMs() - newest) / 1000));
  return (
    <p class={`lamp ${feedState.value}`} role="status">
      <span class="lamp-dot" aria-hidden="true" />
      <strong>{t(`feed.${feedState.value}`)}</strong>
      <span class="quiet" aria-hidden="true">
        {!mapWatched.value ? '' : seconds === null ? t('feed.noData') : t('feed.age', { seconds })}
      </span>
    </p>
  );
}

function StaleBanner() {
  if (feedState.value !== 'stale') return null;
  const seconds = Math.max(5, Math.round((secondMs.value - lastMessageMs.value) / 1000));
  return (
    <p class="stale-banner" role="alert">
      {t('feed.staleBanner', { seconds })}
    </p>
  );
}

function Clock() {
  secondMs.value;
  return (
    <p class="clock">
      <span class="for-ears">{t('top.clock')}</span>
      <time>{formatDateTime(serverNowMs())}</time>
      <span class="quiet">UTC+8</span>
    </p>
  );
}
