/** Every kind of command as bytes for each edition, and the bytes as what a device reads in them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMAND_FAILURES } from '#core/command.ts';
import { COMMAND_KINDS, type CommandKind, isDangerous } from '#core/command-kinds.ts';
import type { DeviceTraits } from '#ingest/commands/areas.ts';
import { planOf } from '#ingest/commands/plans.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';

interface Vector {
  why: string;
  kind: CommandKind;
  args: Record<string, unknown>;
  edition: DeviceTraits['edition'];
  clockOffsetMs?: number;
  fileHex?: string;
  messageId: string;
  bodyHex: string;
  answers: string[];
  fields: Record<string, unknown>;
}
const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/commands/bodies.json', import.meta.url), 'utf8'),
) as Vector[];
const idText = (id: number) => `0x${id.toString(16).padStart(4, '0')}`;

test.each(
  vectors.map((vector) => [`${vector.kind} ${vector.edition} ${vector.why}`, vector] as const),
)('%s', (_, { kind, args, edition, clockOffsetMs = 0, fileHex, ...expected }) => {
  const file = fileHex === undefined ? null : Buffer.from(fileHex, 'hex');
  const plan = planOf({ kind, args }, { edition, clockOffsetMs }, file);
  if (typeof plan === 'string') throw new Error(plan);
  const bodyHex = Buffer.from(plan.body).toString('hex');
  const answers = plan.answers.map(idText);
  expect({ messageId: idText(plan.messageId), bodyHex, answers }).toEqual({
    messageId: expected.messageId,
    bodyHex: expected.bodyHex,
    answers: expected.answers,
  });
  expect(decodeBody(plan.messageId, edition, plan.body, 0, plan.body.length)).toEqual(
    expected.fields,
  );
});

test('every kind has vectors', () => {
  expect(new Set(vectors.map(({ kind }) => kind))).toEqual(new Set(COMMAND_KINDS));
});

test.each([
  ['check-link', '2013', {}],
  ['query-areas', '2013', { shape: 'route', ids: [] }],
  ['query-properties', '2011', {}],
  ['query-parameters', '2011', { ids: ['0x0001'] }],
  ['control-vehicle', '2013', { vendor: [{ type: 0xf001, hex: '00' }] }],
] as const)('%s is not in %s', (kind, edition, args) => {
  expect(planOf({ kind, args }, { edition, clockOffsetMs: 0 })).toBe('not-in-edition');
});

test.each([
  ['text', { text: '' }],
  ['text', { text: 'x', colour: 'red' }],
  ['track', { intervalS: 5 }],
  ['set-parameters', { parameters: [{ id: '0x0030', value: 180 }] }],
  ['set-parameters', { parameters: [{ id: '0x0031', value: 65_536 }] }],
  ['set-parameters', { parameters: [{ id: '0xfff1', value: 1 }] }],
  ['set-parameters', { parameters: [{ id: '0x0083', value: 7 }] }],
  ['control-terminal', {}],
  ['control-terminal', { action: 'reset', vendorCommand: 100 }],
  ['control-terminal', { action: 'connect-server', parameters: ['a;b'] }],
  ['control-vehicle', {}],
  [
    'set-rectangles',
    {
      setting: 'replace',
      areas: [{ areaId: 1, northDeg: 1, southDeg: 2, westDeg: 1, eastDeg: 2 }],
    },
  ],
  [
    'set-polygon',
    {
      areaId: 1,
      vertices: [
        [1, 1],
        [1, -1],
        [2, 0],
      ],
    },
  ],
  [
    'set-polygon',
    {
      areaId: 1,
      vertices: [
        [1, 1],
        [1, 2],
        [2, 1],
      ],
      from: 1e12,
      daily: { from: '01:00', to: '02:00' },
    },
  ],
] as [CommandKind, Record<string, unknown>][])('%s with %j cannot be told', (kind, args) => {
  expect(planOf({ kind, args }, { edition: '2019', clockOffsetMs: 0 })).toBe('not-encodable');
});

test('whatever the arguments are, there is a message or a reason', () => {
  let planned = 0;
  const mangled = fc.constantFrom(...vectors).chain((vector) =>
    fc.record({
      kind: fc.constant(vector.kind),
      args: fc.oneof(
        fc.constant(vector.args),
        fc.dictionary(fc.constantFrom(...Object.keys(vector.args), 'x'), fc.jsonValue()),
        fc
          .dictionary(fc.constantFrom(...Object.keys(vector.args), 'x'), fc.jsonValue(), {
            maxKeys: 1,
          })
          .map((some) => ({ ...vector.args, ...some })),
      ),
    }),
  );
  const editions = fc.constantFrom('2011' as const, '2013' as const, '2019' as const);
  fc.assert(
    fc.property(mangled, editions, (command, edition) => {
      const plan = planOf(command as never, { edition, clockOffsetMs: 0 }, new Uint8Array(3));
      if (typeof plan === 'string') expect(COMMAND_FAILURES).toContain(plan);
      else planned++;
    }),
    { numRuns: 300 },
  );
  expect(planned).toBeGreaterThan(30);
});

test('what can lose a vehicle is dangerous, and so are the addresses of its platform', () => {
  const dangerous = COMMAND_KINDS.filter((kind) => isDangerous(kind, { parameters: [] }));
  expect(dangerous).toEqual(['control-terminal', 'control-vehicle', 'upgrade']);
  const setting = (id: string) =>
    isDangerous('set-parameters', { parameters: [{ id, value: 'x' }] });
  expect(['0x0013', '0x0018', '0x0026', '0x00000013'].every(setting)).toBe(true);
  expect(['0x0001', '0x0055', '0x001a'].some(setting)).toBe(false);
});
