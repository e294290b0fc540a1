/** Builds the page when it is missing or older than its sources. Runs offline; `node dashboard/web/build.ts` prints the sizes. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
/** Besides the page's own folder: the wire format, and the lock file that pins its libraries. */
const SOURCES = [here, join(here, '../../proto'), join(here, '../../package-lock.json')];
const SKIPPED = new Set(['dist', 'node_modules']);
/** Script the browser loads before the page can be used, gzip. */
export const FIRST_LOAD_GZIP_BYTES_MAX = 120_000;

export interface WebBuildSizes {
  /** Entry script and what it imports statically. */
  firstLoadGzipBytes: number;
  totalGzipBytes: number;
}

/** Path of the finished bundle. */
export async function ensureWebBuild(): Promise<string> {
  const page = join(dist, 'index.html');
  if (existsSync(page) && statSync(page).mtimeMs >= newestMs(SOURCES)) return dist;
  return buildWeb();
}

export async function buildWeb(): Promise<string> {
  // Vite takes half a second to load; a finished bundle never needs it.
  const { build } = await import('vite');
  const scratch = join(here, 'dist', `.building-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  await build({
    configFile: join(here, 'vite.config.ts'),
    build: { outDir: scratch, emptyOutDir: true },
  });
  // Two processes may build at once: each finishes in its own folder, index.html moves last.
  mkdirSync(join(dist, 'assets'), { recursive: true });
  for (const name of readdirSync(join(scratch, 'assets'))) {
    renameSync(join(scratch, 'assets', name), join(dist, 'assets', name));
  }
  renameSync(join(scratch, 'index.html'), join(dist, 'index.html'));
  const kept = referenced(dist);
  for (const name of readdirSync(join(dist, 'assets'))) {
    if (!kept.has(name)) rmSync(join(dist, 'assets', name));
  }
  rmSync(scratch, { recursive: true, force: true });
  return dist;
}

/** Sizes of a finished bundle. */
export function webBuildSizes(path: string): WebBuildSizes {
  const first = new Set<string>();
  const html = readFileSync(join(path, 'index.html'), 'utf8');
  for (const [, name] of html.matchAll(/assets\/([\w.-]+\.js)/g)) first.add(name!);
  for (const name of first) {
    for (const imported of staticImports(readFileSync(join(path, 'assets', name), 'utf8'))) {
      first.add(imported);
    }
  }
  let firstLoadGzipBytes = 0;
  let totalGzipBytes = 0;
  for (const name of readdirSync(join(path, 'assets'))) {
    if (!name.endsWith('.js')) continue;
    const bytes = gzipSync(readFileSync(join(path, 'assets', name)), { level: 9 }).length;
    totalGzipBytes += bytes;
    if (first.has(name)) firstLoadGzipBytes += bytes;
  }
  return { firstLoadGzipBytes, totalGzipBytes };
}

function staticImports(script: string): string[] {
  return [...script.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(
    ([, name]) => name!,
  );
}

/** Assets that the page or one of its assets names. */
function referenced(path: string): Set<string> {
  const names = readdirSync(join(path, 'assets'));
  const found = new Set<string>();
  const queue = [readFileSync(join(path, 'index.html'), 'utf8')];
  for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
    for (const name of names) {
      if (found.has(name) || !text.includes(name)) continue;
      found.add(name);
      if (/\.(js|css)$/.test(name)) queue.push(readFileSync(join(path, 'assets', name), 'utf8'));
    }
  }
  return found;
}

function newestMs(paths: string[]): number {
  let newest = 0;
  for (const path of paths) {
    const stat = statSync(path);
    if (!stat.isDirectory()) newest = Math.max(newest, stat.mtimeMs);
    else {
      const children = readdirSync(path).filter((name) => !SKIPPED.has(name));
      newest = Math.max(newest, newestMs(children.map((name) => join(path, name))));
    }
  }
  return newest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedMs = performance.now();
  const { firstLoadGzipBytes, totalGzipBytes } = webBuildSizes(await buildWeb());
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.error(
    `dashboard/web built in ${seconds} s: first load ${(firstLoadGzipBytes / 1000).toFixed(1)} kB gzip of ${FIRST_LOAD_GZIP_BYTES_MAX / 1000} kB allowed, all script ${(totalGzipBytes / 1000).toFixed(1)} kB`,
  );
}
