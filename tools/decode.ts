/**
 * `npm run -s decode -- jt808`: frames as hexadecimal lines on stdin, one JSON object per line on
 * stdout, in order, blank and unreadable lines included. With `--raw` stdin is a byte stream and
 * every frame or dropped piece gives one object.
 */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { applyDialects } from '#ingest/protocols/jt808/dialects/apply.ts';
import type { Dialect } from '#ingest/protocols/jt808/dialects/dialect.ts';
import { dialects } from '#ingest/protocols/jt808/dialects/index.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { FLAG, FRAME_BYTES_MAX, Framer } from '#ingest/protocols/jt808/framing.ts';
import { inspectLines } from './decode/inspect-lines.ts';

const USAGE = `Usage: npm run -s decode -- jt808 [--raw | --inspect] [--dialect NAME,…] [--lang zh|en] < input

Decodes JT/T 808-2011/2013/2019 frames.

  (default)   one frame per line in hexadecimal, flags 7e included; blanks inside a line are ignored
  --raw       stdin is a byte stream; frames are cut out of it
  --dialect   read vendor items as well, into "vendor": ${dialects.map(({ name }) => name).join(', ')}
  --inspect   one frame per line (or what lies between its flags, or header and body without checksum): a table of its
              bytes with offset, type, name, value, unit and clause, and where a fault lies; colours on a terminal
  --lang      language of the table; default: as the locale says
  --help      this text

Output, one JSON object per line or frame:
  {"ok":true,"messageId":"0x0200","version":"2019","phone":"…","serial":1, …}
  {"ok":false,"fault":{"code":"CHECKSUM_MISMATCH","offset":41}}
`;

/** Characters of one line that are kept; a longer line holds no frame and is refused as FRAME_TOO_LONG. */
const LINE_CHARS_MAX_REFUSE = 64 * 1024;
/** Output collected before it is written. */
const OUTPUT_CHARS_MAX_FLUSH = 64 * 1024;

/** Exit code: 0 = all input was answered, 2 = wrong command line. */
export async function runDecode(
  argv: readonly string[],
  input: Readable,
  output: Writable,
  complaints: Writable,
): Promise<number> {
  if (argv.includes('--help')) {
    output.write(USAGE);
    return 0;
  }
  const rest = [...argv];
  const names = taken(rest, '--dialect')?.split(',') ?? [];
  const language = taken(rest, '--lang') ?? localeLanguage();
  const protocol = rest.find((argument) => !argument.startsWith('-'));
  const unknown = rest.find(
    (argument) => argument !== protocol && argument !== '--raw' && argument !== '--inspect',
  );
  if (protocol === undefined) {
    complaints.write('Name a protocol to decode: jt808.\n');
    return 2;
  }
  if (protocol !== 'jt808') {
    complaints.write(`The protocol "${protocol}" cannot be decoded; known protocols: jt808.\n`);
    return 2;
  }
  if (unknown !== undefined) {
    complaints.write(`The argument "${unknown}" is not known; see --help.\n`);
    return 2;
  }
  const strange = names.find((name) => !dialects.some((dialect) => dialect.name === name));
  if (strange !== undefined) {
    complaints.write(`The dialect "${strange}" is not known; see --help.\n`);
    return 2;
  }
  if (language !== 'zh' && language !== 'en') {
    complaints.write(`The language "${language}" is not known: zh or en.\n`);
    return 2;
  }
  const chosen = dialects.filter(({ name }) => names.includes(name));
  if (rest.includes('--inspect')) {
    const isTerminal = 'isTTY' in output && output.isTTY === true;
    await inspectLines(input, output, { dialects: chosen, language, colours: isTerminal });
    return 0;
  }
  const decoder = rest.includes('--raw') ? new StreamDecoder(chosen) : new LineDecoder(chosen);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    decoder.push(chunk);
    if (decoder.text.length >= OUTPUT_CHARS_MAX_FLUSH) await flush(decoder, output);
  }
  decoder.end();
  await flush(decoder, output);
  return 0;
}

/** Takes an argument and its value out of the list; null = not given. */
function taken(argv: string[], name: string): string | null {
  const at = argv.indexOf(name);
  return at === -1 ? null : (argv.splice(at, 2)[1] ?? '');
}

function localeLanguage(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en';
}

async function flush(decoder: { text: string }, output: Writable): Promise<void> {
  const text = decoder.text;
  decoder.text = '';
  if (text !== '' && !output.write(text)) await once(output, 'drain');
}

/** Byte stream → objects. */
class StreamDecoder {
  text = '';
  readonly #framer = new Framer();
  readonly #dialects: readonly Dialect[];

