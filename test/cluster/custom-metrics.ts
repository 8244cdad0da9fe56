// Serves custom.metrics.k8s.io on the test cluster, as prometheus-adapter does on a real one, from the pods' /metrics.
// Must not know who reads it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from './bundle-program.ts';
import { apiImage } from './cluster.ts';
import { group, metricName, type metricValues, version } from './custom-metrics/answers.ts';
import { applyObjects, getPath, makeNamespace, removeNamespace, waitUntil } from './kubernetes.ts';
import { kubectl, program } from './programs.ts';
import { containerSecurity, podSecurity } from './traffic.ts';

/** Where it runs; the chart's policies must let it in. */
export const metricsNamespace = 'chartwright-metrics';
const name = 'custom-metrics';
const apiService = `${version}.${group}`;
const labels = { app: name };

/** A certificate for the name by which the API server calls, of this run. */
async function makeCertificate(): Promise<{ readonly key: string; readonly certificate: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-certificate-'));
  const [key, certificate] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  const host = `${name}.${metricsNamespace}.svc`;
  try {
    await program('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '2', '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
      ...['-keyout', key, '-out', certificate],
    ]);
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const container = {
  name,
  image: apiImage,
  imagePullPolicy: 'IfNotPresent',
  command: ['node', '/program/server.mjs'],
  env: [{ name: 'NODE_EXTRA_CA_CERTS', value: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' }],
  ports: [{ containerPort: 6443 }],
  readinessProbe: {
    httpGet: { path: `/apis/${group}/${version}`, port: 6443, scheme: 'HTTPS' },
    periodSeconds: 2,
  },
  securityContext: containerSecurity,
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  volumeMounts: [
    { name: 'program', mountPath: '/program' },
    { name: 'certificate', mountPath: '/certificate' },
  ],
};

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: metricsNamespace, labels },
  spec: {
    serviceAccountName: name,
    terminationGracePeriodSeconds: 1,
    // Outside the zones, as the load.
    nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
    tolerations: [{ operator: 'Exists' }],
    securityContext: podSecurity,
    containers: [container],
    volumes: [
      { name: 'program', configMap: { name } },
      { name: 'certificate', secret: { secretName: name } },
    ],
  },
};

function objects(code: string, key: string, certificate: string): readonly unknown[] {
  const metadata = { name, namespace: metricsNamespace };
  const rbac = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: metricsNamespace },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: metricsNamespace },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: metricsNamespace },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'server.mjs': code } },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      type: 'kubernetes.io/tls',
      stringData: { 'tls.key': key, 'tls.crt': certificate },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ port: 443, targetPort: 6443 }] },
    },
    pod,
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: apiService },
      spec: {
        group,
        version,
        groupPriorityMinimum: 100,
        versionPriority: 100,
        caBundle: Buffer.from(certificate).toString('base64'),
        service: { name, namespace: metricsNamespace },
      },
    },
  ];
}

/** The path by which the guide says to look, and by which the autoscaler asks. */
export const metricPath = (namespace: string): string =>
  `/apis/${group}/${version}/namespaces/${namespace}/pods/*/${metricName}`;

/** How many pods of the namespace have a value. */
export async function podsWithRate(namespace: string, selector: string): Promise<number> {
  const query = `labelSelector=${encodeURIComponent(selector)}`;
  const path = `${metricPath(namespace)}?${query}`;
  return (await getPath<ReturnType<typeof metricValues>>(path)).items.length;
}

/** Starts it, and settles when the API server serves what it says. */
export async function serveCustomMetrics(): Promise<void> {
  await removeCustomMetrics();
  await makeNamespace(metricsNamespace);
  const { key, certificate } = await makeCertificate();
  const code = await bundleProgram('test/cluster/custom-metrics/server.ts');
  await applyObjects(objects(code, key, certificate));
  await kubectl(['wait', `apiservice/${apiService}`, '--for=condition=Available', '--timeout=120s'], {
    timeout: 130_000,
  });
  await waitUntil(
    `${apiService} answers`,
    async () =>
      getPath(`/apis/${group}/${version}`).then(
        () => true,
        () => false,
      ),
    60,
  );
}

/** Takes it all away; nothing happens where it is not. The API first: without its server it would hinder the rest. */
export async function removeCustomMetrics(): Promise<void> {
  await kubectl(['delete', 'apiservice', apiService, '--ignore-not-found']);
  await removeNamespace(metricsNamespace);
  await kubectl(['delete', 'clusterrolebinding,clusterrole', metricsNamespace, '--ignore-not-found']);
}
