/** Markdown tables of the generated pages. */

export const NOTE =
  '<!-- Written by docs/generate.ts from code. Change the code, then run `npm run docs`. -->\n\n';

export function table(head: string[], rows: string[][]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
