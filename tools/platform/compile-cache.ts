/** Compiled modules are kept beside the installed ones: it halves the time a restart takes to load them. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** When what was loaded is written down: a killed process writes nothing at its end. */
const FLUSH_AFTER_MS = 3_000;

/** For this thread; call it before loading what matters. */
export function keepCompiled(): void {
  module.enableCompileCache(
    fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)),
  );
  setTimeout(() => module.flushCompileCache(), FLUSH_AFTER_MS).unref();
}
