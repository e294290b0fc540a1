/** What Node made of our sources last time is kept: reading them would be half of a short run. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** For what is imported after it. Where nothing can be written, nothing is kept and nothing is said. */
export function keepCompiled(): void {
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)));
}
