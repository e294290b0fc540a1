/** What the product is held to, and whom it is compared with, by the result the figure is read from. */

export interface Goal {
  /** Result file, without `.json`. */
  file: string;
  /** Name of the result in it. */
  name: RegExp;
  /** Figure of the result; absent = its rate. */
  figure?: string;
  /** Of that figure; a rate has the result's own unit. */
  unit?: string;
  floor: number;
  goal: number;
  /** Less is better: bytes, milliseconds. */
  isCost?: true;
}

/** The rate by processor time of what is measured, without the generator's. */
export const PER_CORE = 'per core';

export const GOALS: readonly Goal[] = [
  { file: 'jt808-decode', name: /^0x0200 ×5 items: readings$/, floor: 1.5e6, goal: 4e6 },
  {
    file: 'ingest',
    name: /^ingest to durable ack, 10000 /,
    figure: PER_CORE,
    unit: 'frames/s per core',
    floor: 30_000,
    goal: 60_000,
  },
  {
    file: 'ingest',
    name: /^ingest to durable ack, 10000 /,
    figure: 'loadedKbPerConnection',
    unit: 'kB per connection',
    floor: 30,
    goal: 15,
    isCost: true,
  },
  {
    file: 'mixed-fleet',
    name: /misbehaving$/,
    figure: 'p99Share',
    unit: '× the calm p99',
    floor: 1.2,
    goal: 1.2,
    isCost: true,
  },
  {
    file: 'connections',
    name: /^connections held/,
    figure: 'connectionsHeld',
    unit: 'connections',
    floor: 50_000,
    goal: 100_000,
  },
  {
    file: 'mqtt',
    name: /^aedes, .*protobuf$/,
    figure: PER_CORE,
    unit: 'messages/s per core',
    floor: 24_000,
    goal: 24_000,
  },
  { file: 'mqtt', name: /^through Mosquitto/, floor: 35_000, goal: 35_000 },
  {
    file: 'processors',
    name: /^processors from the log/,
    figure: PER_CORE,
    unit: 'reports/s per core',
    floor: 150_000,
    goal: 500_000,
  },
  {
    file: 'geo',
    name: /^fences$/,
    figure: PER_CORE,
    unit: 'points/s per core',
    floor: 300_000,
    goal: 1e6,
  },
  { file: 'replay', name: /^replay of a fleet/, floor: 100_000, goal: 100_000 },
  { file: 'socket-to-row', name: /^socket to queryable row/, floor: 60_000, goal: 333_000 },
  { file: 'socket-to-row-kafka', name: /^socket to queryable row/, floor: 30_000, goal: 100_000 },
  {
    file: 'frame-to-viewer',
    name: /./,
    figure: 'p99Ms',
    unit: 'ms p99',
    floor: 1_000,
    goal: 100,
    isCost: true,
  },
  {
    file: 'restart',
    name: /^restart after kill/,
    figure: 'servesMaxMs',
    unit: 'ms until it serves',
    floor: 10_000,
    goal: 2_000,
    isCost: true,
  },
  { file: 'store', name: /^dw\.positions, merged$/, floor: 16, goal: 8, isCost: true },
  {
    file: 'trace',
    name: /^trace of a day/,
    figure: 'p95Ms',
    unit: 'ms at p95',
    floor: 1_000,
    goal: 1_000,
    isCost: true,
  },
];

/** Results of one file: ours, and the named peer that did the same in the same run. */
export const PEERS: readonly { file: string; name: string; peer: string }[] = [
  { file: 'geo', name: 'along', peer: 'along, turf' },
  { file: 'geo', name: 'fences', peer: 'fences, Tile38' },
  {
    file: 'jt808-messages',
    name: '0x0200 five items, reading',
    peer: '0x0200 five items, peer go-jt808',
  },
  {
    file: 'jt808-messages',
    name: '0x0704 ten points, reading',
    peer: '0x0704 ten points, peer go-jt808',
  },
  {
    file: 'model-codec',
    name: 'reading round trip',
    peer: 'peer: protobufjs generated code, reading round trip',
  },
  {
    file: 'store',
    name: 'client → front → dw.positions, 20 k a batch, fsync, one at a time',
    peer: 'peer: the same as TabSeparated text',
  },
];
