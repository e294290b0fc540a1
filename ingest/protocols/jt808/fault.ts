/** Bad input is ordinary: a decoder stops by throwing one of these; it is caught at the frame boundary. */

/** Every reason for which JT/T 808 bytes are refused; labels of metrics and quarantine records. */
export const FAULT_CODES = [
  /** `7d` followed by something other than 01 or 02. */
  'ESCAPE_UNKNOWN',
  /** `7d` as the last byte before the closing flag. */
  'ESCAPE_LONE',
  /** Fewer unescaped bytes than header and checksum need. */
  'FRAME_TOO_SHORT',
  /** More escaped bytes since the last flag than the longest legal frame has. */
  'FRAME_TOO_LONG',
  /** The input ended before the closing flag. */
  'FRAME_UNTERMINATED',
  'CHECKSUM_MISMATCH',
  /** Header length + declared body length + checksum differ from what the frame carries. */
  'LENGTH_MISMATCH',
  /** The body ends before its layout does. */
  'BODY_TRUNCATED',
  /** The body fits no layout of its message. */
  'BODY_INVALID',
  /** Text input only: an empty line. */
  'LINE_BLANK',
  /** Text input only: a character that is no hexadecimal digit, or half a byte. */
  'LINE_NOT_HEX',
  /** Text input only: the line does not begin and end with a flag. */
  'LINE_UNFRAMED',
  /** Text input only: more than one frame in a line. */
  'LINE_MULTIPLE_FRAMES',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * Not an Error: no stack is taken, so a storm of garbage stays cheap.
 * `offset` counts bytes from the first header byte: in the unescaped content, for escape faults in
 * the bytes as received, for LINE faults in the line.
 */
export class DecodeFault {
  readonly code: FaultCode;
  readonly offset: number;

  constructor(code: FaultCode, offset: number) {
    this.code = code;
    this.offset = offset;
  }
}
