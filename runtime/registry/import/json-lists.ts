/**
 * Elements of the lists in one JSON object that comes in pieces: `{"vehicles":[…],"zones":[…]}`, or the
 * `features` of a GeoJSON file. Memory holds one element.
 */

/** A longer element is no entity. */
const ELEMENT_CHARS_MAX = 8_000_000;

export class JsonListFault extends Error {}

export interface ListElement {
  list: string;
  /** From 1. */
  position: number;
  text: string;
}

/** Throws JsonListFault when the text is no such object. */
export async function* jsonLists(chunks: AsyncIterable<string>): AsyncGenerator<ListElement> {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  /** The string at depth 1 that was read last: the name of what follows. */
  let name = '';
  let isName = false;
  let list: string | null = null;
  let position = 0;
  let element = '';
  let hasElement = false;
  let isClosed = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const char = chunk[at]!;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (char === '\\') isEscaped = true;
        else if (char === '"') {
          isInString = false;
          if (isName) name += chunk.slice(from, at);
          isName = false;
        }
        continue;
      }
      if (char <= ' ') continue;
      if (isClosed) throw new JsonListFault('Something follows the end of the object.');
      const isElementStart = list !== null && depth === 2 && !hasElement && char !== ']';
      if (isElementStart && char !== ',') {
        hasElement = true;
        from = at;
      }
      if (char === '"') {
        isInString = true;
        if (depth === 1) {
          name = '';
          isName = true;
          from = at + 1;
        }
      } else if (char === '{' || char === '[') {
        if (depth === 0 && char !== '{') throw new JsonListFault('The file is one JSON object.');
        depth++;
        if (depth === 2 && char === '[') {
          list = name;
          position = 0;
          hasElement = false;
        }
      } else if (char === '}' || char === ']') {
        if (list !== null && depth === 2) {
          if (hasElement)
            yield { list, position: ++position, text: element + chunk.slice(from, at) };
          element = '';
          hasElement = false;
          list = null;
        }
        depth--;
        if (depth < 0) throw new JsonListFault('A bracket closes nothing.');
        isClosed = depth === 0;
      } else if (depth === 0) {
        throw new JsonListFault('The file is one JSON object.');
      } else if (char === ',' && list !== null && depth === 2) {
        yield { list, position: ++position, text: element + chunk.slice(from, at) };
        element = '';
        hasElement = false;
      }
    }
    if (hasElement) {
      element += chunk.slice(from);
      if (element.length > ELEMENT_CHARS_MAX) throw new JsonListFault('An element has no end.');
    } else if (isName) name += chunk.slice(from);
  }
  if (!isClosed) throw new JsonListFault('The file ends within the object.');
}
