/**
 * Socket to queryable row: the embedded platform as `npm start` runs it, every rule on, loaded over
 * TCP by pipelined senders; from the first frame to the last row that the store has confirmed.
 *
 *   node bench/socket-to-row.bench.ts                 10,000 vehicles, 8 frames in flight each, 15 s
 *   node bench/socket-to-row.bench.ts --seconds 5 --vehicles 2000 --rate 20000
 *   node bench/socket-to-row.bench.ts --cpu-prof      also a .cpuprofile per thread in /tmp/tizheng-profiles
 *
 * The run is void unless sent = acknowledged = observed = stored. The rate counts the whole time
 * until the last row was confirmed, drain included; the generator runs on the same cores.
 *
 * How it can mislead: reports of one vehicle are 1 s of its own time apart and arrive faster than
 * that, while ticks come once a second of real time. More than 60 s ahead of the platform's clock they
 * cost what wrong clocks cost (with 4,000 vehicles after ten seconds: 21 instead of 8 µs a report in
 * the processors), so there are enough vehicles to stay below; loopback has no network; a short run leaves most merges of the store for later.
 */
import { join } from 'node:path';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { givenOptions, socketToRow } from './socket-to-row.ts';

await socketToRow(
  {
    file: 'socket-to-row',
    name: 'socket to queryable row, all rules',
    floor: 60_000,
    goal: 333_000,
    log: {},
    beside: [],
    open: (dataDir) => openEmbeddedLog({ dir: join(dataDir, 'log') }),
  },
  givenOptions(),
);
