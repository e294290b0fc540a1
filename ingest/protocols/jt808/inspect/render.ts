/** An inspection as a table for a terminal: one line a field, colours where they are wanted. */

import type { Label } from './labels.ts';
import type { Inspection, Row } from './rows.ts';

export type Language = 'zh' | 'en';

/** Bytes of a long field that are shown. */
const HEX_BYTES_SHOWN = 16;
const COLOURS = { header: 36, body: 0, checksum: 36, unread: 31 } as const;
const RED = 31;
const DIM = 2;
/** Wide as two letters in a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

const TITLES = {
  zh: ['偏移', '字节', '类型', '名称', '值', '依据', '说明'],
  en: ['offset', 'bytes', 'type', 'name', 'value', 'clause', 'notes'],
} as const;

export function renderInspection(
  inspection: Inspection,
  language: Language,
  colours: boolean,
): string {
  const { rows, fault, notes, messageId, name, edition } = inspection;
  const paint = (text: string, colour: number) =>
    colours && colour !== 0 ? `\u001b[${colour}m${text}\u001b[0m` : text;
  const cells = rows.map((row) => cellsOf(row, language));
  const widths = TITLES[language].map((title, column) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
      .join('  ')
      .trimEnd();
  const head = [messageId, name, edition].filter((part) => part !== null).join(' · ');
  const lines = [paint(line(TITLES[language]), DIM)];
  let shown = fault === null;
  for (const [index, row] of rows.entries()) {
    if (!shown && fault !== null && row.offset + row.length > fault.offset) {
      lines.push(paint(faultText(fault, language), RED));
      shown = true;
    }
    lines.push(paint(line(cells[index]!), COLOURS[row.part]));
  }
  if (!shown && fault !== null) lines.push(paint(faultText(fault, language), RED));
  const above = [head, ...notes.map((note) => `· ${note[language]}`)].filter((text) => text !== '');
  return [...above, ...lines, ''].join('\n');
}

function faultText({ code, offset }: { code: string; offset: number }, language: Language): string {
  return language === 'zh' ? `✗ ${code}，偏移 ${offset}` : `✗ ${code} at offset ${offset}`;
}

function cellsOf(row: Row, language: Language): string[] {
  return [
    String(row.offset),
    hexText(row.hex),
    row.type,
    row.label[language],
    valueText(row),
    row.clause ?? '',
    [
      ...row.others.map(({ label, value }) => `${label[language]} ${value}`),
      ...row.notes.map(textIn(language)),
    ].join(language === 'zh' ? '、' : ', '),
  ];
}

const textIn = (language: Language) => (label: Label) => label[language];

function hexText(hex: string): string {
  const pairs = hex.match(/../g) ?? [];
  const shown = pairs.slice(0, HEX_BYTES_SHOWN).join(' ');
  return pairs.length > HEX_BYTES_SHOWN ? `${shown} …` : shown;
}

function valueText({ value, unit, hex }: Row): string {
  if (value === null || value === hex) return '';
  const text = typeof value === 'string' && value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return unit === null ? String(text) : `${text} ${unit}`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
