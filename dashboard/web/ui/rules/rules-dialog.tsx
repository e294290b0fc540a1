/** Rules: the list on the left; on the right what one can be told, the differences before they are saved, its history. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RuleView } from '../../feed/rules-api.ts';
import { showPolicy } from '../../state/loop.ts';
import { language, t, word } from '../../state/preferences.ts';
import {
  chooseRule,
  openRules,
  rule,
  ruleFault,
  ruleName,
  rulePane,
  rules,
  ruleType,
  showRuleHistory,
} from '../../state/rules.ts';
import { Dialog } from '../dialogs.tsx';
import { RuleDifferences } from './rule-differences.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleHistory } from './rule-history.tsx';

export function RulesDialog({ mayWrite }: { mayWrite: boolean }) {
  useEffect(() => {
    void openRules();
  }, []);
  const chosen = rule.value;
  return (
    <Dialog heading={t('rules.heading')} wide>
      {ruleFault.value !== null && (
        <p class="fault" role="alert">
          {ruleFault.value}
        </p>
      )}
      {rules.value === null && ruleFault.value === null && (
        <p class="quiet">{t('detail.loading')}</p>
      )}
      {rules.value !== null && (
        <div class="registry rules">
          <RuleList all={rules.value} />
          <div class="registry-pane">
            {chosen === undefined && <p class="quiet">{t('rules.none')}</p>}
            {chosen !== undefined && <Head chosen={chosen} />}
            {chosen !== undefined && rulePane.value === 'form' && (
              <RuleForm
                key={`${chosen.type}/${chosen.version}`}
                chosen={chosen}
                mayWrite={mayWrite}
              />
            )}
            {chosen !== undefined && rulePane.value === 'differences' && (
              <RuleDifferences chosen={chosen} />
            )}
            {chosen !== undefined && rulePane.value === 'history' && (
              <RuleHistory chosen={chosen} />
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function RuleList({ all }: { all: RuleView[] }) {
  const wanted = useSignal('');
  const text = wanted.value.trim().toLowerCase();
  const shown = all.filter(({ type }) => `${type} ${ruleName(type)}`.toLowerCase().includes(text));
  return (
    <div class="registry-list">
      <p>
        <button type="button" onClick={() => showPolicy(null)}>
          {t('loop.openPolicies')}
        </button>
      </p>
      <div class="registry-tools">
        <label>
          {t('registry.search')}
          <input
            type="search"
            autofocus
            value={wanted.value}
            onInput={(event) => {
              wanted.value = event.currentTarget.value;
            }}
          />
        </label>
      </div>
      <section class="registry-table" aria-label={t('rules.heading')}>
        <table>
          <thead>
            <tr>
              <th>{t('rules.rule')}</th>
              <th>{t('rules.runsFor')}</th>
              <th>{t('rules.told')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <tr key={each.type} class={each.type === ruleType.value ? 'chosen' : ''}>
                <td>
                  <button
                    type="button"
                    class="link"
                    aria-pressed={each.type === ruleType.value}
                    onClick={() => chooseRule(each.type)}
                  >
                    {ruleName(each.type)}
                  </button>{' '}
                  <code class="quiet">{each.type}</code>
                </td>
                <td>{runsFor(each)}</td>
                <td>{each.isChanged ? t('rules.isChanged') : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function runsFor({ classes }: RuleView): string {
  if (classes === null) return '—';
  if (classes.length === 0) return t('rules.off');
  if (classes.length === 5) return t('rules.everyClass');
  return classes.map((each) => word('class', each)).join(language.value === 'zh' ? '、' : ', ');
}

function Head({ chosen }: { chosen: RuleView }) {
  return (
    <>
      <h3>
        {ruleName(chosen.type)} <code class="quiet">{chosen.type}</code>
      </h3>
      <p>{chosen.summary[language.value]}</p>
      <p class="quiet small">
        {chosen.clause} · {t('rules.version', { rule: chosen.ruleVersion, told: chosen.version })}
      </p>
      <div class="registry-tabs">
        <button
          type="button"
          aria-pressed={rulePane.value !== 'history'}
          onClick={() => (rulePane.value = 'form')}
        >
          {t('rules.parameters')}
        </button>
        <button
          type="button"
          aria-pressed={rulePane.value === 'history'}
          onClick={() => void showRuleHistory()}
        >
          {t('registry.history')}
        </button>
      </div>
    </>
  );
}
