import { describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { checkRegistry, importRegistry, importRegistryFile } from '#ingest/registry-import.ts';
import { openTopics, SECRETS } from './harness.ts';
import { registry, square } from './registry-sample.ts';

const options = { pseudonymKey: SECRETS.pseudonymKey, nowMs: 1_700_000_000_000 };

describe('a registry file', () => {
  test('is written once: a second import of the same changes nothing', async () => {
    const log = await openTopics();
    expect(await importRegistry(log, registry(), options)).toEqual({
      written: 8,
      unchanged: 0,
      problems: [],
    });
    expect(await importRegistry(log, registry(), options)).toEqual({
      written: 0,
      unchanged: 8,
      problems: [],
    });
    const changed = registry();
    changed.vehicles[0]!.class = 'dangerous';
    expect(await importRegistry(log, changed, options)).toMatchObject({ written: 1, unchanged: 7 });
    const batch = await log.read(TOPICS.registry, 0, 0, {
      maxRecords: 100,
      maxBytes: 1e6,
      waitMs: 0,
    });
    for (const { key } of batch.records) expect(key).toMatch(/^[a-z]+:[0-9a-f]{16}$/);
  });

  const broken: [string, (file: ReturnType<typeof registry>) => void, string, string][] = [
    [
      'a class nobody knows',
      (f) => {
        f.vehicles[0]!.class = 'spaceship';
      },
      'vehicles',
      'class',
    ],
    [
      'an id that is not plate-colour',
      (f) => {
        f.vehicles[0]!.vehicleId = '粤B1';
      },
      'vehicles',
      'plate',
    ],
    [
      'an id twice',
      (f) => {
        f.vehicles[1] = f.vehicles[0]!;
      },
      'vehicles',
      'before',
    ],
    [
      'an enterprise that is not there',
      (f) => {
        f.vehicles[0]!.enterpriseId = 'e9';
      },
      'vehicles',
      'enterprise',
    ],
    [
      'a device of no vehicle',
      (f) => {
        f.devices[0]!.vehicleId = 'x-1';
      },
      'devices',
      'vehicle',
    ],
    [
      'a phone with its leading zero',
      (f) => {
        f.devices[0]!.deviceId = '013400000001';
      },
      'devices',
      'deviceId',
    ],
    [
      'a time that runs backwards',
      (f) => {
        f.routes[0]!.validTo = f.routes[0]!.validFrom;
      },
      'routes',
      'validFrom',
    ],
    [
      'a local time',
      (f) => {
        f.routes[0]!.validTo = '2026-11-22T00:00:00';
      },
      'routes',
      'validTo',
    ],
    [
      'latitude first',
      (f) => {
        f.routes[0]!.corridor.coordinates = [
          [22, 113],
          [22.5, 113.5],
        ];
      },
      'routes',
      'coordinate',
    ],
    [
      'a line without length',
      (f) => {
        f.routes[0]!.corridor.coordinates = [
          [113, 22],
          [113, 22],
        ];
      },
      'routes',
      'length',
    ],
    [
      'an open ring',
      (f) => {
        f.zones[0]!.polygon.coordinates = [square.slice(0, 4)];
      },
      'zones',
      'closed',
    ],
    [
      'an open ring in the second part of an area',
      (f) => {
        const coordinates = [[square], [square.slice(0, 4)]];
        Object.assign(f.zones[0]!, { polygon: { type: 'MultiPolygon', coordinates } });
      },
      'zones',
      'closed',
    ],
    [
      'a bow tie',
      (f) => {
        f.zones[0]!.polygon.coordinates = [
          [
            [113, 22],
            [114, 23],
            [114, 22],
            [113, 23],
            [113, 22],
          ],
        ];
      },
      'zones',
      'crosses',
    ],
  ];
  test.each(broken)(
    'with %s names the entity by its place and takes the rest',
    (_, breakIt, list, word) => {
      const file = registry();
      breakIt(file);
      const { accepted, problems } = checkRegistry(file);
      expect(problems[0]).toMatchObject({ list });
      expect(problems[0]!.sentence).toContain(word);
      expect(problems[0]!.sentence).not.toContain('粤');
      expect(accepted.length).toBeGreaterThanOrEqual(4);
    },
  );

  test.each([null, [], 'text', { vehicles: {} }])(
    'that is none (%j) is refused as a whole',
    (file) => {
      expect(() => checkRegistry(file)).toThrow(
        expect.objectContaining({ code: 'REGISTRY_INVALID' }),
      );
    },
  );

  test('that cannot be read is named', async () => {
    const log = await openTopics();
    const { logger } = { logger: { info() {}, warn() {} } as never };
    await expect(
      importRegistryFile(log, '/nowhere/registry.json', { ...options, logger }),
    ).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});
