/**
 * Serves the built page with a made-up fleet by the dashboard's contract: for looking at the page and for its
 * browser suites. Run: `node tests/dashboard/web/fixture-server.ts --vehicles 500 --port 8099`; any password signs in.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type WebSocket, WebSocketServer } from 'ws';
import { may, PERMISSIONS } from '#core/access.ts';
import { catalogue } from '#dashboard/server/alert-asking.ts';
import { type ClientMessage, decodeClientMessage, encodeServerMessage } from '#proto/codec/live.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import type { ActionRequest, AlertDetail } from '../../../dashboard/web/feed/types.ts';
import {
  advance,
  createAlert,
  createFleet,
  type FixtureVehicle,
  fixtureRoads,
  rowOf,
} from './fixture-fleet.ts';

export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const EPOCH = 'fixture';
const OF_A_DISPATCHER = { role: 'dispatcher', isWall: false } as const;
const DUTY_OFFICER = {
  ...{ user: 'duty', ...OF_A_DISPATCHER, mustChangePassword: false },
  ...{ regions: null, enterprises: null },
  permissions: PERMISSIONS.filter((permission) => may(OF_A_DISPATCHER, permission)),
};

export interface FixtureServer {
  url: string;
  /** Stops sending frames without closing sockets. */
  pause(paused: boolean): void;
  newAlert(): void;
  stop(): Promise<void>;
}

