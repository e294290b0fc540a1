import { useSignal } from '@preact/signals';
import type { RosterVehicle } from '../feed/types.ts';
import { plateIndex } from '../state/duty-room.ts';
import { t, word } from '../state/preferences.ts';
import { findVehicle } from './find-vehicle.ts';
import { SEARCH_FIELD_ID } from './keys.ts';
import { PlateBadge } from './marks.tsx';

export function PlateSearch() {
  const text = useSignal('');
  const chosen = useSignal(0);
  const focused = useSignal(false);
  const results = text.value === '' ? [] : plateIndex.value.search(text.value);
  const open = focused.value && text.value.trim() !== '';

  function pick(vehicle: RosterVehicle | undefined): void {
    if (!vehicle) return;
    text.value = '';
    document.getElementById(SEARCH_FIELD_ID)?.blur();
    findVehicle(vehicle);
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
        id={SEARCH_FIELD_ID}
        type="text"
        // biome-ignore lint/a11y/noRedundantRoles: without a datalist the field is a text box by itself
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={open}
        aria-controls="plate-results"
        aria-activedescendant={open && results.length > 0 ? `plate-${chosen.value}` : undefined}
        placeholder={t('search.placeholder')}
        autocomplete="off"
        list={undefined}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          chosen.value = 0;
        }}
        onFocus={() => (focused.value = true)}
        onBlur={() => (focused.value = false)}
        onKeyDown={key}
      />
      {open && (
        <div id="plate-results" role="listbox" aria-label={t('search.label')} class="results">
          {results.length === 0 && <p class="quiet">{t('search.none')}</p>}
          {results.map((vehicle, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above keeps the focus and takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
            <div
              key={vehicle.handle}
              id={`plate-${i}`}
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
