/** Who may do what with trips. */
import type { Session } from '../auth.ts';

export interface TripRights {
  /** Plans, changes, approves, rejects, cancels, starts, finishes. */
  change: boolean;
  /** Approves although the check failed. */
  override: boolean;
}

export function rightsOf(session: Session | null): TripRights {
  const isAdministrator = session?.role === 'administrator';
  return { change: isAdministrator, override: isAdministrator };
}
