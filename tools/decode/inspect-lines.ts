/** `decode -- jt808 --inspect`: frames as hexadecimal lines, a table of bytes for each. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Dialect } from '#ingest/protocols/jt808/dialects/dialect.ts';
import { INSPECT_BYTES_MAX, inspect } from '#ingest/protocols/jt808/inspect/inspect.ts';
import { type Language, renderInspection } from '#ingest/protocols/jt808/inspect/render.ts';

export interface TableOptions {
  dialects: readonly Dialect[];
  language: Language;
  colours: boolean;
}

const SAYS = {
  zh: { blank: '空行', notHex: '不是十六进制' },
  en: { blank: 'a blank line', notHex: 'not hexadecimal' },
};

/** One table a line, a blank line between them; a line that holds no bytes says so. */
export async function inspectLines(
  input: Readable,
  output: Writable,
  { dialects, language, colours }: TableOptions,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const hex = line.replaceAll(/\s/g, '').slice(0, 2 * INSPECT_BYTES_MAX);
    const isHex = /^([\da-f]{2})+$/i.test(hex);
    const text = isHex
      ? renderInspection(inspect(Buffer.from(hex, 'hex'), { dialects }), language, colours)
      : `✗ ${hex === '' ? SAYS[language].blank : SAYS[language].notHex}\n`;
    if (!output.write(`${text}\n`)) await once(output, 'drain');
  }
}
