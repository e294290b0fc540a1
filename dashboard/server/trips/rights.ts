/** Who may do what with trips. */
import { may } from '#core/access.ts';
import type { Session } from '../auth.ts';

export interface TripRights {
  /** Plans, changes, cancels, starts, finishes, verifies. */
  change: boolean;
  /** Approves and sends back. */
  approve: boolean;
  /** Approves although the check failed. */
  override: boolean;
}

export function rightsOf(session: Session | null): TripRights {
  const approve = session !== null && may(session, 'trips.approve');
  return { change: session !== null && may(session, 'trips.plan'), approve, override: approve };
}
