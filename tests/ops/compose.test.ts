/** docker-compose.yml and the image: what a person brings up is pinned, bounded, locked down and made of what exists. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROLES } from '#tools/platform/roles.ts';
import { defaults, environmentMistakes, read, readYaml, root, settingsOf } from './deployment.ts';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[]; interval: string; retries: number };
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  user?: string;
  ports?: string[];
  networks: string[];
  volumes?: string[];
  tmpfs?: string[];
  secrets?: (string | { source: string; target: string })[];
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas?: number; resources?: { limits?: { cpus: string; memory: string } } };
}
const compose = readYaml<{
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}>('docker-compose.yml');
const services = Object.entries(compose.services);
const secretsOf = (service: Service) =>
  (service.secrets ?? []).map((secret) => (typeof secret === 'string' ? secret : secret.source));

test('there are the engines, every role, and what watches them', () => {
  expect(Object.keys(compose.services).sort()).toEqual(
    [...ROLES, 'kafka', 'clickhouse', 'mosquitto', 'prometheus', 'grafana'].sort(),
  );
  for (const role of ROLES)
    expect(compose.services[role]!.command?.slice(0, 2)).toEqual(['--role', role]);
  expect(compose.services.process!.deploy?.replicas).toBe(2);
});

describe.each(services)('%s', (name, service) => {
  test('is pinned, comes back, says how it is, and has bounds', () => {
    expect(service.image).toMatch(/:v?\d+\.\d+/);
    expect(service.restart).toBe('unless-stopped');
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
    expect(service.healthcheck?.retries).toBeGreaterThan(0);
    expect(service.deploy?.resources?.limits).toEqual({
      cpus: expect.stringMatching(/^\d+(\.\d+)?$/),
      memory: expect.stringMatching(/^\d+[mg]$/),
    });
  });

  test('cannot write outside its volumes, gain rights or be root with them', () => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.user ?? 'of the image').not.toMatch(/^(0|root)\b/);
  });

  test('names settings, secrets, files, volumes and networks that exist', () => {
    expect(environmentMistakes(service.environment ?? {})).toEqual([]);
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|SECRET|TOKEN/.test(variable) && !variable.includes('SKIP'))
        expect({ variable, value }).toEqual({
          variable,
          value: expect.stringMatching(/^\/run\/secrets\//),
        });
      const named = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
      if (named !== undefined && variable.endsWith('FILE')) {
        expect({ name, has: secretsOf(service) }).toEqual({
          name,
          has: expect.arrayContaining([named]),
        });
      }
    }
    for (const secret of secretsOf(service)) expect(Object.keys(compose.secrets)).toContain(secret);
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':') as [string];
      if (source.startsWith('./'))
        expect({ source, exists: existsSync(join(root, source)) }).toEqual({
          source,
          exists: true,
        });
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
    for (const network of service.networks)
      expect(Object.keys(compose.networks)).toContain(network);
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(Object.keys(compose.services)).toContain(other);
      expect(condition).toBe('service_healthy');
    }
  });
});

describe('who can be reached from where', () => {
  test('log and store only from inside, and nothing leaves from there', () => {
    expect(compose.networks.inside).toEqual({ internal: true });
    for (const name of ['kafka', 'clickhouse', 'process', 'sink']) {
      expect(compose.services[name]!.networks).toEqual(['inside']);
      expect(compose.services[name]!.ports).toBeUndefined();
    }
  });

  test('page, metrics and graphs on loopback; devices where they are let in, at the ports of the settings', () => {
    const published = services.flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    const devices = '$'.concat('{TIZHENG_DEVICE_ADDRESS:-0.0.0.0}');
    const { ingest, dashboard } = defaults;
    expect(published.sort()).toEqual(
      [
        `ingest ${devices}:${ingest.tcpPort}:${ingest.tcpPort}/tcp`,
        `ingest ${devices}:${ingest.udpPort}:${ingest.udpPort}/udp`,
        `ingest ${devices}:${ingest.attachments.port}:${ingest.attachments.port}/tcp`,
        `ingest ${devices}:${ingest.http.port}:${ingest.http.port}/tcp`,
        `mosquitto ${devices}:${ingest.mqtt.port}:${ingest.mqtt.port}`,
        `dashboard 127.0.0.1:${dashboard.port}:${dashboard.port}`,
        'prometheus 127.0.0.1:9090:9090',
        'grafana 127.0.0.1:3000:3000',
      ].sort(),
    );
    for (const [name, { ports, networks }] of services)
      if (ports !== undefined)
        expect({ name, out: networks.some((n) => n !== 'inside') }).toEqual({ name, out: true });
  });

  test('roles speak to the brokers and the store with a password, and listen where they must', () => {
    for (const role of ROLES) {
      const settings = settingsOf(compose.services[role]!.environment!);
      expect(settings.log).toMatchObject({
        engine: 'kafka',
        kafka: { sasl: { mechanism: 'PLAIN' } },
      });
      expect(settings.log.kafka.brokers).toEqual(['kafka:9092']);
      const speaks = role === 'sink' || role === 'dashboard';
      expect(settings.store.url).toBe(speaks ? 'http://clickhouse:8123' : '');
      expect(settings.ops).toMatchObject({ host: '0.0.0.0', port: defaults.ops.port });
      expect(settings.ingest.host).toBe(role === 'ingest' ? '0.0.0.0' : '127.0.0.1');
      expect(settings.dashboard.host).toBe(role === 'dashboard' ? '0.0.0.0' : '127.0.0.1');
    }
    const kafka = read('ops/kafka/server.properties');
    expect(kafka).toMatch(
      /^listeners=CLIENT:\/\/:9092,INTERNAL:\/\/127\.0\.0\.1:\d+,CONTROLLER:\/\/127\.0\.0\.1:\d+$/m,
    );
    expect(kafka).toContain('CLIENT:SASL_PLAINTEXT');
    const mosquitto = read('ops/mosquitto/mosquitto.conf');
    expect(mosquitto).toContain('allow_anonymous false');
  });
});

test('the secrets it wants are those the command makes, without a default among them', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-secrets-'));
  const make = () =>
    execFileSync(process.execPath, ['tools/secrets.ts', '--to', dir, 'det-1'], {
      cwd: root,
      encoding: 'utf8',
    });
  try {
    make();
    const wanted = Object.values(compose.secrets).map(({ file }) => file.replace('./secrets/', ''));
    const made = readdirSync(dir);
    expect(made).toEqual(expect.arrayContaining(wanted));
    expect(made.filter((name) => !wanted.includes(name))).toEqual(['admin-password']);
    const first = read('.gitignore');
    expect(first).toContain('/secrets/');
    expect(make()).toContain('Everything was there.');
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('Prometheus scrapes every role at the port of the settings, with the token', () => {
  const { scrape_configs } = readYaml<{
    scrape_configs: {
      authorization: { credentials_file: string };
      dns_sd_configs: { names: string[]; port: number }[];
    }[];
  }>('ops/prometheus/compose.yml');
  expect(scrape_configs[0]!.authorization.credentials_file).toBe('/run/secrets/metrics-token');
  expect(scrape_configs[0]!.dns_sd_configs).toEqual([
    expect.objectContaining({ names: [...ROLES], port: defaults.ops.port }),
  ]);
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const lines = dockerfile.split('\n');

  test('is built in a stage of its own on the Node that is pinned, runs without rights, says how it is', () => {
    const { dependencies } = JSON.parse(read('package.json')) as {
      dependencies: Record<string, string>;
    };
    expect(dockerfile).toContain(`ARG NODE=${dependencies.node}\n`);
    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    expect(dockerfile).toContain('npm ci --omit=dev');
    const user = lines.findLastIndex((line) => line.startsWith('USER '));
    expect(lines[user]).toBe(`USER ${compose.services.sink!.user}`);
    expect(lines.findLastIndex((line) => line.startsWith('RUN '))).toBeLessThan(user);
    expect(dockerfile).toContain(
      `CMD ${JSON.stringify(compose.services.sink!.healthcheck!.test.slice(1)).replaceAll(',', ', ')}`,
    );
    const [node, ...start] = (
      JSON.parse(read('package.json')) as { scripts: { start: string } }
    ).scripts.start.split(' ');
    expect(dockerfile).toContain(
      `ENTRYPOINT ${JSON.stringify([node, ...start]).replaceAll(',', ', ')}`,
    );
    for (const file of ['tools/start.ts', 'tools/healthy.ts'])
      expect(existsSync(join(root, file))).toBe(true);
  });

  test('holds the folders the code imports, and nothing else of the checkout', () => {
    const { imports } = JSON.parse(read('package.json')) as { imports: Record<string, string> };
    const wanted = Object.values(imports)
      .map((path) => path.split('/')[1]!)
      .filter((name) => name !== 'tests');
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toContain('*');
    const held = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(held.filter((name) => !/[.A-Z]/.test(name)).sort()).toEqual(wanted.sort());
  });
});
