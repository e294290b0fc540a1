/** docs/generated/errors.md: the catalogue of errors. */
import { errorCatalogue } from '#core/errors.ts';
import { NOTE, table } from './table.ts';

export function errorsPage(): string {
  const rows = Object.entries(errorCatalogue).map(([code, { retryable, summary }]) => [
    `\`${code}\``,
    retryable ? 'yes' : 'no',
    summary,
  ]);
  return `# Errors\n\n${NOTE}${table(['code', 'worth a retry', 'meaning'], rows)}\n`;
}
