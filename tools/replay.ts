/**
 * `npm run -s replay -- …`, the command itself is replay/main.ts. A recording of an hour is judged in a second: half
 * of the start would be spent on reading our own source, so what was compiled last time is kept.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Where nothing can be written, nothing is kept and nothing is said.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));

const { main } = await import('./replay/main.ts');
process.exitCode = await main(process.argv.slice(2));
