/** The page once signed in: top bar, alert list, map, detail panel. On a phone the list comes first, the map second. */
import { useEffect } from 'preact/hooks';
import type { Me } from '../feed/account-api.ts';
import { isWhole, may } from '../state/account.ts';
import { FORMS, loadAlertLife } from '../state/alert-life.ts';
import { detail, dialog, legendShown, phoneTab, toast } from '../state/detail.ts';
import { selectAlert, selectedAlertId } from '../state/duty-room.ts';
import { t } from '../state/preferences.ts';
import { choice, startVitals } from '../state/vitals.ts';
import { AlertList } from './alert-list.tsx';
import { DeliveriesDialog } from './deliveries/deliveries-dialog.tsx';
import { DetailPanel } from './detail-panel.tsx';
import { EvidenceDialog, HelpDialog, SettingsDialog } from './dialogs.tsx';
import { TileStrip } from './indicators/tile-strip.tsx';
import { listenToKeys } from './keys.ts';
import { lazyPart } from './lazy.tsx';
import { Legend } from './legend.tsx';
import { LiveRegions } from './live-regions.tsx';
import { MapView } from './map-view.tsx';
import { TopBar } from './top-bar.tsx';

const IndicatorPanel = lazyPart(
  async () => (await import('./indicators/indicator-panel.tsx')).IndicatorPanel,
);
const RegistryDialog = lazyPart(
  async () => (await import('./registry/registry-dialog.tsx')).RegistryDialog,
);
const RulesDialog = lazyPart(async () => (await import('./rules/rules-dialog.tsx')).RulesDialog);
const PoliciesDialog = lazyPart(
  async () => (await import('./policies/policies-dialog.tsx')).PoliciesDialog,
);
const PeopleDialog = lazyPart(
  async () => (await import('./people/people-dialog.tsx')).PeopleDialog,
);
const AccountDialog = lazyPart(
  async () => (await import('./people/account-dialog.tsx')).AccountDialog,
);
const TripsDialog = lazyPart(async () => (await import('./trips/trips-dialog.tsx')).TripsDialog);
const RiskDialog = lazyPart(async () => (await import('./risk/risk-dialog.tsx')).RiskDialog);
const TraceDialog = lazyPart(async () => (await import('./trace/trace-dialog.tsx')).TraceDialog);
const SealsDialog = lazyPart(async () => (await import('./seals/seals-dialog.tsx')).SealsDialog);
const ActionForm = lazyPart(async () => (await import('./alerts/action-form.tsx')).ActionForm);
const SendDialog = lazyPart(async () => (await import('./commands/send-dialog.tsx')).SendDialog);
const SensorList = lazyPart(async () => (await import('./sensors/sensor-list.tsx')).SensorList);

const InspectDialog = lazyPart(() =>
  import('./inspect/inspect-dialog.tsx').then(({ InspectDialog: part }) => part),
);

export function DutyRoom({ user, onSignOut }: { user: Me; onSignOut: () => Promise<void> }) {
  useEffect(() => {
    const [, alertId] = /^#alert=([0-9a-f]{32})$/.exec(location.hash) ?? [];
    if (alertId) selectAlert(alertId);
    void loadAlertLife(user.user);
    const stops = [startVitals(), listenToKeys()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const alertOpen = selectedAlertId.value !== null;
  const form = FORMS.find((name) => name === dialog.value);
  const open = alertOpen || choice.value !== null;
  return (
    <div class={`duty-room tab-${phoneTab.value} ${open ? 'with-detail' : ''}`}>
      <TopBar user={user} onSignOut={onSignOut} />
      <nav class="phone-tabs" aria-label={t('app.title')}>
        {(['list', 'map', 'vitals'] as const).map((tab) => (
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
      <TileStrip />
      <div class="panes">
        <AlertList />
        <main class="map-pane">
          <MapView />
          {legendShown.value && <Legend />}
        </main>
        {alertOpen && <DetailPanel />}
        {!alertOpen && choice.value !== null && <IndicatorPanel />}
      </div>
      {form !== undefined && detail.value && <ActionForm row={detail.value} action={form} />}
      {dialog.value === 'help' && <HelpDialog />}
      {dialog.value === 'settings' && <SettingsDialog />}
      {dialog.value === 'evidence' && <EvidenceDialog />}
      {dialog.value === 'inspect' && <InspectDialog />}
      {dialog.value === 'send' && <SendDialog />}
      {dialog.value === 'sensors' && <SensorList />}
      {dialog.value === 'trips' && <TripsDialog mayWrite={may('trips.plan')} />}
      {dialog.value === 'risk' && <RiskDialog />}
      {dialog.value === 'trace' && <TraceDialog />}
      {dialog.value === 'seals' && <SealsDialog />}
      {dialog.value === 'registry' && <RegistryDialog mayWrite={may('registry.write')} />}
      {dialog.value === 'rules' && <RulesDialog mayWrite={may('rules.write') && isWhole()} />}
      {dialog.value === 'policies' && (
        <PoliciesDialog mayWrite={may('policies.write') && isWhole()} />
      )}
      {dialog.value === 'people' && <PeopleDialog />}
      {dialog.value === 'account' && <AccountDialog onSignOut={onSignOut} />}
      {dialog.value === 'deliveries' && (
        <DeliveriesDialog maySteer={may('deliveries.steer') && isWhole()} />
      )}
      <p class={`toast ${toast.value ? `shown ${toast.value.kind}` : ''}`} role="status">
        {toast.value?.text}
      </p>
      <LiveRegions />
    </div>
  );
}
