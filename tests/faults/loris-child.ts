/** Child process: sockets that give a byte a second. Arguments: port, how many, addresses' prefix, per address. Prints how long each lived. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '#tests/say.ts';

const [port, count, prefix, perAddress] = process.argv.slice(2) as [string, string, string, string];
const BYTE_EVERY_MS = 1_000;
let closed = 0;
for (let n = 0; n < Number(count); n++) {
  const localAddress = `${prefix}${1 + Math.floor(n / Number(perAddress))}`;
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress });
  const openedMs = performance.now();
  // A flag, and then the content of a frame that never ends.
  socket.on('connect', () => socket.write('~'));
  const drip = setInterval(() => socket.write('1'), BYTE_EVERY_MS);
  socket.on('error', () => {});
  socket.on('close', () => {
    clearInterval(drip);
    say(`closed ${Math.round(performance.now() - openedMs)}`);
    if (++closed === Number(count)) say('all');
  });
  if (n % 50 === 49) await sleep(30);
}
say('open');
