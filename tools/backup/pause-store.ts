/** Asks the running platform to stop its store for a moment; it stays so while the connection is open. */
import { TizhengError } from '#core/errors.ts';
import type { RunFile } from './run-file.ts';

/** Answers the function that lets the store go on. @throws TizhengError PLATFORM_BUSY */
export async function pauseStore({ url, token }: RunFile): Promise<() => Promise<void>> {
  const connection = new AbortController();
  const answer = await fetch(`${url}/pause-store`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: connection.signal,
  }).catch(() => null);
  const reader = answer?.body?.getReader();
  const first = answer?.ok ? await reader?.read().catch(() => null) : null;
  if (first?.value === undefined) {
    connection.abort();
    throw new TizhengError(
      'PLATFORM_BUSY',
      'backup',
      `The platform does not stop its store${answer === null ? '' : ` (answer ${answer.status})`}; is another backup under way?`,
    );
  }
  return async () => {
    connection.abort();
  };
}
