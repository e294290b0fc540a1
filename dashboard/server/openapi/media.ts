/** Pictures, sound and video behind an alert. */
import { Type } from 'typebox';
import { CONTENT_TYPES, MEDIA_KINDS } from '#core/media.ts';
import type { Operations } from './operation.ts';

const ALERT = '0123456789abcdef0123456789abcdef';
const HASH = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const orNull = Type.Union([Type.Integer(), Type.Null()]);

const attachment = Type.Object({
  /** SHA-256 of the content. */
  hash: Type.String(),
  /** As the device calls it. */
  name: Type.String(),
  media: Type.Enum([...MEDIA_KINDS]),
  /** By its first bytes. */
  contentType: Type.Enum([...CONTENT_TYPES]),
  sizeBytes: Type.Integer(),
  channel: orNull,
  /** What the device raised; `itemId` 0 = an upload of its own. */
  alarm: Type.Object({
    timeMs: orNull,
    itemId: Type.Integer(),
    type: Type.Integer(),
    level: Type.Integer(),
  }),
  storedMs: Type.Integer(),
});

export const mediaOperations: Operations = {
  'GET /api/alerts/:alertId/attachments': {
    ...{ tag: 'alerts', summary: 'Files the vehicle recorded during the episode' },
    parameters: { alertId: ALERT },
    answers: {
      200: {
        description:
          'Files, how many announced ones are `awaited`, and how many never came (`failed`)',
        schema: Type.Object({
          files: Type.Array(attachment),
          awaited: Type.Integer(),
          failed: Type.Integer(),
        }),
        example: {
          files: [
            {
              ...{ hash: HASH, name: '00_65_6501_0_4f1e.jpg', media: 'picture' },
              ...{ contentType: 'image/jpeg', sizeBytes: 48_211, channel: 65 },
              alarm: { timeMs: 1_795_219_230_000, itemId: 101, type: 1, level: 2 },
              storedMs: 1_795_219_260_000,
            },
          ],
          ...{ awaited: 1, failed: 0 },
        },
      },
    },
    problems: [404],
  },
  'GET /api/alerts/:alertId/attachments/:hash': {
    ...{ tag: 'alerts', summary: 'One of these files, or a range of its bytes' },
    description:
      'Checked against its hash before it is sent. Types that a browser cannot show safely are to be saved.',
    parameters: { alertId: ALERT, hash: HASH },
    answers: {
      200: {
        description: 'The file',
        type: 'application/octet-stream',
        schema: Type.String({ format: 'binary' }),
        example: '',
      },
      206: {
        description: 'The bytes asked for by `Range`',
        type: 'application/octet-stream',
        schema: Type.String({ format: 'binary' }),
        example: '',
      },
    },
    problems: [404, 410, 416, 500],
  },
};
