/** The page once signed in: top bar, alert list, map, detail panel. On a phone the list comes first, the map second. */
import { useEffect } from 'preact/hooks';
import { detail, dialog, legendShown, phoneTab, toast } from '../state/detail.ts';
import { selectAlert, selectedAlertId } from '../state/duty-room.ts';
import { t } from '../state/preferences.ts';
import { AlertList } from './alert-list.tsx';
import { DetailPanel } from './detail-panel.tsx';
import {
  CloseDialog,
  CommentDialog,
  EvidenceDialog,
  HelpDialog,
  SettingsDialog,
} from './dialogs.tsx';
import { listenToKeys } from './keys.ts';
import { Legend } from './legend.tsx';
import { LiveRegions } from './live-regions.tsx';
import { MapView } from './map-view.tsx';
import { TopBar } from './top-bar.tsx';

export function DutyRoom({
  user,
  onSignOut,
}: {
  user: { user: string; role: string };
  onSignOut: () => Promise<void>;
}) {
  useEffect(() => {
    const [, alertId] = /^#alert=([0-9a-f]{32})$/.exec(location.hash) ?? [];
    if (alertId) selectAlert(alertId);
    return listenToKeys();
  }, []);
  const open = selectedAlertId.value !== null;
  return (
    <div class={`duty-room tab-${phoneTab.value} ${open ? 'with-detail' : ''}`}>
      <TopBar user={user} onSignOut={onSignOut} />
      <nav class="phone-tabs" aria-label={t('app.title')}>
        {(['list', 'map'] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={phoneTab.value === tab}
            onClick={() => {
              phoneTab.value = tab;
            }}
          >
            {t(`tab.${tab}`)}
          </button>
        ))}
      </nav>
      <div class="panes">
        <AlertList />
        <main class="map-pane">
          <MapView />
          {legendShown.value && <Legend />}
        </main>
        {open && <DetailPanel />}
      </div>
      {dialog.value === 'close' && detail.value && <CloseDialog row={detail.value} />}
      {dialog.value === 'comment' && detail.value && <CommentDialog row={detail.value} />}
      {dialog.value === 'help' && <HelpDialog />}
      {dialog.value === 'settings' && <SettingsDialog />}
      {dialog.value === 'evidence' && <EvidenceDialog />}
      <p class={`toast ${toast.value ? `shown ${toast.value.kind}` : ''}`} role="status">
        {toast.value?.text}
      </p>
      <LiveRegions />
    </div>
  );
}
