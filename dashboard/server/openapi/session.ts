/** Signing in, and what the page asks of the server itself. */
import { Type } from 'typebox';
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
    body: { example: { user: 'admin', password: 'the password printed at the first start' } },
    answers: { 204: { description: 'Signed in', headers: { 'set-cookie': 'The session.' } } },
    problems: [401, 429],
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
        schema: Type.Object({ user: Type.String(), role: Type.String() }),
        example: { user: 'admin', role: 'administrator' },
      },
    },
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
          /** Reports a second. */
          ingestPerSecond: Type.Number(),
          lagRecords: Type.Integer(),
          viewers: Type.Integer(),
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
