import { useComputed } from '@preact/signals';
import { type AlertFilter, ATTENTIONS, NO_FILTER } from '../feed/alert-book.ts';
import { SEVERITIES, type Severity, WORK_STATES, type WorkState } from '../feed/types.ts';
import { VEHICLE_CLASSES } from '../map/vehicle-store.ts';
import { me } from '../state/alert-life.ts';
import { alertBook, alertsVersion, attentionCounts, filter } from '../state/duty-room.ts';
import { t, typeName, word } from '../state/preferences.ts';

export function AlertFilters() {
  const types = useComputed(() => {
    alertsVersion.value;
    return [...new Set([...alertBook.all()].map((row) => row.type))].sort();
  });
  const assignees = useComputed(() => {
    alertsVersion.value;
    const all = [...alertBook.all()].flatMap(({ assignee }) => assignee ?? []);
    return [...new Set(all)].filter((user) => user !== me.value).sort();
  });
  const active = filter.value !== NO_FILTER;
  return (
    <fieldset class="filters">
      <legend class="for-ears">{t('list.filters')}</legend>
      <Choice
        label={t('filter.severity')}
        all={t('filter.all')}
        values={SEVERITIES.map((value) => [value, word('severity', value)])}
        chosen={filter.value.severities}
        onChange={(value) => narrow({ severities: one(value as Severity) })}
      />
      <Choice
        label={t('filter.class')}
        all={t('filter.all')}
        values={VEHICLE_CLASSES.map((value) => [value, word('class', value)])}
        chosen={filter.value.classes}
        onChange={(value) => narrow({ classes: one(value) })}
      />
      <Choice
        label={t('filter.type')}
        all={t('filter.all')}
        values={types.value.map((value) => [value, typeName(value)])}
        chosen={filter.value.types}
        onChange={(value) => narrow({ types: one(value) })}
      />
      <Choice
        label={t('filter.work')}
        all={t('filter.notClosed')}
        values={WORK_STATES.map((value) => [value, word('work', value)])}
        chosen={filter.value.work}
        onChange={(value) => narrow({ work: one(value as WorkState) })}
      />
      <Choice
        label={t('filter.assignee')}
        all={t('filter.all')}
        values={[
          [MINE, t('filter.mine')],
          [NOBODY, t('filter.nobody')],
          ...assignees.value.map((user): [string, string] => [user, user]),
        ]}
        chosen={named(filter.value.assignees)}
        onChange={(value) => narrow({ assignees: value === '' ? new Set() : named([value]) })}
      />
      <p class="attention">
        {ATTENTIONS.map((attention) => (
          <button
            key={attention}
            type="button"
            class={`chip ${attention} ${attentionCounts.value[attention] > 0 ? 'some' : ''}`}
            aria-pressed={filter.value.attention === attention}
            onClick={() =>
              narrow({ attention: filter.value.attention === attention ? null : attention })
            }
          >
            {word('attention', attention)} {attentionCounts.value[attention]}
          </button>
        ))}
      </p>
      {active && (
        <button type="button" class="link" onClick={() => (filter.value = NO_FILTER)}>
          {t('list.clear')}
        </button>
      )}
    </fieldset>
  );
}

/** Words for an account that no account is called, both ways: whoever is signed in, and nobody. */
const MINE = '(me)';
const NOBODY = '(nobody)';
function named(users: Iterable<string>): ReadonlySet<string> {
  const other = new Map([
    [MINE, me.value],
    [me.value, MINE],
    [NOBODY, ''],
    ['', NOBODY],
  ]);
  return new Set([...users].map((user) => other.get(user) ?? user));
}

function one<T extends string>(value: T): ReadonlySet<T> {
  return value === ('' as T) ? new Set() : new Set([value]);
}

function narrow(change: Partial<AlertFilter>): void {
  const next = { ...filter.value, ...change };
  const sets = [next.severities, next.classes, next.types, next.work, next.assignees];
  const empty = next.attention === null && sets.every((set) => set.size === 0);
  filter.value = empty ? NO_FILTER : next;
}

function Choice(props: {
  label: string;
  all: string;
  values: [value: string, name: string][];
  chosen: ReadonlySet<string>;
  onChange: (value: string) => void;
}) {
  const [chosen = ''] = props.chosen;
  return (
    <label>
      <span>{props.label}</span>
      <select value={chosen} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="">{props.all}</option>
        {props.values.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
