/** One entity as a form made from the fields that the server names. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { FieldView, RegistryItem, RegistryKind } from '../../feed/registry-api.ts';
import { language, t, word } from '../../state/preferences.ts';
import { chosen, faults, registryFault, remove, save } from '../../state/registry.ts';

export function EntityForm({ kind, mayWrite }: { kind: RegistryKind; mayWrite: boolean }) {
  const entity = chosen.value;
  const [isRemoving, setRemoving] = useState(false);
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const reason = String(data.get('reason:') ?? '').trim();
    if (isRemoving) {
      void remove(reason);
      return;
    }
    try {
      void save(itemOf(kind, data, entity?.item ?? {}), reason);
    } catch (error) {
      faults.value = { [(error as BadJson).field]: 'unreadable' };
      registryFault.value = t('registry.faulty');
    }
  }
  return (
    <form class="registry-form" onSubmit={submit}>
      <div class="registry-fields">
        {kind.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            path={field.name}
            value={entity?.item[field.name]}
            isFixed={!mayWrite || (entity !== null && field.name === kind.id)}
          />
        ))}
      </div>
      {mayWrite && (
        <div class="registry-save">
          <label>
            {t('registry.reason')}
            <input name="reason:" maxLength={500} />
          </label>
          {isRemoving ? (
            <>
              <button type="submit" class="danger">
                {t('registry.removeSurely')}
              </button>
              <button type="button" onClick={() => setRemoving(false)}>
                {t('registry.keep')}
              </button>
            </>
          ) : (
            <>
              <button type="submit" class="primary">
                {t('registry.save')}
              </button>
              {entity !== null && (
                <button type="button" onClick={() => setRemoving(true)}>
                  {t('registry.remove')}
                </button>
              )}
            </>
          )}
        </div>
      )}
    </form>
  );
}

interface FieldProps {
  field: FieldView;
  /** Name in the form. */
  path: string;
  value: unknown;
  isFixed: boolean;
}

function Field(props: FieldProps) {
  const { field, path } = props;
  const { type, label, isRequired } = field;
  const fault = faults.value[path];
  const isBroad = type === 'json' || type === 'rows';
  return (
    <div class={isBroad ? 'registry-field broad' : 'registry-field'}>
      <label for={idOf(path)}>
        {label[language.value]}
        {isRequired && <abbr title={t('registry.required')}> *</abbr>}
      </label>
      {type === 'rows' ? <Rows {...props} /> : <Control {...props} />}
      {fault !== undefined && <small class="fault">{word('registry.fault', fault)}</small>}
    </div>
  );
}

const idOf = (path: string) => `registry-${path}`;

/** A list of small objects: one line each, and one more for a new one. */
function Rows({ field, path, value, isFixed }: FieldProps) {
  const given = (value ?? []) as RegistryItem[];
  const [count, setCount] = useState(given.length);
  return (
    <div class="registry-rows" id={idOf(path)}>
      {Array.from({ length: count }, (_, at) => (
        <div key={`${path}.${String(at)}`} class="registry-fields">
          {field.fields?.map((cell) => (
            <Field
              key={cell.name}
              field={cell}
              path={`${path}.${at}.${cell.name}`}
              value={given[at]?.[cell.name]}
              isFixed={isFixed}
            />
          ))}
        </div>
      ))}
      {!isFixed && (
        <button type="button" onClick={() => setCount(count + 1)}>
          {t('registry.addRow')}
        </button>
      )}
    </div>
  );
}

function Control({ field, path, value, isFixed }: FieldProps) {
  const { name, type, description } = field;
  const shared = {
    name: path,
    id: idOf(path),
    disabled: isFixed,
    'aria-invalid': faults.value[path] !== undefined,
    ...(description === undefined ? {} : { title: description }),
  };
  const text = value === undefined ? '' : String(value);
  if (type === 'json' || type === 'choices')
    return (
      <textarea
        {...shared}
        rows={type === 'json' ? 4 : 1}
        spellcheck={false}
        placeholder={type === 'choices' ? field.choices?.join(', ') : 'JSON'}
        defaultValue={jsonText(type, value)}
      />
    );
  if (type !== 'choice' && type !== 'boolean')
    return <TextInput shared={shared} type={type} text={text} />;
  const choices = (field.choices ?? ['true', 'false']).map(String);
  // What another version chose stays in the list.
  const all = text === '' || choices.includes(text) ? choices : [...choices, text];
  return (
    <select {...shared} defaultValue={text}>
      <option value="">—</option>
      {all.map((choice) => (
        <option key={choice} value={choice} selected={choice === text}>
          {shownValue(name, choice)}
        </option>
      ))}
    </select>
  );
}

