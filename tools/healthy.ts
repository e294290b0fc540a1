/** `node tools/healthy.ts`: exit 0 when the platform or role of this machine says it is healthy; for container health checks. */
import { loadSettings } from '#runtime/settings.ts';
import { platformSettings } from './platform/settings.ts';
import { run } from './run.ts';

const ANSWER_MS_MAX = 4_000;

await run(async () => {
  const { ops } = loadSettings(platformSettings, { file: null, env: process.env, overrides: {} });
  const host = ops.host === '0.0.0.0' || ops.host === '::' ? '127.0.0.1' : ops.host;
  const answer = await fetch(`http://${host}:${ops.port}/healthz`, {
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  }).catch(() => null);
  if (answer?.ok) return 0;
  console.error(answer === null ? 'No answer.' : `Unhealthy: ${await answer.text()}`);
  return 1;
});
