/** The modules of the rules, and which of them reach which. */
import { readdirSync, readFileSync } from 'node:fs';

export const RULES = new URL('../../processors/rules/', import.meta.url);

/** Names of the files with something to change; a list has nothing. */
export function ruleFiles(): string[] {
  return readdirSync(RULES)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .sort();
}

/** URLs of the module itself and of every one that imports it, over others too. */
export function reachingOf(url: string): Set<string> {
  const imports = new Map(
    ruleFiles().map((name) => {
      const text = readFileSync(new URL(name, RULES), 'utf8');
      const named = [...text.matchAll(/^(?:import|export|\}) .*'\.\/([\w-]+\.ts)';$/gm)];
      return [new URL(name, RULES).href, named.map((match) => new URL(match[1]!, RULES).href)];
    }),
  );
  const reaching = new Set([url]);
  for (let before = 0; before !== reaching.size; ) {
    before = reaching.size;
    for (const [from, to] of imports) if (to.some((each) => reaching.has(each))) reaching.add(from);
  }
  return reaching;
}
