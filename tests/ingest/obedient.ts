/**
 * A terminal that moves between gateways, loses its connection, keeps silent or answers late, as a seed
 * says; it remembers every text it was told, in order, with the repetitions.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { authenticationCode } from '#ingest/authentication.ts';
import type { randomOf } from '../simulation/random.ts';
import { acknowledge } from './command-desk.ts';
import { SECRETS } from './harness.ts';
import { Terminal } from './terminal.ts';

type Random = ReturnType<typeof randomOf>;

/** Chances of what it does about a text. */
export interface Manners {
  silent: number;
  late: number;
  hangsUp: number;
  doubles: number;
}
const LATE_MS_MAX = 60;
const AWAY_MS_MAX = 80;

export class Obedient {
  readonly phone: string;
  /** Every text it was told, as often as it came. */
  readonly heard: string[] = [];
  /** Texts it has acknowledged with success. */
  readonly acknowledged = new Set<string>();
  readonly #random: Random;
  readonly #manners: Manners;
  readonly #ports: () => readonly number[];
  #terminal: Terminal | null = null;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(phone: string, random: Random, manners: Manners, ports: () => readonly number[]) {
    this.phone = phone;
    this.#random = random;
    this.#manners = manners;
    this.#ports = ports;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Behaves from now on: answers everything at once. */
  calm(): void {
    Object.assign(this.#manners, { silent: 0, late: 0, hangsUp: 0, doubles: 0 });
  }

  /** Leaves without a word; it comes back, perhaps elsewhere. */
  move(): void {
    this.#terminal?.socket.destroy();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.move();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const ports = this.#ports();
      const port = ports[this.#random.int(0, ports.length - 1)];
      const terminal =
        port === undefined
          ? null
          : await Terminal.connect(port, this.phone, '2019').catch(() => null);
      if (terminal !== null) {
        this.#terminal = terminal;
        terminal.onFrame = (header, body) => {
          if (header.messageId === 0x8300) this.#hear(terminal, header.serial, body);
        };
        const code = authenticationCode(SECRETS.deviceKey, this.phone, '2019');
        terminal.send(terminal.authentication(code));
        while (!terminal.closed && !this.#stopped) await sleep(3);
        terminal.socket.destroy();
      }
      await sleep(this.#random.int(1, AWAY_MS_MAX));
    }
  }

  #hear(terminal: Terminal, serial: number, body: Uint8Array): void {
    const text = Buffer.from(body.subarray(2)).toString('latin1');
    this.heard.push(text);
    const { silent, late, hangsUp, doubles } = this.#manners;
    const chance = this.#random.next();
    const answer = () => {
      if (terminal.closed) return;
      this.acknowledged.add(text);
      acknowledge(terminal, { serial, messageId: 0x8300 });
      if (this.#random.next() < doubles) acknowledge(terminal, { serial, messageId: 0x8300 });
    };
    if (chance < silent) return;
    if (chance < silent + hangsUp) terminal.socket.destroy();
    else if (chance < silent + hangsUp + late) setTimeout(answer, this.#random.int(1, LATE_MS_MAX));
    else answer();
  }
}
