/** Repeats of one vehicle and one type as one row with their number. No DOM. */
import type { AlertRow } from './types.ts';

export interface ListedAlert {
  row: AlertRow;
  /** Alerts it stands for beside itself. */
  behind: readonly AlertRow[];
  /** Shown below the row that stands for it. */
  isPart: boolean;
}

/** Names the group an alert belongs to. */
export function groupOf({ vehicleId, type }: AlertRow): string {
  return `${type} ${vehicleId}`;
}

/**
 * Rows in their order; the first of each group stands for it, the others follow it when it is unfolded.
 * Closed work stands by itself: what was judged is not judged again with others.
 */
export function grouped(rows: readonly AlertRow[], unfolded: ReadonlySet<string>): ListedAlert[] {
  const groups = new Map<string, AlertRow[]>();
  for (const row of rows) {
    const key = row.work === 'closed' ? row.alertId : groupOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const listed: ListedAlert[] = [];
  for (const [key, [first, ...others]] of groups) {
    listed.push({ row: first!, behind: others, isPart: false });
    if (unfolded.has(key)) for (const row of others) listed.push({ row, behind: [], isPart: true });
  }
  return listed;
}
