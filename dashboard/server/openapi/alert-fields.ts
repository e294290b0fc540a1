/** What every answer says of an alert alike, whichever list it stands in. */
import { Type } from 'typebox';
import { orNull } from './operation.ts';

export const episode = Type.Enum(['open', 'closed', 'withdrawn']);
export const work = Type.Enum(['new', 'acknowledged', 'in-handling', 'closed']);

/** What happened, when, where, and by how much. */
export const alertFields = {
  alertId: Type.String(),
  type: Type.String(),
  severity: Type.Enum(['critical', 'major', 'minor', 'info']),
  openedAtMs: Type.Integer(),
  raisedAtMs: Type.Integer(),
  closedAtMs: orNull(Type.Number()),
  measured: orNull(Type.Number()),
  limit: orNull(Type.Number()),
  unit: Type.String(),
  latitudeDeg: orNull(Type.Number()),
  longitudeDeg: orNull(Type.Number()),
  explanation: Type.Object({ zh: Type.String(), en: Type.String() }),
};
