/** Who changed the entity, when, why, and which fields. */
import type { EntityChange, RegistryItem, RegistryKind } from '../../feed/registry-api.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { language, t, word } from '../../state/preferences.ts';
import { history } from '../../state/registry.ts';
import { shownValue } from './entity-form.tsx';

const VALUE_CHARS_MAX = 120;

export function EntityHistory({ kind }: { kind: RegistryKind }) {
  const changes = history.value;
  if (changes === null) return <p class="quiet">{t('detail.loading')}</p>;
  if (changes.length === 0) return <p class="quiet">{t('registry.noHistory')}</p>;
  return (
    <ol class="registry-history">
      {changes.map((change, at) => (
        <li key={change.version}>
          <p>
            <time>{formatDateTime(change.changedAtMs)}</time> <strong>{change.actor}</strong>{' '}
            <span class="quiet">{word('registry.origin', change.origin)}</span> {change.reason}
          </p>
          <Differences kind={kind} after={change} before={changes[at + 1]} />
        </li>
      ))}
    </ol>
  );
}

function Differences(props: {
  kind: RegistryKind;
  after: EntityChange;
  before: EntityChange | undefined;
}) {
  const { kind, after, before } = props;
  if (after.item === null) return <p>{t('registry.wasRemoved')}</p>;
  if (!before?.item) return <p>{t('registry.wasEntered')}</p>;
  const labels = new Map(kind.fields.map(({ name, label }) => [name, label[language.value]]));
  const fields = fieldsThatDiffer(before.item, after.item);
  return (
    <ul>
      {fields.map((field) => (
        <li key={field}>
          {labels.get(field) ?? field}: <del>{short(field, before.item?.[field])}</del> →{' '}
          <ins>{short(field, after.item?.[field])}</ins>
        </li>
      ))}
    </ul>
  );
}

function fieldsThatDiffer(before: RegistryItem, after: RegistryItem): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

function short(field: string, value: unknown): string {
  const text = shownValue(field, value);
  return text.length > VALUE_CHARS_MAX ? `${text.slice(0, VALUE_CHARS_MAX)}…` : text;
}
