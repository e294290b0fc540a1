/** Entry of a role's thread: everything it loads is loaded through the compile cache. */
import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiled } from './compile-cache.ts';
import type { RoleName } from './roles.ts';

keepCompiled();
if (parentPort === null) throw new Error('A role runs in a worker thread.');
const { serveRole } = await import('./role-worker.ts');
await serveRole((workerData as { role: RoleName }).role, parentPort);
