/** Endpoints that alerts are sent to, how each stands, and what could not be delivered. */
import { useEffect } from 'preact/hooks';
import { deliveries, deliveriesFault, watchDeliveries } from '../../state/deliveries.ts';
import { t } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { EndpointCard } from './endpoint-card.tsx';

export function DeliveriesDialog({ maySteer }: { maySteer: boolean }) {
  useEffect(watchDeliveries, []);
  const shown = deliveries.value;
  return (
    <Dialog heading={t('deliveries.heading')} wide>
      {deliveriesFault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: deliveriesFault.value })}
        </p>
      )}
      {!shown && deliveriesFault.value === null && <p class="quiet">{t('detail.loading')}</p>}
      {shown && (
        <div class="deliveries">
          {shown.endpoints.length === 0 && <p class="quiet">{t('deliveries.none')}</p>}
          {shown.endpoints.map((endpoint) => (
            <EndpointCard
              key={endpoint.endpoint}
              endpoint={endpoint}
              nowMs={shown.nowMs}
              maySteer={maySteer}
            />
          ))}
          <DeadLetters shown={shown} maySteer={maySteer} />
        </div>
      )}
    </Dialog>
  );
}
