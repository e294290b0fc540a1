/** What was given up: why, and buttons to send one again, those of a period, or all of an endpoint. */
import type { Deliveries } from '../../feed/types.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { command } from '../../state/deliveries.ts';
import { dialog } from '../../state/detail.ts';
import { selectAlert } from '../../state/duty-room.ts';
import { t, typeName, word } from '../../state/preferences.ts';
import { answerText } from './answer-text.ts';
import { PeriodForm } from './period-form.tsx';

export function DeadLetters({ shown, maySteer }: { shown: Deliveries; maySteer: boolean }) {
  const { deadLetters, deadTotal } = shown;
  return (
    <section aria-labelledby="dead-letters">
      <h3 id="dead-letters">{t('deliveries.deadHeading', { count: deadTotal })}</h3>
      {deadTotal === 0 && <p class="quiet">{t('deliveries.deadNone')}</p>}
      {deadTotal > deadLetters.length && (
        <p class="quiet">{t('deliveries.deadMore', { count: deadLetters.length })}</p>
      )}
      {deadTotal > 0 && maySteer && <RangeForm shown={shown} />}
      {deadTotal > 0 && (
        <div class="dead-table">
          <table>
            <thead>
              <tr>
                <th>{t('deliveries.givenUp')}</th>
                <th>{t('deliveries.endpoint')}</th>
                <th>{t('deliveries.alert')}</th>
                <th>{t('deliveries.why')}</th>
                <th>{t('deliveries.tries')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {deadLetters.map((letter) => (
                <tr key={`${letter.endpoint}/${letter.webhookId}`}>
                  <td>
                    <time>{formatDateTime(letter.atMs)}</time>
                  </td>
                  <td>{letter.endpoint}</td>
                  <td>
                    <button
                      type="button"
                      class="link"
                      disabled={letter.alertId === ''}
                      onClick={() => {
                        dialog.value = null;
                        selectAlert(letter.alertId);
                      }}
                    >
                      {typeName(letter.alertType)} · {word('deliveries.change', letter.change)}
                    </button>
                  </td>
                  <td>{answerText(letter.reason, letter.status)}</td>
                  <td>{letter.attempts}</td>
                  <td>
                    {letter.state === 'waiting' ? (
                      <span class="quiet">{t('deliveries.again')}</span>
                    ) : (
                      maySteer && (
                        <button
                          type="button"
                          onClick={() =>
                            void command({
                              action: 'redeliver',
                              endpoint: letter.endpoint,
                              webhookIds: [letter.webhookId],
                            })
                          }
                        >
                          {t('deliveries.action.redeliver')}
                        </button>
                      )
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RangeForm({ shown }: { shown: Deliveries }) {
  const endpoints = [...new Set(shown.deadLetters.map(({ endpoint }) => endpoint))];
  return (
    <PeriodForm
      action={t('deliveries.redeliverRange')}
      onAsk={({ fromMs = 0, toMs }, data) =>
        // Without any bound: everything, said openly as "from the beginning".
        void command({
          action: 'redeliver',
          endpoint: String(data.get('endpoint')),
          fromMs,
          ...(toMs === undefined ? {} : { toMs }),
        })
      }
    >
      <label>
        {t('deliveries.endpoint')}
        <select name="endpoint">
          {endpoints.map((endpoint) => (
            <option key={endpoint}>{endpoint}</option>
          ))}
        </select>
      </label>
    </PeriodForm>
  );
}