  constructor(chosen: readonly Dialect[]) {
    this.#dialects = chosen;
  }

  protected readonly onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const decoded = decodeFrame(bytes, start, end);
    if (decoded instanceof DecodeFault) this.fault(decoded);
    else {
      applyDialects(decoded, this.#dialects);
      this.text += `${JSON.stringify({ ok: true, ...decoded })}\n`;
    }
  };
  protected readonly fault = (fault: DecodeFault): void => {
    this.text += `{"ok":false,"fault":{"code":"${fault.code}","offset":${fault.offset}}}\n`;
  };

  push(chunk: Uint8Array): void {
    this.#framer.push(chunk, this.onFrame, this.fault);
  }

  end(): void {
    this.#framer.end(this.fault);
  }
}

const LINE_FEED = 0x0a;

/** Value of a hexadecimal digit; 16 = blank to be ignored, 255 = neither. */
const NIBBLES = new Uint8Array(256).fill(255);
for (let digit = 0; digit < 16; digit++) {
  NIBBLES[digit.toString(16).charCodeAt(0)] = digit;
  NIBBLES[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
for (const blank of ' \t\r\v\f') NIBBLES[blank.charCodeAt(0)] = 16;

/** Hexadecimal lines → objects, exactly one per line; a last line without line feed counts when it is not empty. */
class LineDecoder extends StreamDecoder {
  readonly #line = new Uint8Array(LINE_CHARS_MAX_REFUSE);
  #length = 0;
  #tooLong = false;
  readonly #bytes = new Uint8Array(LINE_CHARS_MAX_REFUSE / 2);

  override push(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const feedAt = chunk.indexOf(LINE_FEED, start);
      if (feedAt === -1) break;
      if (this.#length === 0 && !this.#tooLong && feedAt - start <= LINE_CHARS_MAX_REFUSE) {
        this.#decode(chunk, start, feedAt);
      } else {
        this.#collect(chunk, start, feedAt);
        this.#finish();
      }
      start = feedAt + 1;
    }
    this.#collect(chunk, start, chunk.length);
  }

  override end(): void {
    if (this.#length > 0 || this.#tooLong) this.#finish();
  }

  #collect(chunk: Uint8Array, start: number, end: number): void {
    if (this.#length + end - start > LINE_CHARS_MAX_REFUSE) this.#tooLong = true;
    if (this.#tooLong) return;
    this.#line.set(chunk.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  #finish(): void {
    if (this.#tooLong) this.fault(new DecodeFault('FRAME_TOO_LONG', FRAME_BYTES_MAX));
    else this.#decode(this.#line, 0, this.#length);
    this.#length = 0;
    this.#tooLong = false;
  }

  #decode(line: Uint8Array, start: number, end: number): void {
    const fault = this.#frameOf(line, start, end);
    if (fault !== null) this.fault(fault);
  }

  /** Feeds the line's frame to the framer, which answers it; or says why there is none. */
  #frameOf(line: Uint8Array, start: number, end: number): DecodeFault | null {
    const bytes = this.#bytes;
    let count = 0;
    let high = -1;
    for (let i = start; i < end; i++) {
      const nibble = NIBBLES[line[i]!]!;
      if (nibble === 16) continue;
      if (nibble === 255) return new DecodeFault('LINE_NOT_HEX', i - start);
      if (high === -1) high = nibble;
      else {
        bytes[count++] = (high << 4) | nibble;
        high = -1;
      }
    }
    if (high !== -1) return new DecodeFault('LINE_NOT_HEX', end - start);
    if (count === 0) return new DecodeFault('LINE_BLANK', 0);
    if (bytes[0] !== FLAG) return new DecodeFault('LINE_UNFRAMED', 0);
    if (count === 1 || bytes[count - 1] !== FLAG) {
      return new DecodeFault('FRAME_UNTERMINATED', count - 1);
    }
    let from = 0;
    while (from < count && bytes[from] === FLAG) from++;
    if (from === count) return new DecodeFault('FRAME_TOO_SHORT', 0);
    let to = count - 1;
    while (bytes[to] === FLAG) to--;
    const flagAt = bytes.subarray(from, to).indexOf(FLAG);
    if (flagAt !== -1) return new DecodeFault('LINE_MULTIPLE_FRAMES', from + flagAt);
    super.push(bytes.subarray(from, to + 2));
    return null;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has gone (`… | head`): nothing is left to be done.
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  process.exitCode = await runDecode(
    process.argv.slice(2),
    process.stdin,
    process.stdout,
    process.stderr,
  );
}
