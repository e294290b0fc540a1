/** Finds a port for a demo: the usual one, or any free one when it is taken. */
import { createServer } from 'node:net';

/** `preferred` when nothing listens there on `host`, else 0 (= any free one). */
export function freePort(host: string, preferred: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(preferred, host, () => probe.close(() => resolve(preferred)));
  });
}
