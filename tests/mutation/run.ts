/**
 * `npm run -s mutate [-- FILE…]`: changes the rules one small mistake at a time and says how many of them their tests notice.
 * Exit 1 when the share of a file is below 85 %.
 */
import { parseArgs } from 'node:util';
import { judge, type Verdict } from './judge.ts';
import { ruleFiles } from './modules.ts';
import { SHARE_MIN, tally } from './tally.ts';

const { positionals } = parseArgs({ allowPositionals: true, options: {} });
const files = ruleFiles().filter(
  (file) =>
    positionals.length === 0 || positionals.some((name) => file === name || file === `${name}.ts`),
);
if (files.length === 0) {
  console.error(`No rule file is called ${positionals.join(', ')}.`);
  process.exit(2);
}

const all: Verdict[] = [];
let low = 0;
console.log(
  '| file | mutants | equivalent | killed | survived | share |\n|---|---|---|---|---|---|',
);
for (const file of files) {
  const verdicts = await judge(file);
  if (verdicts.length === 0) continue;
  all.push(...verdicts);
  if (tell(file, verdicts) < SHARE_MIN) low++;
}
tell('all', all);
console.log('');
for (const { file, mutant } of tally(all).survivors)
  console.log(`processors/rules/${file}:${mutant.line}  ${mutant.change}   ${mutant.code}`);
process.exitCode = low === 0 ? 0 : 1;

function tell(name: string, verdicts: readonly Verdict[]): number {
  const { mutants, equivalent, killed, survivors, share } = tally(verdicts);
  const percent = `${(share * 100).toFixed(1)} %`;
  console.log(
    `| ${name} | ${mutants} | ${equivalent} | ${killed} | ${survivors.length} | ${percent} |`,
  );
  return share;
}
