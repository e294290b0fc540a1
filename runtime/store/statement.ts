/**
 * As much of ClickHouse's grammar as the front needs: where strings, quoted names and comments
 * are, so that statements can be counted, classified and their `{name:Type}` parameters bound.
 * Binding writes `_CAST('text', 'Type')`, which is what the server's own visitor makes of a
 * parameter; the engine's parameter call is not used because it shares state between connections.
 */

/** A refusal in ClickHouse's own terms. */
export class StatementFault extends Error {
  readonly code: number;
  constructor(code: number, type: string, message: string) {
    super(`Code: ${code}. DB::Exception: ${message} (${type})`);
    this.code = code;
  }
}

export type StatementKind =
  /** SELECT, SHOW, DESCRIBE, EXPLAIN, EXISTS: takes settings and a time limit. */
  | 'read'
  /** INSERT with rows in the body. */
  | 'insert-rows'
  /** INSERT … SELECT or VALUES. */
  | 'insert-query'
  | 'command';

export interface Statement {
  kind: StatementKind;
  /** Without closing `;`, with parameters bound. */
  sql: string;
  /** Set for `insert-rows`. */
  target: InsertTarget | null;
}

export interface InsertTarget {
  table: string;
  columns: string[] | null;
  format: string;
}

const READ_WORDS = new Set(['SELECT', 'WITH', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'EXISTS']);
const INSERT_ROWS =
  /^INSERT\s+INTO\s+(?:TABLE\s+)?([^\s(]+)\s*(?:\(([^()]*)\)\s*)?FORMAT\s+(\w+)\s*$/i;
/** A name or a quoted name, with or without its database. */
const NAME = /^(?:\w+|`[^`\\]+`)(?:\.(?:\w+|`[^`\\]+`))?$/;
const PARAMETER = /^\{\s*([A-Za-z_]\w*)\s*:\s*([^{}]+?)\s*\}/;

/**
 * Reads one statement.
 * @throws StatementFault 62 for several statements or none, 456 for an unbound parameter.
 */
export function readStatement(text: string, params: ReadonlyMap<string, string>): Statement {
  const { sql, firstWord } = scan(text, params);
  if (firstWord === null) throw new StatementFault(62, 'SYNTAX_ERROR', 'Empty query.');
  if (READ_WORDS.has(firstWord)) return { kind: 'read', sql, target: null };
  if (firstWord !== 'INSERT') return { kind: 'command', sql, target: null };
  const match = INSERT_ROWS.exec(sql.trim());
  if (match === null) return { kind: 'insert-query', sql, target: null };
  const table = match[1]!;
  const columns = match[2] === undefined ? null : match[2].split(',').map((name) => name.trim());
  if (![table, ...(columns ?? [])].every((name) => NAME.test(name))) {
    return { kind: 'insert-query', sql, target: null };
  }
  return { kind: 'insert-rows', sql, target: { table, columns, format: match[3]! } };
}

function scan(text: string, params: ReadonlyMap<string, string>) {
  let out = '';
  let from = 0;
  let i = 0;
  let end = -1;
  let firstWord: string | null = null;
  while (i < text.length) {
    const skipped = skipOpaque(text, i);
    if (skipped > i) {
      i = skipped;
      continue;
    }
    const c = text[i]!;
    if (c === ';') {
      if (end < 0) end = i;
    } else if (end >= 0 && c.trim() !== '') {
      throw new StatementFault(62, 'SYNTAX_ERROR', 'Multi-statements are not allowed.');
    } else if (c === '{') {
      const match = PARAMETER.exec(text.slice(i, i + 512));
      if (match !== null) {
        out += text.slice(from, i) + bound(match[1]!, match[2]!, params);
        i += match[0].length;
        from = i;
        continue;
      }
    } else if (firstWord === null && /[A-Za-z]/.test(c)) {
      firstWord = /^[A-Za-z]+/.exec(text.slice(i, i + 32))![0].toUpperCase();
    }
    i++;
  }
  out += text.slice(from, end < 0 ? text.length : Math.max(end, from));
  return { sql: out, firstWord };
}

/** Index after the string, quoted name or comment that starts at `i`; `i` itself when none does. */
function skipOpaque(text: string, i: number): number {
  const c = text[i]!;
  if (c === "'" || c === '"' || c === '`') {
    let j = i + 1;
    while (j < text.length && text[j] !== c) j += text[j] === '\\' ? 2 : 1;
    return Math.min(j + 1, text.length);
  }
  if ((c === '-' && text[i + 1] === '-') || /^#[ !]/.test(text.slice(i, i + 2))) {
    const newline = text.indexOf('\n', i);
    return newline < 0 ? text.length : newline;
  }
  if (c === '/' && text[i + 1] === '*') {
    const close = text.indexOf('*/', i + 2);
    return close < 0 ? text.length : close + 2;
  }
  return i;
}

function bound(name: string, type: string, params: ReadonlyMap<string, string>): string {
  const value = params.get(name);
  if (value === undefined) {
    throw new StatementFault(
      456,
      'UNKNOWN_QUERY_PARAMETER',
      `Substitution \`${name}\` is not set.`,
    );
  }
  if (type === 'Identifier') {
    return `\`${unescapeTabSeparated(value).replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
  }
  if (value === '\\N') return `_CAST(NULL, ${quote(type)})`;
  // Composite values carry their own quoting; plain ones arrive tab-separated-escaped.
  const composite = /^(Array|Map|Tuple)\s*\(/.test(type);
  return `_CAST(${quote(composite ? value : unescapeTabSeparated(value))}, ${quote(type)})`;
}

/** A ClickHouse string literal. Only `\` and `'` can leave it. */
export function quote(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', '0': '\0' };

function unescapeTabSeparated(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\(.)/gs, (_, c: string) => ESCAPES[c] ?? c);
}
