/**
 * Rows of a CSV text that comes in pieces (RFC 4180): quoted cells hold delimiters, line ends and doubled
 * quotes. One pass over the characters; memory holds one row.
 */

/** A longer row is no table: reading stops there. */
const ROW_CHARS_MAX = 4_000_000;
const DELIMITERS = [',', ';', '\t'];

export interface CsvRow {
  /** Line the row begins in, from 1. */
  line: number;
  cells: string[];
}

export class CsvFault extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Throws CsvFault where the text is no CSV. Blank lines are left out. */
export async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  let delimiter = '';
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let firstLine = 1;
  let chars = 0;
  /** `open` = within quotes; `shut` = a quote ended, or the first of a doubled one. */
  let quote: 'none' | 'open' | 'shut' = 'none';
  let wasReturn = false;
  const finish = (): CsvRow | null => {
    cells.push(cell);
    const row = { line: firstLine, cells };
    const isBlank = cells.length === 1 && cells[0]!.trim() === '' && quote === 'none';
    cells = [];
    cell = '';
    chars = 0;
    quote = 'none';
    return isBlank ? null : row;
  };
  for await (const chunk of chunks) {
    if (delimiter === '') delimiter = delimiterOf(chunk);
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const char = chunk[at]!;
      if (++chars > ROW_CHARS_MAX) throw new CsvFault(firstLine, 'A row has no end.');
      if (quote === 'open') {
        if (char === '\n') line++;
        if (char === '"') {
          cell += chunk.slice(from, at);
          from = at + 1;
          quote = 'shut';
        }
        continue;
      }
      if (char === '"') {
        if (quote === 'shut') {
          cell += '"';
          from = at + 1;
          quote = 'open';
        } else if (cell === '' && chunk.slice(from, at).trim() === '') {
          from = at + 1;
          quote = 'open';
        }
        wasReturn = false;
        continue;
      }
      if (char === delimiter) {
        cells.push(quote === 'shut' ? cell : cell + chunk.slice(from, at));
        cell = '';
        quote = 'none';
        from = at + 1;
      } else if (char === '\n' || char === '\r') {
        const isPair = char === '\n' && wasReturn;
        if (!isPair) {
          if (quote !== 'shut') cell += chunk.slice(from, at);
          const row = finish();
          line++;
          if (row !== null) yield row;
          firstLine = line;
        }
        from = at + 1;
      }
      wasReturn = char === '\r';
    }
    if (quote !== 'shut') cell += chunk.slice(from);
  }
  if (quote === 'open') throw new CsvFault(firstLine, 'A quoted cell has no end.');
  if (cell !== '' || cells.length > 0) {
    const row = finish();
    if (row !== null) yield row;
  }
}

/** The one that the first line has most of. */
function delimiterOf(chunk: string): string {
  const [first = ''] = chunk.split(/\r|\n/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}
