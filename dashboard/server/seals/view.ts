/** A seal as the page and other callers read it. */
import type { Seal } from '#core/seal.ts';
import type { Sight } from '../access/sight.ts';

export function sealView(seal: Seal, sight: Sight) {
  const { sealId, state, vehicles, fromMs, toMs, actor, reason, atMs, copy, files, lifted } = seal;
  return {
    ...{ sealId, state, fromMs, toMs, actor, reason, atMs, lifted },
    vehicles: vehicles.map((key) => {
      const { handle, vehicleId, plate, plateColour } = sight.vehicle(key);
      return { vehicle: key, handle, vehicleId, plate, plateColour };
    }),
    copy:
      copy === null
        ? null
        : {
            ...{ atMs: copy.atMs, root: copy.root, points: copy.points },
            ...{ framesGone: copy.framesGone, files: files.length, parts: copy.parts.length },
            bytes: copy.parts.reduce((sum, { bytes }) => sum + bytes, 0),
          },
  };
}
export type SealView = ReturnType<typeof sealView>;

/** Of a seal over vehicles of several places only whoever sees all of them learns. */
export const seesSeal = ({ vehicles }: Seal, sight: Sight): boolean =>
  vehicles.every((key) => sight.holdsSubject(key));
