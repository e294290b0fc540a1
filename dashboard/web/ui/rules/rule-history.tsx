/** Who told a rule something else, when, why, and what. */
import type { RuleChange, RuleView } from '../../feed/rules-api.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { t, word } from '../../state/preferences.ts';
import { ruleHistory, same } from '../../state/rules.ts';
import { told } from './rule-values.ts';

export function RuleHistory({ chosen }: { chosen: RuleView }) {
  const changes = ruleHistory.value;
  if (changes === null) return <p class="quiet">{t('detail.loading')}</p>;
  if (changes.length === 0) return <p class="quiet">{t('rules.noHistory')}</p>;
  return (
    <ol class="registry-history">
      {changes.map((change) => (
        <li key={change.version}>
          <p>
            <time>{formatDateTime(change.changedAtMs)}</time> <strong>{change.actor}</strong>{' '}
            <span class="quiet">{word('registry.origin', change.origin)}</span> {change.reason}
          </p>
          <ul>
            {namesIn(change).map((name) => (
              <li key={name}>
                <code>{name}</code>: <del>{shownOf(chosen, name, change.before)}</del> →{' '}
                <ins>{shownOf(chosen, name, change.after)}</ins>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function namesIn({ before, after }: RuleChange): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => !same(before[name], after[name]));
}

/** Where nothing was told, the rule's own value held. */
function shownOf({ fields }: RuleView, name: string, settings: Record<string, unknown>): string {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) return JSON.stringify(settings[name] ?? null);
  return told(field, Object.hasOwn(settings, name) ? settings[name] : field.default);
}
