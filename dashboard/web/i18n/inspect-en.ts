/** The same in English. */
import type { inspectZh } from './inspect-zh.ts';

export const inspectEn: Record<keyof typeof inspectZh, string> = {
  'top.inspect': 'Frame',
  'help.inspect': 'a frame byte by byte',
  'inspect.heading': 'A JT/T 808 frame byte by byte',
  'inspect.hex': 'Hexadecimal, with or without 7e, or header and body alone',
  'inspect.submit': 'Show',
  'inspect.open': 'Byte by byte',
  'inspect.fault': '{code} at offset {offset}',
  'inspect.offset': 'Offset',
  'inspect.bytes': 'Bytes',
  'inspect.type': 'Type',
  'inspect.name': 'Name',
  'inspect.value': 'Value',
  'inspect.clause': 'Clause',
  'inspect.notes': 'Notes',
  'inspect.quarantined': 'Newest input that could not be read',
  'inspect.quarantinedNone': 'None.',
  'inspect.bytesCount': '{count} bytes',
};
