/** What a rule can be told, as a form made from the schemas of its parameters. */
import type { TargetedSubmitEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { RuleField, RuleView } from '../../feed/rules-api.ts';
import { language, t, word } from '../../state/preferences.ts';
import { differences, draft, ruleFaults, rulePane, same, wish } from '../../state/rules.ts';
import { rangeText, shown, valueHint } from './rule-values.ts';

export function RuleForm({ chosen, mayWrite }: { chosen: RuleView; mayWrite: boolean }) {
  const faulty = Object.keys(ruleFaults.value)[0];
  // What does not fit may lie far down.
  useEffect(() => {
    if (faulty !== undefined) document.getElementById(idOf(faulty))?.focus();
  }, [faulty]);
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (differences.value.length > 0) rulePane.value = 'differences';
  }
  return (
    <form class="registry-form" onSubmit={submit}>
      <div class="rule-fields">
        {chosen.fields.map((field) => (
          <Field key={field.name} field={field} chosen={chosen} isFixed={!mayWrite} />
        ))}
      </div>
      {mayWrite ? (
        <div class="registry-save">
          <button type="submit" class="primary" disabled={differences.value.length === 0}>
            {t('rules.compare', { count: differences.value.length })}
          </button>
        </div>
      ) : (
        <p class="quiet">{t('rules.mayNot')}</p>
      )}
    </form>
  );
}

interface FieldProps {
  field: RuleField;
  chosen: RuleView;
  isFixed: boolean;
}

function Field(props: FieldProps) {
  const { field, isFixed } = props;
  const { name, unit, description, source, start } = field;
  const fault = ruleFaults.value[name];
  const now = wished(field);
  const isMoved = !same(now, start) || (source === 'changed' && !Object.hasOwn(draft.value, name));
  const hint = valueHint(field, now);
  return (
    <div class={differs(field) ? 'rule-field differs' : 'rule-field'}>
      <label for={idOf(name)}>
        {description[language.value]} <code class="quiet">{name}</code>
      </label>
      <div class="rule-value">
        <Control {...props} />
        {unit !== null && <span class="quiet">{unit}</span>}
        {hint !== '' && <span class="quiet">= {hint}</span>}
      </div>
      <small class="quiet">
        {[
          rangeText(field.schema),
          t('rules.default', { value: shown(field, field.default) }),
          word('rules.source', source),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
        {!isFixed && isMoved && (
          <>
            {' · '}
            <button type="button" class="link" onClick={() => wish(name, null)}>
              {t('rules.takeBack', { value: shown(field, start) })}
            </button>
          </>
        )}
      </small>
      {fault !== undefined && (
        <small class="fault">
          {word('registry.fault', fault)} {rangeText(field.schema)}
        </small>
      )}
    </div>
  );
}

const idOf = (name: string) => `rule-${name}`;

/** As the form has it: the wish, or what holds. */
function wished({ name, value, start }: RuleField): unknown {
  if (!Object.hasOwn(draft.value, name)) return value;
  return draft.value[name] ?? start;
}

const differs = ({ name }: RuleField) => differences.value.some(({ field }) => field.name === name);

function Control({ field, chosen, isFixed }: FieldProps) {
  const { name, schema } = field;
  const now = wished(field);
  const shared = {
    id: idOf(name),
    name,
    disabled: isFixed,
    'aria-invalid': ruleFaults.value[name] !== undefined,
  };
  if (schema.type === 'boolean' || schema.enum !== undefined) {
    const words = (schema.enum ?? [true, false]).map((each) => [String(each), each] as const);
    return (
      <select
        {...shared}
        value={String(now ?? '')}
        onChange={({ currentTarget: { value } }) =>
          wish(name, words.find(([text]) => text === value)?.[1] ?? null)
        }
      >
        {field.default === null && <option value="">{t('rules.notSet')}</option>}
        {words.map(([text, each]) => (
          <option key={text} value={text}>
            {shown(field, each)}
          </option>
        ))}
      </select>
    );
  }
  const words = schema.items?.enum;
  if (words !== undefined) {
    const ticked = (now ?? chosen.ownClasses ?? []) as (string | number)[];
    return (
      <fieldset id={idOf(name)} class="rule-words" disabled={isFixed}>
        {words.map((each) => (
          <label key={each} class="radio">
            <input
              type="checkbox"
              checked={ticked.includes(each)}
              onChange={({ currentTarget: { checked } }) =>
                wish(
                  name,
                  words.filter((one) => (one === each ? checked : ticked.includes(one))),
                )
              }
            />
            {shown(field, each)}
          </label>
        ))}
      </fieldset>
    );
  }
  const isList = schema.type === 'array';
  const isNumber = (isList ? schema.items?.type : schema.type) !== 'string';
  const asValue = (text: string): unknown =>
    isNumber && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
  return (
    <input
      {...shared}
      inputMode={isNumber && !isList ? 'decimal' : 'text'}
      autocomplete="off"
      spellcheck={false}
      class={isList ? 'broad' : ''}
      value={isList ? (now as unknown[]).join(', ') : String(now ?? '')}
      onChange={({ currentTarget: { value } }) =>
        wish(
          name,
          isList
            ? value
                .split(/[,，;；、\s]+/)
                .filter((each) => each !== '')
                .map(asValue)
            : asValue(value.trim()),
        )
      }
    />
  );
}
