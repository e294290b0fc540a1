/**
 * What vehicle and driver tasks tell of risk. Amounts are to be added, alerts and papers replace what was
 * said of them before; so the order in which the sources are read leaves no trace.
 */
import type { Severity } from '../alert.ts';
import type { SubjectKey } from '../identity.ts';

/** Whose a vehicle was. */
export interface Whose {
  /** Enterprise id or vehicle class; `unknown` where the registry does not say. */
  enterprise: string;
  vehicleClass: string;
}

export type RiskFact =
  /** The registry's newest word; ends of papers are exclusive, null = not known. */
  | ({
      kind: 'vehicle';
      vehicle: SubjectKey;
      isRegistered: boolean;
      licenceToMs: number | null;
      inspectionToMs: number | null;
    } & Whose)
  | { kind: 'driver'; driver: SubjectKey; registryOffset: number; licencesToMs: number[] }
  | {
      kind: 'enterprise';
      enterprise: string;
      registryOffset: number;
      licenceToMs: number | null;
    }
  /** What one vehicle did in a quarter of an hour with one driver: decimetres, milliseconds, records. */
  | ({
      kind: 'driven';
      vehicle: SubjectKey;
      driver: SubjectKey | null;
      /** Beginning of the quarter. */
      fromMs: number;
      wayDm: number;
      drivingMs: number;
      positions: number;
      qualified: number;
    } & Whose)
  /** What vehicles drove on a section in an hour. */
  | { kind: 'way'; section: string; hourMs: number; wayDm: number }
  /** An alert as it stands. */
  | ({
      kind: 'alert';
      alertId: string;
      type: string;
      severity: Severity;
      openedAtMs: number;
      isStanding: boolean;
      vehicle: SubjectKey;
      driver: SubjectKey | null;
      /** null = not known, or the rule is not about a place. */
      section: string | null;
    } & Whose)
  /** A person's work on an alert; the action that lies furthest in `alert-actions.v1` holds. */
  | {
      kind: 'work';
      alertId: string;
      vehicle: SubjectKey;
      openedAtMs: number;
      actionsOffset: number;
      isHandled: boolean;
      /** It was judged a false alarm, or a repeat of another one: nobody answers for it. Absent in records of earlier versions. */
      isDismissed?: boolean;
    };
