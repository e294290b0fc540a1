/** Signing in, and what the page asks of the server itself. */
import { Type } from 'typebox';
import { PERMISSIONS, ROLES } from '#core/access.ts';
import type { Operations } from './operation.ts';

export const sessionOperations: Operations = {
  'GET /healthz': {
    ...{ tag: 'session', summary: 'Whether the server answers', isOpen: true },
    answers: {
      200: {
        description: 'It does',
        schema: Type.Object({ ok: Type.Boolean() }),
        example: { ok: true },
      },
    },
  },
  'POST /api/login': {
    ...{ tag: 'session', summary: 'Sign in', isOpen: true },
    description:
      'After five failures of an address, or ten of an account, further attempts wait (429 with `retry-after`), but for devices the account has signed in from: send their `tz_device` cookie back.',
    body: { example: { user: 'admin', password: 'the password printed at the first start' } },
    answers: {
      204: {
        description: 'Signed in',
        headers: { 'set-cookie': 'The session, and a second one by which the device is known.' },
      },
    },
    problems: [401, 429, 503],
  },
  'POST /api/logout': {
    ...{ tag: 'session', summary: 'Sign out' },
    answers: { 204: { description: 'Signed out' } },
  },
  'GET /api/me': {
    ...{ tag: 'session', summary: 'Who is signed in' },
    answers: {
      200: {
        description: 'Account',
        schema: Type.Object({
          user: Type.String(),
          role: Type.Enum([...ROLES]),
          /** Null = all. */
          regions: Type.Union([Type.Array(Type.String()), Type.Null()]),
          enterprises: Type.Union([Type.Array(Type.String()), Type.Null()]),
          isWall: Type.Boolean(),
          mustChangePassword: Type.Boolean(),
          permissions: Type.Array(Type.Enum([...PERMISSIONS])),
        }),
        example: {
          ...{ user: 'li.ming', role: 'dispatcher', regions: ['440300'], enterprises: null },
          ...{ isWall: false, mustChangePassword: false, permissions: ['session', 'live.read'] },
        },
      },
    },
  },
  'POST /api/me/password': {
    ...{ tag: 'session', summary: "Change one's own password" },
    description: 'Ends every other session of the account; this one goes on under a new cookie.',
    body: { example: { current: 'the one handed over', next: 'A longer one, of my own' } },
    answers: { 204: { description: 'Changed', headers: { 'set-cookie': 'The session.' } } },
    problems: [422, 429],
  },
  'GET /api/status': {
    ...{ tag: 'session', summary: 'Counts of the top bar' },
    answers: {
      200: {
        description: 'Counts',
        schema: Type.Object({
          nowMs: Type.Integer(),
          vehicles: Type.Integer(),
          moving: Type.Integer(),
          silent: Type.Integer(),
          alertsOpen: Type.Integer(),
          /** Reports a second, of the whole installation; null for accounts that are for a part of it, as the next two. */
          ingestPerSecond: Type.Union([Type.Number(), Type.Null()]),
          lagRecords: Type.Union([Type.Integer(), Type.Null()]),
          viewers: Type.Union([Type.Integer(), Type.Null()]),
        }),
        example: {
          ...{ nowMs: 1_795_219_200_000, vehicles: 20_000, moving: 14_210, silent: 120 },
          ...{ alertsOpen: 17, ingestPerSecond: 680, lagRecords: 0, viewers: 4 },
        },
      },
    },
  },
  'GET /api/roster': {
    ...{ tag: 'live', summary: 'Who is behind the handles of the live feed' },
    parameters: { version: 12 },
    answers: {
      200: {
        description: 'Vehicles; none when the caller has this version already',
        schema: Type.Object({
          version: Type.Integer(),
          vehicles: Type.Array(
            Type.Object({
              handle: Type.Integer(),
              vehicleId: Type.String(),
              plate: Type.String(),
              plateColour: Type.Integer(),
              class: Type.String(),
              enterprise: Type.String(),
              regionCode: Type.String(),
            }),
          ),
        }),
        example: {
          version: 13,
          vehicles: [
            {
              ...{ handle: 0, vehicleId: '粤B00001-2', plate: '粤B00001', plateColour: 2 },
              ...{ class: 'charter', enterprise: '示例客运有限公司', regionCode: '440300' },
            },
          ],
        },
      },
    },
  },
  'GET /basemap.json': {
    ...{ tag: 'live', summary: 'Coast, towns and roads of the map' },
    answers: {
      200: {
        description: 'Map',
        schema: Type.Record(Type.String(), Type.Unknown()),
        example: { places: [] },
      },
    },
  },
  'GET /api/openapi.json': {
    ...{ tag: 'session', summary: 'This document' },
    answers: {
      200: {
        description: 'OpenAPI 3.1',
        schema: Type.Object({ openapi: Type.String() }),
        example: { openapi: '3.1.0' },
      },
    },
  },
};
