// Makes this folder anew from the folder that CHARTWRIGHT_KUBERNETES_SCHEMAS names: only the kinds that
// the charts use, so that a kind nobody thought of is an error and not a skip.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const kubernetesVersion = 'v1.34.4';

const schemas = {
  [kubernetesVersion]: [
    'configmap-v1',
    'cronjob-batch-v1',
    'deployment-apps-v1',
    'horizontalpodautoscaler-autoscaling-v2',
    'networkpolicy-networking-v1',
    'pod-v1',
    'poddisruptionbudget-policy-v1',
    'role-rbac-v1',
    'rolebinding-rbac-v1',
    'service-v1',
    'serviceaccount-v1',
    'statefulset-apps-v1',
    'storageclass-storage-v1',
  ],
  crds: ['certificate-cert-manager-v1', 'prometheusrule-monitoring-v1', 'servicemonitor-monitoring-v1'],
};

const source = process.env.CHARTWRIGHT_KUBERNETES_SCHEMAS;
const sources = Object.entries(schemas).flatMap(([folder, names]) =>
  names.map((name) => ({ file: `${name}.json`, path: join(source ?? '', folder, `${name}.json`) })),
);
const missing = sources.filter(({ path }) => !existsSync(path));
if (!source || missing.length > 0) {
  console.error(
    source
      ? `Not in ${source}: ${missing.map(({ file }) => file).join(', ')}`
      : 'Set CHARTWRIGHT_KUBERNETES_SCHEMAS to the folder with the strict schemas.',
  );
  process.exit(2);
}
const target = import.meta.dirname;
for (const file of readdirSync(target)) if (file.endsWith('.json')) rmSync(join(target, file));
for (const { file, path } of sources) copyFileSync(path, join(target, file));
console.log(`${sources.length} schemas of Kubernetes ${kubernetesVersion}`);
