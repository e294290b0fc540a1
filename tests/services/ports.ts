/** Free ports on loopback, for services that must be told theirs before they start. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Different ports nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, listen));
  const ports = probes.map((probe) => (probe.address() as { port: number }).port);
  await Promise.all(
    probes.map(async (probe) => {
      probe.close();
      await once(probe, 'close');
    }),
  );
  return ports;
}

async function listen(): Promise<Server> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  return probe;
}
