/**
 * Plates in bytes that are kept: covered with `*`, byte for byte, so that offsets and lengths stay and a
 * protobuf message remains one. Works on bytes nobody could read, too: payloads in quarantine.
 */

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领';
const LAST = '挂学警港澳应急';

/** A character as its UTF-8 bytes one per character, and as a JSON escape. */
function spellings(characters: string): string {
  return [...characters]
    .flatMap((character) => [
      Buffer.from(character, 'utf8').toString('latin1'),
      `\\\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ])
    .join('|');
}

/** A province, a letter, perhaps a dot, four to six letters and digits, perhaps a last character. */
const PLATE = new RegExp(
  `(?:${spellings(PROVINCES)})[A-Z][ .\\-\\u00b7\\u00c2]{0,2}[A-Z0-9]{4,6}(?:${spellings(LAST)})?`,
  'gi',
);

/** A copy without plates; `plate` = one known from the payload, of whatever form. */
export function maskPlates(raw: Uint8Array, plate: string | null = null): Uint8Array {
  let bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');
  if (plate !== null) {
    const known = Buffer.from(plate, 'utf8').toString('latin1');
    bytes = bytes.replaceAll(known, '*'.repeat(known.length));
  }
  return Buffer.from(
    bytes.replace(PLATE, (found) => '*'.repeat(found.length)),
    'latin1',
  );
}
