/** The import of files in the document. */
import { Type } from 'typebox';
import type { Operations } from './operation.ts';

const state = Type.Object({
  importId: Type.String(),
  state: Type.Enum(['running', 'done', 'failed']),
  progress: Type.Object({
    phase: Type.Enum(['reading', 'checking', 'writing']),
    rows: Type.Integer(),
    total: Type.Union([Type.Integer(), Type.Null()]),
  }),
  detail: Type.Union([Type.String(), Type.Null()]),
  report: Type.Union([
    Type.Null(),
    Type.Object({
      rows: Type.Integer(),
      created: Type.Integer(),
      changed: Type.Integer(),
      unchanged: Type.Integer(),
      faulty: Type.Integer(),
      /** False = dry run, or refused for its faults. */
      isWritten: Type.Boolean(),
      isDryRun: Type.Boolean(),
      /** The first 1,000. */
      faults: Type.Array(
        Type.Object({
          list: Type.String(),
          row: Type.Integer(),
          field: Type.String(),
          code: Type.String(),
          message: Type.String(),
          /** Masked where it is personal. */
          value: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      faultsTotal: Type.Integer(),
      notes: Type.Array(Type.String()),
    }),
  ]),
});
const IMPORT = '0123456789abcdef';
const running = {
  ...{ importId: IMPORT, state: 'running', detail: null, report: null },
  progress: { phase: 'reading', rows: 0, total: null },
};
const done = {
  ...{ importId: IMPORT, state: 'done', detail: null },
  progress: { phase: 'checking', rows: 2, total: 2 },
  report: {
    ...{ rows: 2, created: 1, changed: 0, unchanged: 0, faulty: 1, isWritten: false },
    ...{ isDryRun: false, faultsTotal: 1, notes: ['Column left out: 备注'] },
    faults: [
      {
        ...{ list: 'vehicles', row: 3, field: 'plateColour', code: 'type', value: '紫色' },
        message: 'must be integer.',
      },
    ],
  },
};
const file = (example: unknown, type = 'string') => ({ schema: Type.Unsafe({ type }), example });

export const registryImportOperations: Operations = {
  'POST /api/registry/import': {
    ...{ tag: 'registry', summary: 'Import a file: CSV of one list, JSON of many, GeoJSON' },
    description:
      'The body is the file, up to 2 GB, taken in within 30 s. It is checked whole; then, unless `dryRun` or a fault forbids it (`faulty=skip` leaves faulty rows out instead), what changed is written. One import at a time; other changes are answered 503 meanwhile.',
    parameters: {
      ...{ format: 'csv', list: 'vehicles', encoding: 'gb18030', faulty: 'refuse' },
      dryRun: true,
    },
    headers: { 'x-reason': 'Why, percent-encoded.' },
    bodyTypes: {
      'text/csv': file(
        '车牌号,车牌颜色,车辆类别,企业编号,行政区划代码\n粤B00001,黄,包车,e-1,440300\n',
      ),
      'application/json': file({ enterprises: [] }, 'object'),
      'application/geo+json': file({ type: 'FeatureCollection', features: [] }, 'object'),
      'application/octet-stream': file('…'),
    },
    answers: {
      202: {
        ...{ description: 'Taken in; ask for the report', schema: state, example: running },
        headers: { location: 'Where the report will be.' },
      },
    },
  },
  'GET /api/registry/imports/:importId': {
    ...{ tag: 'registry', summary: 'How far an import is, and its report' },
    parameters: { importId: IMPORT },
    answers: { 200: { description: 'State and report', schema: state, example: done } },
    problems: [404],
  },
};
