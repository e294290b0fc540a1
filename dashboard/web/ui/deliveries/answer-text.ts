/** What an endpoint answered, in words. */
import { word } from '../../state/preferences.ts';

export function answerText(reason: string, status: number | null): string {
  const text = word('deliveries.reason', reason);
  return status === null ? text : `${text} (HTTP ${status})`;
}
