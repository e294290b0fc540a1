/**
 * The peer go-jt808 (cuteLittleDevil/go-jt808, MIT), fetched by its registry and built in a cache outside the checkout; none of
 * its code enters the project. What cannot be had says why.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const MODULE = 'github.com/cuteLittleDevil/go-jt808/protocol';
export const PEER_VERSION = 'v1.18.0';
const BUILD_MS_MAX = 300_000;

export interface PeerRound {
  name: string;
  frames: number;
  wanted: number;
  faults: number;
  /** Frames a second, one a round. */
  rates: number[];
}

/** Path of the built program, or the reason why there is none. */
export function buildPeer(): { program: string } | { skipped: string } {
  const dir = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'tizheng-bench',
    'go-jt808',
  );
  mkdirSync(dir, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'go-jt808/main.go'), join(dir, 'main.go'));
  writeFileSync(
    join(dir, 'go.mod'),
    `module peer\n\ngo 1.23.2\n\nrequire ${MODULE} ${PEER_VERSION}\n`,
  );
  const program = join(dir, 'peer');
  const options = { cwd: dir, encoding: 'utf8', timeout: BUILD_MS_MAX } as const;
  for (const args of [
    ['mod', 'tidy'],
    ['build', '-o', program, '.'],
  ]) {
    const { status, error, stderr } = spawnSync('go', args, options);
    if (error !== undefined) return { skipped: `Go is not installed (${error.message})` };
    if (status !== 0)
      return { skipped: `go ${args.join(' ')}: ${stderr.trim().split('\n').at(-1)}` };
  }
  return { program };
}

export function runPeer(
  program: string,
  rounds: number,
  workloads: readonly string[],
): PeerRound[] {
  const printed = execFileSync(program, [String(rounds), ...workloads], { encoding: 'utf8' });
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PeerRound);
}