export async function startFixtureServer(options: {
  vehicles: number;
  alerts: number;
  port?: number;
  /** Milliseconds between two alerts that arise by themselves; 0 = none. */
  newAlertEveryMs?: number;
}): Promise<FixtureServer> {
  const dist = await ensureWebBuild();
  const base = JSON.parse(
    readFileSync(
      fileURLToPath(new URL('../../../dashboard/basemap/south-china.json', import.meta.url)),
      'utf8',
    ),
  ) as object;
  const roads = fixtureRoads();
  const fleet = createFleet(options.vehicles, roads);
  advance(fleet, roads, 1, Date.now());
  const flagged = fleet.filter((v) => v.alert > 0);
  const alerts = new Map<string, AlertDetail>();
  let seq = 0;
  const addAlert = (nowMs: number): AlertDetail => {
    const vehicle = flagged[seq % Math.max(1, flagged.length)] ?? fleet[seq % fleet.length]!;
    const alert = createAlert(vehicle, seq, nowMs);
    alert.seq = ++seq;
    alerts.set(alert.alertId, alert);
    return alert;
  };
  for (let i = 0; i < options.alerts; i++) addAlert(Date.now());
  const viewers = new Map<WebSocket, Extract<ClientMessage, { kind: 'subscribe' }> | null>();
  let paused = false;

  const publish = (alert: AlertDetail): void => {
    const bytes = encodeServerMessage({
      kind: 'alert',
      epoch: EPOCH,
      seq: alert.seq,
      rowJson: JSON.stringify(rowOf(alert)),
    });
    for (const [socket, view] of viewers) if (view) socket.send(bytes);
  };

  const http = createServer((request, response) => {
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    void answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fixture');
    const json = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const signedIn = request.headers.cookie?.includes('tz_session=1') ?? false;
    if (url.pathname === '/api/login') {
      response.writeHead(204, { 'set-cookie': 'tz_session=1; HttpOnly; SameSite=Strict; Path=/' });
      response.end();
      return;
    }
    if (url.pathname.startsWith('/api/') && !signedIn) return json({ title: 'Unauthorized' }, 401);
    if (url.pathname === '/api/me') return json(DUTY_OFFICER);
    if (url.pathname === '/api/roster') {
      return json({
        version: 1,
        vehicles: fleet.map((v) => ({
          handle: v.handle,
          vehicleId: `${v.plate}-${v.plateColour}`,
          plate: v.plate,
          plateColour: v.plateColour,
          class: v.class,
          enterprise: `粤运测试企业 ${v.handle % 40}`,
          regionCode: '440300',
        })),
      });
    }
    if (url.pathname === '/api/status') {
      const moving = fleet.filter((v) => v.state === 0).length;
      return json({
        nowMs: Date.now(),
        vehicles: fleet.length,
        moving,
        silent: fleet.filter((v) => v.state === 2).length,
        alertsOpen: [...alerts.values()].filter((a) => a.episode === 'open').length,
        ingestPerSecond: moving,
        lagRecords: 0,
      });
    }
    if (url.pathname === '/api/indicators') {
      const home = { kind: 'region', id: '440000', name: { zh: '广东省', en: 'Guangdong' } };
      return json({ home, scope: home, indicators: [] });
    }
    if (url.pathname === '/api/alert-life') return json(catalogue(() => true, {}));
    if (url.pathname === '/basemap.json') return json({ ...base, roads });
    if (url.pathname === '/api/alerts') {
      const after = Number(url.searchParams.get('after') ?? 0);
      return json({
        epoch: EPOCH,
        seq,
        alerts: [...alerts.values()].filter((a) => a.seq > after).map(rowOf),
      });
    }
    const [, alertId, part] =
      /^\/api\/alerts\/([0-9a-f]{32})(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    const alert = alertId ? alerts.get(alertId) : undefined;
    if (alert && part === undefined) return json(alert);
    if (alert && part === 'assignees')
      return json({
        assignees: [{ user: 'night', name: '夜班', role: 'dispatcher' }],
        more: false,
      });
    if (alert && part === 'attachments') return json({ files: [], awaited: 0, failed: 0 });
    if (alert && part === 'loop')
      return json({ policy: null, reaction: null, tookMs: null, steps: [] });
    if (alert && part === 'track') return json(trackOf(alert, fleet));
    if (alert && part === 'actions') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const wish = JSON.parse(body) as ActionRequest;
      if (wish.action !== 'comment' && wish.baseVersion !== alert.workVersion) {
        return json(
          { title: 'Conflict', status: 409, detail: 'stale', current: rowOf(alert) },
          409,
        );
      }
      applyAction(alert, wish, 'duty');
      alert.seq = ++seq;
      publish(alert);
      return json(rowOf(alert));
    }
    if (url.pathname.startsWith('/api/evidence/')) {
      return json({
        receivedTimeMs: Date.now(),
        protocol: 'jt808-2019',
        rawHex:
          '7e0200405a0100000000013912345678000100000000000000030158e1a806ca8f2000320320010e2611211230000104000003e8020200c8030203200104000003e82a0200002b0400000000300163310114c87e',
        decoded: {
          messageId: '0x0200',
          latitudeDeg: 22.587816,
          longitudeDeg: 113.938208,
          speedKmh: 80,
        },
      });
    }
    const path = join(dist, url.pathname === '/' ? 'index.html' : url.pathname);
    if (!path.startsWith(dist) || !existsSync(path)) return json({ title: 'Not found' }, 404);
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  }

  const sockets = new WebSocketServer({ server: http, path: '/ws', perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    viewers.set(socket, null);
    socket.send(
      encodeServerMessage({
        kind: 'hello',
        serverVersion: 'fixture',
        nowMs: Date.now(),
        alertEpoch: EPOCH,
        alertSeq: seq,
        rosterVersion: 1,
      }),
    );
    socket.on('message', (data: Buffer) => {
      const message = decodeClientMessage(data);
      if (message.kind === 'ping' && !paused)
        socket.send(encodeServerMessage({ kind: 'pong', t: message.t }));
      if (message.kind !== 'subscribe') return;
      const first = viewers.get(socket) === null;
      viewers.set(socket, message);
      if (first) {
        for (const alert of alerts.values()) {
          if (message.alertEpoch === EPOCH && alert.seq > message.alertSeq) publish(alert);
        }
      }
      sendFrame(socket, message, fleet, true);
    });
    socket.on('close', () => viewers.delete(socket));
  });

  let lastMs = Date.now();
  const ticker = setInterval(() => {
    const nowMs = Date.now();
    advance(fleet, roads, (nowMs - lastMs) / 1000, nowMs);
    lastMs = nowMs;
    if (paused) return;
    for (const [socket, view] of viewers) if (view) sendFrame(socket, view, fleet, false);
  }, 1000);
  const arising = options.newAlertEveryMs
    ? setInterval(() => publish(addAlert(Date.now())), options.newAlertEveryMs)
    : undefined;

  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    pause: (value) => {
      paused = value;
    },
    newAlert: () => publish(addAlert(Date.now())),
    stop: () =>
      new Promise((resolve) => {
        clearInterval(ticker);
        clearInterval(arising);
        for (const socket of sockets.clients) socket.terminate();
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

function sendFrame(
  socket: WebSocket,
  view: Extract<ClientMessage, { kind: 'subscribe' }>,
  fleet: FixtureVehicle[],
  reset: boolean,
): void {
  const nowMs = Date.now();
  const follow = new Set(view.follow);
  const rows = fleet.filter(
    (v) =>
      (reset || v.state === 0) &&
      (follow.has(v.handle) ||
        (v.lon >= view.west && v.lon <= view.east && v.lat >= view.south && v.lat <= view.north)),
  );
  socket.send(
    encodeServerMessage({
      kind: 'positions',
      positions: {
        baseTimeMs: nowMs,
        vehiclesTotal: fleet.length,
        reset,
        handle: Uint32Array.from(rows, (v) => v.handle),
        longitudeE6: Int32Array.from(rows, (v) => Math.round(v.lon * 1e6)),
        latitudeE6: Int32Array.from(rows, (v) => Math.round(v.lat * 1e6)),
        speedKmh: Uint16Array.from(rows, (v) => v.speedKmh),
        courseHalf: Uint8Array.from(rows, (v) => Math.floor(v.courseDeg / 2) % 180),
        ageS: Uint32Array.from(rows, (v) =>
          Math.max(0, Math.round((nowMs - v.eventTimeMs) / 1000)),
        ),
        state: Uint8Array.from(rows, (v) => v.state | (v.alert << 2)),
      },
    }),
  );
}

function applyAction(alert: AlertDetail, wish: ActionRequest, actor: string): void {
  const { action, outcome = null, cause = null, note = null } = wish;
  const { baseVersion, ...said } = wish;
  const atMs = Date.now();
  const entry = { ...said, alertId: alert.alertId, baseVersion, atMs, actor };
  alert.actions.push({ ...entry, action, outcome, cause, note });
  if (action === 'comment') return;
  alert.workVersion++;
  Object.assign(alert, changesOf(wish, actor, atMs));
}

/** What the real fold would change, as far as the page's tests look. */
function changesOf(wish: ActionRequest, actor: string, atMs: number): Partial<AlertDetail> {
  const seen = { work: 'acknowledged', acknowledgedBy: actor, acknowledgedAtMs: atMs } as const;
  const { note = '', untilMs = atMs, urgency = 'normal' } = wish;
  switch (wish.action) {
    case 'acknowledge':
      return { ...seen, acknowledgeByMs: null };
    case 'assign':
      return { ...seen, acknowledgeByMs: null, assignee: wish.assignee ?? null };
    case 'handle':
      return { work: 'in-handling', assignee: actor };
    case 'close':
      return { work: 'closed', outcome: wish.outcome ?? null };
    case 'shelve':
      return { visibility: 'shelved', hiddenUntilMs: untilMs };
    case 'unshelve':
      return { visibility: 'shown', hiddenUntilMs: null };
    case 'escalate':
      return { escalation: 'city', escalatedAtMs: atMs };
    case 'supervise':
      return {
        supervision: { by: actor, atMs, deadlineMs: untilMs, urgency, result: null },
        ...{ superviseByMs: untilMs, supervisionWords: { instruction: note, reply: null } },
      };
    default:
      return { work: 'new' };
  }
}

function trackOf(alert: AlertDetail, fleet: FixtureVehicle[]) {
  const vehicle = fleet[alert.handle]!;
  const from = alert.openedAtMs - 600_000;
  const to = (alert.closedAtMs ?? alert.openedAtMs + 300_000) + 600_000;
  const points: [number, number, number, number, number, number][] = [];
  const corridor: [number, number][] = [];
  for (let ms = from; ms <= to; ms += 10_000) {
    const s = (ms - from) / (to - from);
    const away = ms > alert.openedAtMs && ms < (alert.closedAtMs ?? to - 600_000) ? 0.006 : 0;
    const lon = vehicle.lon - 0.15 + s * 0.3;
    const lat = vehicle.lat + Math.sin(s * 7) * 0.03;
    corridor.push([lon, lat]);
    points.push([ms, lon, lat + away, 62 + 14 * Math.sin(s * 40) + (away ? 30 : 0), 90, 0]);
  }
  return {
    from,
    to,
    points,
    corridor: { type: 'LineString', coordinates: corridor },
    halfWidthM: 200,
    limitKmh: 80,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name: string, otherwise: number) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : Number(process.argv[at + 1]);
  };
  const server = await startFixtureServer({
    vehicles: option('vehicles', 500),
    alerts: option('alerts', 24),
    port: option('port', 8099),
    newAlertEveryMs: 5_000,
  });
  console.error(server.url);
}
