/** Every attempt to deliver to one endpoint in a period, from the store, page by page. */
import { useSignal } from '@preact/signals';
import { ApiFault, api } from '../../feed/api.ts';
import type { AttemptPage } from '../../feed/types.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { t, typeName, word } from '../../state/preferences.ts';
import { answerText } from './answer-text.ts';
import { PeriodForm } from './period-form.tsx';

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
  return (
    <details>
      <summary>{t('deliveries.all')}</summary>
      <PeriodForm
        action={t('deliveries.list')}
        isFromNeeded
        onAsk={({ fromMs, toMs }, data) => {
          const query = new URLSearchParams({ from: String(fromMs), limit: '100' });
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
            <tbody>
              {page.value.attempts.map((attempt) => (
                <tr key={`${attempt.webhookId}-${attempt.attempt}-${attempt.atMs}`}>
                  <td>
                    <time>{formatDateTime(attempt.atMs)}</time>
                  </td>
                  <td>{word('deliveries.outcome', attempt.outcome)}</td>
                  <td>
                    {typeName(attempt.alertType)} · {word('deliveries.change', attempt.change)}
                  </td>
                  <td>{answerText(attempt.reason, attempt.status)}</td>
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
