/** Handle on a `pipelined-fleet.ts` running in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import {
  FLEET_ENTRY,
  type FleetOrder,
  type FleetRequest,
  type FleetState,
} from './pipelined-fleet.ts';

export class FleetProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when every vehicle has authenticated. */
  static async start(order: FleetOrder): Promise<FleetProcess> {
    const fleet = new FleetProcess(fork(FLEET_ENTRY, [JSON.stringify(order)]));
    await fleet.#answer();
    return fleet;
  }

  go(): Promise<FleetState> {
    return this.#ask({ kind: 'go' });
  }

  /** Sends no more; what is in flight will still be answered. */
  pause(): Promise<FleetState> {
    return this.#ask({ kind: 'pause' });
  }

  state(): Promise<FleetState> {
    return this.#ask({ kind: 'state' });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill();
  }

  #ask(request: FleetRequest): Promise<FleetState> {
    const answer = this.#answer();
    this.#child.send(request);
    return answer;
  }

  #answer(): Promise<FleetState> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`The fleet ended with ${code}.`));
      this.#child.once('exit', onExit);
      this.#child.once('message', (state) => {
        this.#child.off('exit', onExit);
        resolve(state as FleetState);
      });
    });
  }
}
