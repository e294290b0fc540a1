/** What all engines of the log agree on: names and how errors are made. */
import { type ErrorCode, TizhengError } from '#core/errors.ts';

/** Names become file names: letters, digits, dot, dash, underscore; not starting with a dot. */
export const isName = (name: string): boolean => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/.test(name);

export function logError(code: ErrorCode, message: string, cause?: unknown): TizhengError {
  return new TizhengError(code, 'log', message, cause);
}