function TextInput(props: { shared: object; type: FieldView['type']; text: string }) {
  const { shared, type, text } = props;
  if (type === 'day') return <input {...shared} type="date" defaultValue={text} />;
  const isNumber = type === 'number' || type === 'integer';
  return (
    <input
      {...shared}
      inputMode={isNumber ? 'decimal' : 'text'}
      placeholder={type === 'instant' ? '2026-11-21T08:00:00+08:00' : ''}
      autocomplete="off"
      defaultValue={text}
    />
  );
}

/** A value as lists show it; words of closed lists by their names. */
export function shownValue(field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (field === 'class') return word('class', String(value));
  if (field === 'plateColour') return word('registry.colour', String(value));
  if (typeof value === 'boolean') return t(value ? 'registry.yes' : 'registry.no');
  if (value === 'true' || value === 'false')
    return t(value === 'true' ? 'registry.yes' : 'registry.no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

class BadJson extends Error {
  readonly field: string;
  constructor(field: string) {
    super(field);
    this.field = field;
  }
}

/** What the form says; fields it does not show stay as they are. Throws BadJson. */
function itemOf(kind: RegistryKind, data: FormData, before: RegistryItem): RegistryItem {
  const item = readFields(kind.fields, data, { prefix: '', before });
  const { plate, plateColour } = item;
  if (kind.kind === 'vehicle' && !item.vehicleId && plate && plateColour)
    item.vehicleId = `${String(plate)}-${String(plateColour)}`;
  return item;
}

function readFields(
  fields: readonly FieldView[],
  data: FormData,
  { prefix, before }: { prefix: string; before: RegistryItem },
): RegistryItem {
  const item: RegistryItem = { ...before };
  for (const field of fields) {
    const { name, type, isRequired } = field;
    const path = `${prefix}${name}`;
    if (type === 'rows') {
      const rows = readRows(field, data, { path, before: item[name] });
      if (rows === null) continue;
      if (rows.length > 0 || isRequired) item[name] = rows;
      else delete item[name];
      continue;
    }
    // Controls that are switched off say nothing.
    if (!data.has(path)) continue;
    const text = String(data.get(path)).trim();
    if (text !== '') item[name] = valueOfText(path, field, text);
    else if (isRequired && type === 'text') item[name] = '';
    else delete item[name];
  }
  return item;
}

/** Rows in which something stands; null = the form shows none. */
function readRows(
  { fields = [] }: FieldView,
  data: FormData,
  { path, before }: { path: string; before: unknown },
): RegistryItem[] | null {
  const numbers = [...data.keys()]
    .filter((key) => key.startsWith(`${path}.`))
    .map((key) => Number(key.slice(path.length + 1).split('.')[0]));
  if (numbers.length === 0) return null;
  const given = (before ?? []) as RegistryItem[];
  return [...new Set(numbers)]
    .map((at) => {
      const cells = { prefix: `${path}.${at}.`, before: given[at] ?? {} };
      return readFields(fields, data, cells);
    })
    .filter((row) => Object.values(row).some((value) => value !== ''));
}

function valueOfText(path: string, { type, choices }: FieldView, text: string): unknown {
  const asNumber = Number(text);
  const isNumeric = type === 'number' || type === 'integer' || typeof choices?.[0] === 'number';
  if (isNumeric) return Number.isNaN(asNumber) ? text : asNumber;
  switch (type) {
    case 'boolean':
      return text === 'true';
    case 'choices':
      return text.split(/[,，;；、\s]+/).filter((each) => each !== '');
    case 'json':
      try {
        return JSON.parse(text);
      } catch {
        throw new BadJson(path);
      }
    default:
      return text;
  }
}

function jsonText(type: 'json' | 'choices', value: unknown): string {
  if (value === undefined) return '';
  return type === 'choices' ? (value as unknown[]).join(', ') : JSON.stringify(value, null, 1);
}
