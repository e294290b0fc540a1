/**
 * Mutants of one source file: each is the file with one small mistake in it. What is changed: comparisons (their edge, and
 * which way they point), `&&` and `||`, negations, `+ - * /` and their assignments, `Math.min` and `Math.max`, numbers, `true` and `false`.
 *
 * What is not: texts; the bounds of settings (`minimum` …), which no verdict hangs on; `version` and `shape`, which the tests
 * of stored state look after.
 */
import { stripTypeScriptTypes } from 'node:module';
import { parseSync } from 'vite';

export interface Mutant {
  /** From 1. */
  line: number;
  /** The line as it stands in the file, without its indentation. */
  code: string;
  /** `<` → `<=`, with the column; behind it which one it is, where several lines of the file read alike. */
  change: string;
  start: number;
  end: number;
  text: string;
}

/** A node of the syntax tree, as far as it is looked at. */
interface Node {
  type: string;
  start: number;
  end: number;
  [member: string]: unknown;
}

const FLIPPED: Record<string, readonly string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '++': ['--'],
  '--': ['++'],
};
const LOGICAL: Record<string, string> = { '&&': '||', '||': '&&' };
const LEFT_ALONE = new Set([
  'version',
  'shape',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
]);
const DECIDED = new Set(['BinaryExpression', 'LogicalExpression', 'UnaryExpression', 'Literal']);

/** The program without its types, and every mutant of it in the order of the text. */
export function mutantsOf(source: string): { program: string; mutants: Mutant[] } {
  // Types become blanks, so every offset stays where it was.
  const program = stripTypeScriptTypes(source);
  const lines = source.split('\n');
  const mutants: Mutant[] = [];

  const add = (node: Node, what: string, text: string, from = node.start, to = node.end): void => {
    mutants.push({
      ...placeOf(from),
      change: `${columnOf(from)}: ${what} → ${text}`,
      start: from,
      end: to,
      text,
    });
  };
  const columnOf = (at: number) => at - program.lastIndexOf('\n', at - 1);
  const placeOf = (at: number) => {
    const line = program.slice(0, at).split('\n').length;
    return { line, code: lines[line - 1]!.trim() };
  };
  const operatorAt = (op: string, left: Node, right: Node) =>
    left.end + program.slice(left.end, right.start).indexOf(op);
  const textOf = (node: Node) => program.slice(node.start, node.end);

  const operator = (node: Node, left: Node, right: Node): void => {
    const op = node.operator as string;
    if (op === '+' && (isText(left) || isText(right))) return;
    const from = operatorAt(op, left, right);
    for (const other of FLIPPED[op] ?? []) add(node, op, other, from, from + op.length);
  };

  const visit = (node: Node): void => {
    switch (node.type) {
      case 'Property':
        if (LEFT_ALONE.has((node.key as Node).name as string)) return;
        visit(node.value as Node);
        return;
      case 'VariableDeclarator':
        if (LEFT_ALONE.has((node.id as Node).name as string)) return;
        break;
      case 'BinaryExpression':
      case 'AssignmentExpression':
        operator(node, node.left as Node, node.right as Node);
        break;
      case 'LogicalExpression': {
        const op = node.operator as string;
        const other = LOGICAL[op];
        const { left, right } = node as unknown as { left: Node; right: Node };
        if (other !== undefined) {
          // Of `a || b || c` both operators begin with `a`: each is named by where it stands itself.
          const at = operatorAt(op, left, right);
          const { start, end } = node;
          const text = `((${textOf(left)}) ${other} (${textOf(right)}))`;
          mutants.push({
            ...placeOf(at),
            change: `${columnOf(at)}: ${op} → ${other}`,
            start,
            end,
            text,
          });
        }
        break;
      }
      case 'UnaryExpression': {
        const argument = node.argument as Node;
        if (node.operator === '!') add(node, '!', '', node.start, argument.start);
        if (node.operator === '-') add(node, '-', '', node.start, argument.start);
        break;
      }
      case 'UpdateExpression': {
        const op = node.operator as string;
        const from = node.prefix === true ? node.start : node.end - 2;
        add(node, op, FLIPPED[op]![0]!, from, from + 2);
        break;
      }
      case 'IfStatement':
      case 'ConditionalExpression': {
        const test = node.test as Node;
        if (!DECIDED.has(test.type)) add(test, textOf(test), `!(${textOf(test)})`);
        break;
      }
      case 'MemberExpression': {
        const property = node.property as Node;
        if ((node.object as Node).name === 'Math' && /^(min|max)$/.test(property.name as string))
          add(property, property.name as string, property.name === 'min' ? 'max' : 'min');
        break;
      }
      case 'Literal':
        if (typeof node.value === 'number')
          for (const text of neighbours(node.value)) add(node, textOf(node), text);
        if (typeof node.value === 'boolean') add(node, textOf(node), String(!node.value));
        return;
      case 'ImportDeclaration':
        return;
    }
    for (const [member, value] of Object.entries(node)) {
      if (member === 'parent') continue;
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) visit(item);
      } else if (isNode(value)) visit(value);
    }
  };
  visit(parseSync('program.js', program).program as unknown as Node);
  mutants.sort((a, b) => a.start - b.start || a.end - b.end);
  // Lines that read alike are told apart by their order.
  const seen = new Map<string, number>();
  for (const mutant of mutants) {
    const name = `${mutant.code} ${mutant.change}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    if (times > 1) mutant.change += ` (${times})`;
  }
  return { program, mutants };
}

export function applied(program: string, { start, end, text }: Mutant): string {
  return program.slice(0, start) + text + program.slice(end);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function isText(node: Node): boolean {
  return (
    node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
  );
}

/** A little more and a little less (of nothing: more): one, a second where the number counts milliseconds, a tenth of a fraction. */
function neighbours(value: number): string[] {
  if (value === 0) return ['1'];
  const step = !Number.isInteger(value) ? value / 10 : value >= 1000 ? 1000 : 1;
  return [value + step, value - step].map((next) => `(${Math.round(next * 1e9) / 1e9})`);
}
