/** One endpoint: state by word and colour, what waits, the last answers, and its switches. */
import type { DeliveryEndpoint } from '../../feed/types.ts';
import { formatDateTime, formatNumber, formatTime } from '../../i18n/translate.ts';
import { command } from '../../state/deliveries.ts';
import { age, t, typeName, word } from '../../state/preferences.ts';
import { AllAttempts } from './all-attempts.tsx';
import { answerText } from './answer-text.ts';
import { PeriodForm } from './period-form.tsx';

interface Props {
  endpoint: DeliveryEndpoint;
  nowMs: number;
  maySteer: boolean;
}

export function EndpointCard({ endpoint: each, nowMs, maySteer }: Props) {
  const { endpoint } = each;
  const state = each.isCurrent ? each.state : 'unknown';
  const headingId = `endpoint-${endpoint}`;
  return (
    <section class="endpoint" aria-labelledby={headingId}>
      <header class="line">
        <h3 id={headingId}>{endpoint}</h3>
        <strong class={`endpoint-state ${state}`}>{word('deliveries.state', state)}</strong>
        {each.failingSinceMs !== null && (
          <span class="quiet">
            {t('deliveries.failingSince', { time: formatDateTime(each.failingSinceMs) })}
          </span>
        )}
        {!each.isCurrent && (
          <span class="quiet">{t('deliveries.told', { age: age(nowMs - each.atMs) })}</span>
        )}
      </header>
      <dl class="counts">
        <Count label={t('deliveries.delivered')} value={each.deliveredTotal} />
        <Count label={t('deliveries.waiting')} value={each.waiting} />
        <Count label={t('deliveries.lag')} value={each.lagRecords} />
        <Count label={t('deliveries.dead')} value={each.dead} />
      </dl>
      <p class="quiet">
        {each.lastReason === null || each.lastAtMs === null
          ? t('deliveries.noAnswer')
          : t('deliveries.lastAnswer', {
              answer: answerText(each.lastReason, each.lastStatus),
              age: age(nowMs - each.lastAtMs),
            })}
        {each.heldUntilMs !== null &&
          each.heldUntilMs > nowMs &&
          ` · ${t('deliveries.held', { time: formatTime(each.heldUntilMs) })}`}
        {each.waiting > 0 &&
          each.nextAtMs !== null &&
          ` · ${t('deliveries.next', { time: formatTime(Math.max(nowMs, each.nextAtMs)) })}`}
      </p>
      {maySteer && (
        <p class="buttons">
          <button type="button" onClick={() => void command({ action: 'test', endpoint })}>
            {t('deliveries.action.test')}
          </button>
          {each.state === 'disabled' ? (
            <button type="button" onClick={() => void command({ action: 'enable', endpoint })}>
              {t('deliveries.action.enable')}
            </button>
          ) : (
            <>
              <button
                type="button"
                disabled={each.waiting === 0}
                onClick={() => void command({ action: 'hasten', endpoint })}
              >
                {t('deliveries.action.hasten')}
              </button>
              <button type="button" onClick={() => void command({ action: 'disable', endpoint })}>
                {t('deliveries.action.disable')}
              </button>
            </>
          )}
        </p>
      )}
      {maySteer && (
        <details>
          <summary>{t('deliveries.resendHeading')}</summary>
          <p class="quiet">{t('deliveries.resendHelp')}</p>
          <PeriodForm
            action={t('deliveries.action.resend')}
            isFromNeeded
            onAsk={({ fromMs = 0, toMs }) =>
              void command({
                action: 'resend',
                endpoint,
                fromMs,
                ...(toMs === undefined ? {} : { toMs }),
              })
            }
          />
        </details>
      )}
      {each.attempts.length > 0 && (
        <details>
          <summary>{t('deliveries.attempts')}</summary>
          <div class="speed-table">
            <table>
              <tbody>
                {each.attempts.map((attempt) => (
                  <tr key={`${attempt.webhookId}-${attempt.attempt}`}>
                    <td>
                      <time>{formatTime(attempt.atMs)}</time>
                    </td>
                    <td>{typeName(attempt.alertType)}</td>
                    <td>{word('deliveries.change', attempt.change)}</td>
                    <td>{answerText(attempt.reason, attempt.status)}</td>
                    <td>{t('deliveries.attempt', { number: attempt.attempt })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      <AllAttempts endpoint={endpoint} />
    </section>
  );
}

function Count({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  );
}
