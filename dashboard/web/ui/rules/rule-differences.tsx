/** What saving would change, looked at once more, with the reason that is kept with it. */
import type { TargetedSubmitEvent } from 'preact';
import type { RuleView } from '../../feed/rules-api.ts';
import { language, t } from '../../state/preferences.ts';
import { differences, rulePane, saveRule } from '../../state/rules.ts';
import { told } from './rule-values.ts';

export function RuleDifferences({ chosen }: { chosen: RuleView }) {
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    void saveRule(String(new FormData(event.currentTarget).get('reason')).trim());
  }
  const changed = Object.fromEntries(differences.value.map(({ field, to }) => [field.name, to]));
  return (
    <form class="registry-form" onSubmit={submit}>
      <h4>{t('rules.differences')}</h4>
      <ul class="rule-differences">
        {differences.value.map(({ field, to }) => (
          <li key={field.name}>
            {field.description[language.value]} <code class="quiet">{field.name}</code>
            <br />
            <del>{told(field, field.value)}</del> → <ins>{told(field, to)}</ins>
          </li>
        ))}
      </ul>
      <p class="quiet">{t('rules.holdsFrom')}</p>
      <details>
        <summary>{t('rules.tryOnPast')}</summary>
        <p class="quiet small">{t('rules.tryOnPastHint')}</p>
        <pre>{JSON.stringify({ [chosen.type]: changed })}</pre>
      </details>
      <div class="registry-save">
        <label>
          {t('rules.reason')}
          <input name="reason" minLength={4} maxLength={500} required autofocus />
        </label>
        <button type="submit" class="primary">
          {t('registry.save')}
        </button>
        <button type="button" onClick={() => (rulePane.value = 'form')}>
          {t('rules.goOn')}
        </button>
      </div>
    </form>
  );
}
