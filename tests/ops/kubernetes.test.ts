/** ops/kubernetes: every role runs, locked down and bounded, with settings that exist and secrets by reference only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { ROLES } from '#tools/platform/roles.ts';
import { defaults, environmentMistakes, read, root, settingsOf } from './deployment.ts';

const FOLDER = 'ops/kubernetes';
interface Container {
  name: string;
  image: string;
  args: string[];
  env?: { name: string; value?: string; valueFrom?: object }[];
  envFrom: { configMapRef: { name: string } }[];
  ports: { name: string; containerPort: number; protocol: string }[];
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  securityContext: object;
  volumeMounts: { name: string; mountPath: string }[];
  [probe: `${string}Probe`]: { httpGet: { path: string; port: string } };
}
interface Resource {
  kind: string;
  metadata: { name: string };
  // biome-ignore lint/suspicious/noExplicitAny: resources of many kinds, looked at field by field
  spec: any;
  data?: Record<string, string>;
}
const kustomization = parse(read(`${FOLDER}/kustomization.yaml`)) as {
  resources: string[];
  images: { name: string; newTag: string }[];
};
const resources = kustomization.resources.flatMap((file) =>
  parseAllDocuments(read(`${FOLDER}/${file}`)).map((document) => document.toJS() as Resource),
);
const of = (kind: string) => resources.filter((resource) => resource.kind === kind);
const named = (kind: string, name: string) =>
  of(kind).find((resource) => resource.metadata.name === name)!;
const workloads = [...of('Deployment'), ...of('StatefulSet')];
const containerOf = (workload: Resource) => workload.spec.template.spec.containers[0] as Container;
const shared = named('ConfigMap', 'settings').data!;

test('every file is there, every role runs once, from one pinned image', () => {
  for (const file of kustomization.resources)
    expect(existsSync(join(root, FOLDER, file))).toBe(true);
  expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual([...ROLES].sort());
  expect(kustomization.images).toEqual([
    expect.objectContaining({ name: 'tizheng', newTag: expect.stringMatching(/^\d+\.\d+\.\d+$/) }),
  ]);
});

describe.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
  '%s',
  (name, workload) => {
    const container = containerOf(workload);
    const pod = workload.spec.template.spec;

    test('starts its role with settings that exist', () => {
      expect(container.args).toEqual(['--role', name]);
      expect(container.image).toBe('tizheng');
      const env = {
        ...shared,
        ...Object.fromEntries((container.env ?? []).map(({ name, value = name }) => [name, value])),
      };
      expect(environmentMistakes(env)).toEqual([]);
      const settings = settingsOf(env);
      const ports = Object.fromEntries(
        container.ports.map(({ name, containerPort }) => [name, containerPort]),
      );
      expect(ports.ops).toBe(settings.ops.port);
      if (name === 'ingest')
        expect([ports.jt808, ports['jt808-udp'], ports.http]).toEqual([
          settings.ingest.tcpPort,
          settings.ingest.udpPort,
          settings.ingest.http.port,
        ]);
      if (name === 'dashboard') expect(ports.page).toBe(defaults.dashboard.port);
      const mounts = container.volumeMounts.map(({ name }) => name);
      const files = name === 'ingest' || name === 'dashboard' ? ['media'] : [];
      expect(mounts.sort()).toEqual(['data', ...files, 'platform', 'scratch', 'secrets']);
    });

    test('cannot be root, write its image or speak to the cluster', () => {
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    });

    test('says how it is, has bounds, and time to end', () => {
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
        expect(container[probe]?.httpGet).toEqual({
          path: expect.stringMatching(/^\/\w+$/),
          port: 'ops',
        });
      for (const bounds of [container.resources.requests, container.resources.limits])
        expect(Object.keys(bounds).sort()).toEqual(['cpu', 'memory']);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
    });

    test('is not taken away all at once, and selects its own pods', () => {
      const labels = workload.spec.template.metadata.labels;
      expect(workload.spec.selector.matchLabels).toEqual(labels);
      if (workload.spec.replicas > 1)
        expect(named('PodDisruptionBudget', name).spec).toEqual({
          maxUnavailable: 1,
          selector: { matchLabels: labels },
        });
    });
  },
);

test('secrets stand nowhere: they are mounted from one that is made apart', () => {
  expect(of('Secret')).toEqual([]);
  for (const workload of workloads) {
    const volumes = workload.spec.template.spec.volumes as { secret?: { secretName: string } }[];
    expect(volumes.flatMap(({ secret }) => secret?.secretName ?? [])).toEqual([
      'tizheng',
      'tizheng',
    ]);
  }
});

test('processors grow on lag, up to one per partition', () => {
  const { spec } = named('HorizontalPodAutoscaler', 'process');
  expect(spec.scaleTargetRef).toMatchObject({ kind: 'Deployment', name: 'process' });
  expect(spec.maxReplicas).toBe(Number(shared.TIZHENG_LOG_PARTITIONS));
  const { metric } = spec.metrics[0].external;
  const adapter = parse(read(`${FOLDER}/prometheus-adapter.yaml`)) as {
    rules: { external: { seriesQuery: string; name: { as: string } }[] };
  };
  const [rule] = adapter.rules.external;
  expect(rule!.name.as).toBe(metric.name);
  expect(rule!.seriesQuery).toContain(metric.name);
  expect(read('docs/generated/metrics.md')).toContain(`\`${metric.name}\``);
});

test('nothing is reached that is not said', () => {
  expect(named('NetworkPolicy', 'nothing-by-default').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  });
  const metrics = named('NetworkPolicy', 'metrics').spec.ingress[0];
  expect(metrics.from).toHaveLength(1);
  expect(metrics.ports).toEqual([{ port: defaults.ops.port, protocol: 'TCP' }]);
  for (const service of of('Service'))
    for (const { targetPort } of service.spec.ports)
      expect(
        workloads.some((workload) =>
          containerOf(workload).ports.some(({ name }) => name === targetPort),
        ),
      ).toBe(true);
});
