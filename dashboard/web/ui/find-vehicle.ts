/** Chooses a vehicle and centres the map on it, wherever it is. */
import { phoneTab, say } from '../state/detail.ts';
import { selectVehicle } from '../state/duty-room.ts';
import { t } from '../state/preferences.ts';
import { showVehicle } from './map-view.tsx';

/** A vehicle outside the view is asked for by `follow`; its position comes with the next frame. */
const FIRST_FIX_MS = 1_500;

export function findVehicle({ handle, plate }: { handle: number; plate: string }): void {
  phoneTab.value = 'map';
  selectVehicle(handle);
  if (showVehicle(handle)) return;
  const startedMs = Date.now();
  const again = setInterval(() => {
    if (showVehicle(handle)) clearInterval(again);
    else if (Date.now() - startedMs > FIRST_FIX_MS) {
      clearInterval(again);
      say(t('search.noFix', { plate }), 'bad');
    }
  }, 100);
}
