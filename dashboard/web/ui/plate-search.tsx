import type { RosterVehicle } from '../feed/types.ts';
import { plateIndex } from '../state/duty-room.ts';
import { t } from '../state/preferences.ts';
import { findVehicle } from './find-vehicle.ts';
import { SEARCH_FIELD_ID } from './keys.ts';
import { PlateField } from './plate-field.tsx';

export function PlateSearch() {
  function pick(vehicle: RosterVehicle): void {
    document.getElementById(SEARCH_FIELD_ID)?.blur();
    findVehicle(vehicle);
  }
  const find = (text: string) => plateIndex.value.search(text);
  return <PlateField id={SEARCH_FIELD_ID} label={t('search.label')} find={find} onPick={pick} />;
}
