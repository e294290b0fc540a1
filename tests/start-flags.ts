/** What `npm start` gives to Node: whoever starts a part of the product to measure or to kill it gives the same. */
import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../package.json', import.meta.url);
const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: { start: string } };

export const START_FLAGS: readonly string[] = scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));
