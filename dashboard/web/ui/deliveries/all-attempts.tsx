/** Every attempt to deliver to one endpoint in a period, from the store, page by page. */
import { useSignal } from '@preact/signals';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { ApiFault, api } from '../../feed/api.ts';
import type { AttemptPage } from '../../feed/types.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { dialog } from '../../state/detail.ts';
import { selectAlert, serverNowMs } from '../../state/duty-room.ts';
import { t, typeName, word } from '../../state/preferences.ts';
import { answerText } from './answer-text.ts';
import { PeriodForm } from './period-form.tsx';

/** What is listed when the list is opened. */
const FIRST_MS = HOUR_MS;
const LIMIT = '100';
const OUTCOMES = ['delivered', 'failed', 'dead'] as const;

export function AllAttempts({ endpoint }: { endpoint: string }) {
  const wish = useSignal('');
  const page = useSignal<AttemptPage | null>(null);
  const fault = useSignal<string | null>(null);
  async function ask(before: string | null): Promise<void> {
    fault.value = null;
    try {
      const asked = before === null ? wish.value : `${wish.value}&before=${before}`;
      const { next, attempts } = await api.attempts(endpoint, asked);
      const shown = before === null ? [] : (page.value?.attempts ?? []);
      page.value = { next, attempts: [...shown, ...attempts] };
    } catch (error) {
      fault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
    }
  }
  const startMs = useSignal(serverNowMs() - FIRST_MS);
  function open(isOpen: boolean): void {
    if (!isOpen || wish.value !== '') return;
    wish.value = `from=${Math.floor(startMs.value / MINUTE_MS) * MINUTE_MS}&limit=${LIMIT}`;
    void ask(null);
  }
  return (
    <details onToggle={({ currentTarget }) => open(currentTarget.open)}>
      <summary>{t('deliveries.all')}</summary>
      <PeriodForm
        action={t('deliveries.list')}
        isFromNeeded
        initial={{ fromMs: startMs.value }}
        onAsk={({ fromMs, toMs }, data) => {
          const query = new URLSearchParams({ from: String(fromMs), limit: LIMIT });
          if (toMs !== undefined) query.set('to', String(toMs));
          for (const name of ['outcome', 'alert']) {
            const value = String(data.get(name)).trim();
            if (value !== '') query.set(name, value);
          }
          wish.value = String(query);
          void ask(null);
        }}
      >
        <label>
          {t('deliveries.outcome')}
          <select name="outcome">
            <option value="">{t('filter.all')}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {word('deliveries.outcome', outcome)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('deliveries.alertId')}
          <input name="alert" pattern="[0-9a-f]{32}" size={34} />
        </label>
      </PeriodForm>
      {fault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: fault.value })}
        </p>
      )}
      {page.value !== null && (
        <div class="dead-table">
          {page.value.attempts.length === 0 && <p class="quiet">{t('deliveries.allNone')}</p>}
          <table>
            <thead>
              <tr>
                <th>{t('deliveries.sentAt')}</th>
                <th>{t('deliveries.alert')}</th>
                <th>{t('deliveries.outcome')}</th>
                <th>{t('deliveries.tries')}</th>
              </tr>
            </thead>
            <tbody>
              {page.value.attempts.map((attempt) => (
                <tr key={`${attempt.webhookId}-${attempt.attempt}-${attempt.atMs}`}>
                  <td>
                    <time>{formatDateTime(attempt.atMs)}</time>
                  </td>
                  <td>
                    <button
                      type="button"
                      class="link"
                      disabled={attempt.alertId === ''}
                      onClick={() => {
                        dialog.value = null;
                        selectAlert(attempt.alertId);
                      }}
                    >
                      {typeName(attempt.alertType)} · {word('deliveries.change', attempt.change)}
                    </button>
                  </td>
                  <td class={attempt.outcome === 'delivered' ? '' : 'fault'}>
                    {outcomeText(attempt)}
                  </td>
                  <td>{t('deliveries.attempt', { number: attempt.attempt })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {page.value.next !== null && (
            <button type="button" onClick={() => void ask(page.value?.next ?? null)}>
              {t('deliveries.more')}
            </button>
          )}
        </div>
      )}
    </details>
  );
}

/** What was taken is said once; what was not, with the reason. */
function outcomeText({ outcome, reason, status }: AttemptPage['attempts'][number]): string {
  const said = word('deliveries.outcome', outcome);
  if (outcome !== 'delivered') return `${said} · ${answerText(reason, status)}`;
  return status === null ? said : `${said} (HTTP ${status})`;
}
