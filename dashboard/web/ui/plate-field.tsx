/** A field that finds a vehicle by part of its plate. */
import { useSignal } from '@preact/signals';
import type { RosterVehicle } from '../feed/types.ts';
import { t, word } from '../state/preferences.ts';
import { PlateBadge } from './marks.tsx';

type Shown = Pick<RosterVehicle, 'vehicleId' | 'plate' | 'plateColour' | 'class'>;
interface Props<V extends Shown> {
  /** Of the field; the list under it takes its own from it. */
  id: string;
  label: string;
  /** Best first; asked again when a signal it reads changes. */
  find(text: string): readonly V[];
  onText?(text: string): void;
  onPick(vehicle: V): void;
}

export function PlateField<V extends Shown>({ id, label, find, onText, onPick }: Props<V>) {
  const text = useSignal('');
  const chosen = useSignal(0);
  const focused = useSignal(false);
  const results = text.value === '' ? [] : find(text.value);
  const open = focused.value && text.value.trim() !== '';

  function pick(vehicle: V | undefined): void {
    if (!vehicle) return;
    text.value = '';
    onPick(vehicle);
  }

  function key(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      chosen.value = Math.max(0, Math.min(results.length - 1, chosen.value + step));
    } else if (event.key === 'Enter') {
      pick(results[chosen.value]);
    } else if (event.key === 'Escape') {
      text.value = '';
      (event.target as HTMLElement).blur();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }

  return (
    <search class="plate-search">
      <input
        id={id}
        type="text"
        // biome-ignore lint/a11y/noRedundantRoles: without a datalist the field is a text box by itself
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${id}-results`}
        aria-activedescendant={open && results.length > 0 ? `${id}-${chosen.value}` : undefined}
        placeholder={t('search.placeholder')}
        autocomplete="off"
        list={undefined}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          chosen.value = 0;
          onText?.(text.value);
        }}
        onFocus={() => (focused.value = true)}
        onBlur={() => (focused.value = false)}
        onKeyDown={key}
      />
      {open && (
        <div id={`${id}-results`} role="listbox" aria-label={label} class="results">
          {results.length === 0 && <p class="quiet">{t('search.none')}</p>}
          {results.map((vehicle, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above keeps the focus and takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
            <div
              key={vehicle.vehicleId}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === chosen.value}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(vehicle)}
            >
              <PlateBadge plate={vehicle.plate} colour={vehicle.plateColour} />
              <span class="quiet">{word('class', vehicle.class)}</span>
            </div>
          ))}
        </div>
      )}
    </search>
  );
}
