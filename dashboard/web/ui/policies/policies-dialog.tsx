/** What follows alerts by themselves: the list on the left; on the right one policy, as it is and as it shall be. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PolicyView } from '../../feed/loop-api.ts';
import { ALERT_TYPE_NAMES } from '../../i18n/alert-types.ts';
import {
  beginPolicy,
  choosePolicy,
  loadPolicies,
  newPolicy,
  policies,
  policyFault,
  policyName,
} from '../../state/loop.ts';
import { t, typeName, word } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';
import { PolicyForm } from './policy-form.tsx';

const SEVERITIES = ['any', 'critical', 'major', 'minor', 'info'] as const;
const nameOf = ({ type, severity }: PolicyView) => `${type}/${severity}`;

export function PoliciesDialog({ mayWrite }: { mayWrite: boolean }) {
  useEffect(() => {
    void loadPolicies();
  }, []);
  const all = policies.value ?? [];
  const chosen = all.find((each) => nameOf(each) === policyName.value) ?? newPolicy.value;
  return (
    <Dialog heading={t('loop.policies')} wide>
      {policyFault.value !== null && (
        <p class="fault" role="alert">
          {policyFault.value}
        </p>
      )}
      <div class="registry rules">
        <div class="registry-list">
          {mayWrite && <NewPolicy />}
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
          {chosen === null ? (
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

/** A policy for what has none yet. */
function NewPolicy() {
  const type = useSignal('');
  const severity = useSignal('any');
  const known = (policies.value ?? []).find(
    (each) => each.type === type.value && each.severity === severity.value,
  );
  return (
    <form
      class="range"
      onSubmit={(event) => {
        event.preventDefault();
        if (known === undefined) beginPolicy(type.value, severity.value);
        else choosePolicy(nameOf(known));
      }}
    >
      <label>
        {t('loop.newType')}
        <select
          required
          value={type.value}
          onChange={({ currentTarget: { value } }) => {
            type.value = value;
          }}
        >
          <option value="">{t('loop.newChoose')}</option>
          {Object.keys(ALERT_TYPE_NAMES)
            .sort()
            .map((each) => (
              <option key={each} value={each}>
                {typeName(each)}
              </option>
            ))}
        </select>
      </label>
      <label>
        {t('loop.newSeverity')}
        <select
          value={severity.value}
          onChange={({ currentTarget: { value } }) => {
            severity.value = value;
          }}
        >
          {SEVERITIES.map((each) => (
            <option key={each} value={each}>
              {severityWord({ severity: each })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t(known === undefined ? 'loop.new' : 'loop.open')}</button>
    </form>
  );
}

function severityWord({ severity }: Pick<PolicyView, 'severity'>): string {
  return severity === 'any' ? t('loop.any') : word('severity', severity);
}
