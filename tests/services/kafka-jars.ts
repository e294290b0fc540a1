/**
 * Apache Kafka from Maven Central, fetched once into a cache outside the checkout:
 * `TIZHENG_KAFKA_CACHE`, by default ~/.cache/tizheng. Suites that start at once wait for one fetch.
 */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const VERSION = '4.2.1';
const CACHE = process.env.TIZHENG_KAFKA_CACHE ?? join(homedir(), '.cache', 'tizheng');
const DIR = join(CACHE, `kafka-${VERSION}`);
const FETCH_MS_MAX = 300_000;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tizheng</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** Directory of the jars, or the sentence that says why there is none. */
export async function kafkaJars(): Promise<{ dir: string } | { skipped: string }> {
  const java = await run('java', ['-version']).catch(() => null);
  const major = Number(/version "(\d+)/.exec(java?.stderr ?? '')?.[1] ?? 0);
  if (major < 17)
    return { skipped: 'Java 17 is not installed (Debian package openjdk-17-jre-headless).' };
  if (existsSync(DIR)) return { dir: DIR };
  if ((await run('mvn', ['-v']).catch(() => null)) === null)
    return {
      skipped:
        'Apache Kafka is not in the cache and Maven is not installed (Debian package maven).',
    };
  mkdirSync(CACHE, { recursive: true });
  const lock = await acquire(`${DIR}.lock`);
  try {
    if (!existsSync(DIR)) await fetchJars();
    return { dir: DIR };
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    const reason = /\[ERROR\] (.*)/.exec(stdout)?.[1] ?? String(error);
    return { skipped: `Apache Kafka ${VERSION} cannot be fetched from Maven Central: ${reason}` };
  } finally {
    rmSync(lock, { force: true });
  }
}

async function fetchJars(): Promise<void> {
  const work = `${DIR}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    writeFileSync(join(work, 'pom.xml'), POM);
    const goal = [
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      '-DoutputDirectory=lib',
    ];
    await run('mvn', ['-q', '-B', '-ntp', ...goal], { cwd: work, timeout: FETCH_MS_MAX });
    if (!readdirSync(join(work, 'lib')).includes(`kafka_2.13-${VERSION}.jar`))
      throw new Error('the broker is not among what Maven fetched.');
    renameSync(join(work, 'lib'), DIR);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One fetch at a time on this machine; a lock whose holder is gone is taken over. */
async function acquire(file: string): Promise<string> {
  for (const giveUpAt = Date.now() + FETCH_MS_MAX; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if ((holder > 0 && !isAlive(holder)) || Date.now() > giveUpAt) rmSync(file, { force: true });
    else await sleep(200);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
