/**
 * What a PromQL expression names: its metrics with the labels asked of each. No full parser (the
 * engines' suite lets Prometheus' own read the rules), but strict: a token it does not know throws.
 */

export interface Named {
  metric: string;
  labels: string[];
}

const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);
const GROUPINGS = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const FUNCTIONS = new Set(
  'sum min max avg count abs rate increase delta deriv histogram_quantile clamp_min clamp_max'.split(
    ' ',
  ),
);
const TOKEN =
  /\s+|"(?:[^"\\]|\\.)*"|\[\d+[smhd]\]|\d+(?:\.\d+)?(?:e\d+)?|[a-zA-Z_:][\w:]*|=~|!~|!=|==|<=|>=|[-+*/%^<>=(){},]/y;

/** @throws Error for an expression that is not well formed as far as it is understood */
export function namesIn(expression: string): { metrics: Named[]; groupings: string[] } {
  const tokens = tokensOf(expression);
  const metrics: Named[] = [];
  const groupings: string[] = [];
  const open: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token === '(' || token === '{') open.push(token);
    else if (token === ')' || token === '}') {
      if (open.pop() !== (token === ')' ? '(' : '{')) throw new Error(`unbalanced ${token}`);
    } else if (/^[a-zA-Z_:]/.test(token)) {
      const next = tokens[at + 1];
      if (WORDS.has(token)) continue;
      if (GROUPINGS.has(token)) {
        const end = tokens.indexOf(')', at);
        groupings.push(...tokens.slice(at + 2, end).filter((label) => label !== ','));
        at = end;
      } else if (next === '(' || GROUPINGS.has(next ?? '')) {
        if (!FUNCTIONS.has(token)) throw new Error(`unknown function ${token}`);
      } else {
        const labels: string[] = [];
        if (next === '{') {
          const end = tokens.indexOf('}', at);
          for (let label = at + 2; label < end; label += 4) {
            if (
              !/^(=|!=|=~|!~)$/.test(tokens[label + 1] ?? '') ||
              !tokens[label + 2]?.startsWith('"')
            )
              throw new Error(`no label matcher at ${tokens[label]}`);
            labels.push(tokens[label]!);
          }
          at = end;
        }
        metrics.push({ metric: token, labels });
      }
    }
  }
  if (open.length > 0) throw new Error(`unclosed ${open.join('')}`);
  return { metrics, groupings };
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(expression);
    if (match === null) throw new Error(`not understood from: ${expression.slice(from)}`);
    if (match[0].trim() !== '') tokens.push(match[0]);
  }
  return tokens;
}
