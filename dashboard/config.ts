/** Every setting of the dashboard's server. */
import { type Static, Type } from 'typebox';

/** No national rule sets these times; ours follow what provinces use: five minutes for what is severe, thirty for the rest, a day to deal with it. */
const minutes = (value: number, says: string) =>
  Type.Integer({
    minimum: 0,
    maximum: 43_200,
    default: value,
    description: `minutes from being raised after which an alert that is ${says}; 0 = never`,
  });
const escalationTimes = (times: readonly [number, number, number, number]) =>
  Type.Object(
    {
      cityAcknowledgeMinutes: minutes(times[0], 'not acknowledged goes up to the city'),
      provinceAcknowledgeMinutes: minutes(times[1], 'not acknowledged goes up to the province'),
      cityHandleMinutes: minutes(times[2], 'not closed goes up to the city'),
      provinceHandleMinutes: minutes(times[3], 'not closed goes up to the province'),
    },
    { default: {}, additionalProperties: false },
  );

export const dashboardSettings = Type.Object(
  {
    host: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
    port: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 8085,
      description: 'port to listen on; 0 = any free one',
    }),
    secureCookie: Type.Boolean({
      default: false,
      description:
        'send the session cookie over https only; set it when a TLS front stands before the dashboard',
    }),
    sessionHoursMax: Type.Number({
      minimum: 0.1,
      default: 12,
      description: 'a session ends this long after sign-in',
    }),
    roadsFile: Type.String({
      default: '',
      description:
        'GeoJSON of road centre lines for the basemap (properties nameZh, nameEn, kind); empty = none',
    }),
    fleetHistoryMinutes: Type.Number({
      minimum: 1,
      default: 60,
      description:
        'at start, last positions and sensor readings are read back from this much of the log',
    }),
    alertHistoryDays: Type.Number({
      minimum: 1,
      default: 14,
      description: 'at start, alerts are read back from this much of the log',
    }),
    commandHistoryDays: Type.Number({
      minimum: 1,
      default: 7,
      description: 'at start, commands to devices are read back from this much of the log',
    }),
    tripHistoryDays: Type.Number({
      minimum: 1,
      default: 31,
      description: 'at start, trips are read back from this much of the log',
    }),
    tripVerifyAfterMs: Type.Integer({
      minimum: 0,
      default: 120_000,
      description:
        'a trip is verified this long after its arrival was found, when late data are in',
    }),
    tripsMax: Type.Integer({
      minimum: 100,
      default: 20_000,
      description:
        'trips held in memory; beyond it those that are over are dropped from the list (trips.v1 keeps them)',
    }),
    indicatorHistoryHours: Type.Number({
      minimum: 1,
      default: 48,
      description: 'at start, indicator values are read back from this much of the log',
    }),
    homeRegion: Type.String({
      pattern: '^[0-9]{6}$',
      default: '440000',
      description: 'GB/T 2260 code of the region the indicators open at',
    }),
    alertsMax: Type.Integer({
      minimum: 1000,
      default: 50_000,
      description:
        'alerts held in memory; beyond it the oldest finished ones are dropped from the list (the store keeps them)',
    }),
    mediaMax: Type.Integer({
      minimum: 1000,
      default: 100_000,
      description:
        'alarms with files that are held in memory for alerts to name; beyond it the oldest are dropped (media.v1 keeps them)',
    }),
    silentAfterMs: Type.Integer({
      minimum: 1000,
      default: 300_000,
      description: 'a vehicle without a report for this long is drawn as silent',
    }),
    escalation: Type.Object(
      {
        critical: escalationTimes([5, 15, 1_440, 2_880]),
        major: escalationTimes([30, 60, 1_440, 2_880]),
        // Four alerts in five are minor: a city that is sent them all sees none.
        minor: escalationTimes([0, 0, 0, 0]),
      },
      { default: {}, additionalProperties: false },
    ),
    viewersMax: Type.Integer({
      minimum: 1,
      default: 500,
      description: 'live connections; further ones are refused',
    }),
  },
  { default: {}, additionalProperties: false },
);
export type DashboardSettings = Static<typeof dashboardSettings>;
