/** An engine opened with other settings than the embedded store's, behind the product's front. */
import type { AddressInfo } from 'node:net';
import { type EngineSettings, openEngine } from '#runtime/store/engine.ts';
import { createFront } from '#runtime/store/front.ts';
import { DEFAULT_STORE_LIMITS } from '#runtime/store/protocol.ts';

interface Start {
  dataDir: string;
  username: string;
  password: string;
  settings: EngineSettings;
}

process.once('message', ({ dataDir, settings, ...user }: Start) => {
  const engine = openEngine(dataDir, DEFAULT_STORE_LIMITS, settings);
  const server = createFront(engine, { ...user, limits: DEFAULT_STORE_LIMITS });
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit(0));
