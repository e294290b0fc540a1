/** Settings of the attachment service. A bound's description says what happens there. */
import { type Static, Type } from 'typebox';

const milliseconds = (fallback: number, description: string) =>
  Type.Integer({ minimum: 1, default: fallback, description });

export const attachmentSettings = Type.Object(
  {
    listen: Type.Union([Type.Literal('on'), Type.Literal('off')], {
      default: 'on',
      description:
        'whether the files of active-safety alarms are asked for (0x9208) and taken in; 0x0801 uploads are stored either way',
    }),
    gateway: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,31}$',
      default: 'main',
      description:
        'name of this process in the requests it makes; another one for each process, the same at every start',
    }),
    host: Type.String({
      default: '127.0.0.1',
      description: 'address of the attachment listener (T/JSATL 12 is not encrypted)',
    }),
    port: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 6809,
      description: 'its port; 0 = any free port',
    }),
    advertisedHost: Type.String({
      default: '',
      maxLength: 255,
      description:
        'address devices are told to send files to; empty = host. Needed when that is 0.0.0.0 or behind an address translation',
    }),
    advertisedPort: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 0,
      description: 'port devices are told; 0 = the one listened on',
    }),
    connectionsMax: Type.Integer({
      minimum: 1,
      default: 1_000,
      description: 'open attachment connections; further ones are closed at once',
    }),
    requestsMax: Type.Integer({
      minimum: 1,
      default: 20_000,
      description: 'alarms whose files are awaited; files of further alarms are not asked for',
    }),
    requestsPerDeviceMax: Type.Integer({
      minimum: 1,
      default: 64,
      description: 'of them of one device; files of its further alarms are not asked for',
    }),
    expiryMs: milliseconds(
      24 * 3_600_000,
      'a request this old is over: its number is refused, missing files are recorded as failed',
    ),
    askAgainMs: milliseconds(
      120_000,
      'an online device that sends none of the files is asked again after this long',
    ),
    asksMax: Type.Integer({
      minimum: 1,
      default: 6,
      description:
        'how often it is asked without sending anything; then only when it comes back on line',
    }),
    filesMax: Type.Integer({
      minimum: 1,
      maximum: 255,
      default: 32,
      description: 'files of one alarm; further ones are refused with 0x8001 result 1',
    }),
    fileBytesMax: Type.Integer({
      minimum: 1_024,
      maximum: 4_294_967_295,
      default: 67_108_864,
      description:
        'bytes of one file; a larger one is refused with 0x8001 result 1 and recorded as failed',
    }),
    transfersMax: Type.Integer({
      minimum: 1,
      default: 256,
      description:
        'files being written at once; further ones are refused with 0x8001 result 1 and sent again later',
    }),
    admissionMs: milliseconds(
      10_000,
      'a connection that has named no alarm number of ours this long after opening is closed',
    ),
    idleMs: milliseconds(
      60_000,
      'a connection that sends less than 512 bytes in this time is closed (slow-loris); what has come is kept',
    ),
    connectionMs: milliseconds(
      3_600_000,
      'a connection this old is closed; what has come is kept, the device goes on with another',
    ),
    keepGigabytesMax: Type.Number({
      minimum: 0.001,
      default: 20,
      description:
        'bytes of all files kept, in 10^9; a file beyond is refused with 0x8001 result 1 and asked for again, nothing kept gives way before its time',
    }),
    keepDays: Type.Number({
      minimum: 0.01,
      default: 365,
      description: 'days a file is kept after it was stored last; then it is removed',
    }),
    writeBytesMax: Type.Integer({
      minimum: 65_536,
      default: 1_048_576,
      description: 'bytes of one connection waiting for the disk; beyond it the socket is paused',
    }),
  },
  { default: {}, additionalProperties: false },
);
export type AttachmentSettings = Static<typeof attachmentSettings>;
