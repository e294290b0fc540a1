/** `npm run -s replay -- …`; the command itself is replay/main.ts. */
import { keepCompiled } from './replay/compiled.ts';

keepCompiled();
const { main } = await import('./replay/main.ts');
process.exitCode = await main(process.argv.slice(2));
