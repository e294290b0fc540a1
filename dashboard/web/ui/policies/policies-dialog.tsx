/** What follows alerts by themselves: the list on the left; on the right one policy, as it is and as it shall be. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PolicyView } from '../../feed/loop-api.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import {
  choosePolicy,
  loadPolicies,
  policies,
  policyFault,
  policyFaults,
  policyName,
  savePolicy,
} from '../../state/loop.ts';
import { t, typeName, word } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';

const nameOf = ({ type, severity }: PolicyView) => `${type}/${severity}`;

export function PoliciesDialog({ mayWrite }: { mayWrite: boolean }) {
  useEffect(() => {
    void loadPolicies();
  }, []);
  const all = policies.value ?? [];
  const chosen = all.find((each) => nameOf(each) === policyName.value);
  return (
    <Dialog heading={t('loop.policies')} wide>
      {policyFault.value !== null && (
        <p class="fault" role="alert">
          {policyFault.value}
        </p>
      )}
      <div class="registry rules">
        <div class="registry-list">
          <section class="registry-table" aria-label={t('loop.policies')}>
            <table>
              <tbody>
                {all.map((each) => (
                  <tr key={nameOf(each)} class={each === chosen ? 'chosen' : ''}>
                    <td>
                      <button
                        type="button"
                        class="link"
                        aria-pressed={each === chosen}
                        onClick={() => choosePolicy(nameOf(each))}
                      >
                        {typeName(each.type)} · {severityWord(each)}
                      </button>
                    </td>
                    <td>{each.version > 0 ? t('loop.changed') : ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
        <div class="registry-pane">
          {chosen === undefined ? (
            <p class="quiet">{t('loop.choose')}</p>
          ) : (
            <PolicyForm
              key={`${nameOf(chosen)}/${chosen.version}`}
              chosen={chosen}
              mayWrite={mayWrite}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function PolicyForm({ chosen, mayWrite }: { chosen: PolicyView; mayWrite: boolean }) {
  const text = useSignal(chosen.policy === null ? '' : JSON.stringify(chosen.policy, null, 2));
  const reason = useSignal('');
  const { changedAtMs, changedBy, version, source } = chosen;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void savePolicy(chosen, text.value, reason.value);
      }}
    >
      <h3>
        {typeName(chosen.type)} <code class="quiet">{nameOf(chosen)}</code>
      </h3>
      <p class="quiet small">
        {t('loop.version', { version })} · {source}
        {changedAtMs !== null && ` · ${changedBy} ${formatDateTime(changedAtMs)}`}
      </p>
      <label>
        {t('loop.json')}
        <textarea
          rows={20}
          spellcheck={false}
          readOnly={!mayWrite}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      {policyFaults.value.length > 0 && (
        <ul class="fault">
          {policyFaults.value.map(({ field, message }) => (
            <li key={field}>
              <code>{field}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <>
          <label>
            {t('loop.why')}
            <input
              required
              minLength={4}
              maxLength={500}
              value={reason.value}
              onInput={(event) => {
                reason.value = event.currentTarget.value;
              }}
            />
          </label>
          <p class="buttons">
            <button type="submit" class="primary">
              {t('loop.save')}
            </button>
          </p>
        </>
      )}
    </form>
  );
}

function severityWord({ severity }: PolicyView): string {
  return severity === 'any' ? t('loop.any') : word('severity', severity);
}
