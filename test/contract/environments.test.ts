// Every environment and region of values/, as it is generated: the same objects as Helm makes of the
// chart, and nothing that the judges mind, the test pods included. Must not know any kind's fields.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileDoor } from '../../generator/files.ts';
import { checkValues } from '../../generator/load/check-values.ts';
import { loadEnvironment } from '../../generator/load/load-environment.ts';
import { EnvironmentSchema } from '../../schemas/environment.ts';
import { byName, differences } from '../support/compare-objects.ts';
import { template } from '../support/helm.ts';
import { checkov, type KubernetesObject, kubeconform, kubeScore } from '../support/judges.ts';
import { withoutServicesOfPods } from '../support/pod-services.ts';
import { requirePythonJudges } from '../support/python-judges.ts';
import { readAsHelm, requireHelmReader } from '../support/read-as-helm.ts';
import { readerOf } from '../support/reader-of.ts';
import { requireTool } from '../support/required.ts';
import { readTree, repository, runChartwright } from '../support/run-chartwright.ts';

const hasHelm = (await requireTool('helm')) && (await requireHelmReader());
const hasJudges =
  (await requireTool('kubeconform')) && (await requireTool('kube-score')) && (await requirePythonJudges());

/** The images of kind are made on the same machine: no registry gives them a digest, none is asked anew. */
const waived: Readonly<Record<string, readonly string[]>> = {
  kind: ['CKV_K8S_15', 'CKV_K8S_43', 'container-image-pull-policy'],
};
const digests = join(repository, 'test/fixtures/digests.yaml');

interface RegionCase {
  readonly environment: string;
  readonly region: string;
  readonly release: string;
  readonly namespace: string;
}

function regionsOf(file: string): RegionCase[] {
  const { readText } = createFileDoor({ root: repository, values: 'values' });
  const { value } = checkValues(EnvironmentSchema, loadEnvironment(`values/${file}`, readerOf(readText)));
  if (value === undefined) throw new Error(`values/${file} is not valid`);
  const { environment, release, namespace, regions } = value;
  return regions.map(({ name: region }) => ({ environment, region, release, namespace }));
}

const cases = readdirSync(join(repository, 'values'))
  .filter((name) => name.endsWith('.yaml'))
  .flatMap(regionsOf);

const out = mkdtempSync(join(tmpdir(), 'chartwright-environments-'));
beforeAll(() => {
  const { status, stderr } = runChartwright(['generate', '--out', join(out, 'dist')]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const folderOf = ({ environment, region }: RegionCase): string => join(out, 'dist', environment, region);

async function read(stream: string): Promise<readonly unknown[]> {
  const { documents, error } = await readAsHelm(stream);
  if (error !== undefined) throw new Error(`Helm's reader refuses the stream: ${error}`);
  return documents;
}

/** What Helm makes of the chart with a region's values, read by its own reader. */
async function renderWithHelm(one: RegionCase, overlays: readonly string[], args: readonly string[] = []) {
  const { status, stdout, stderr } = await template(join(repository, 'charts/aiagent'), {
    release: one.release,
    namespace: one.namespace,
    valuesFiles: [join(folderOf(one), 'values.yaml'), ...overlays],
    args,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return read(stdout);
}

describe('the environments', () => {
  it('are all there, production in two regions', () => {
    expect(cases.map(({ environment, region }) => `${environment}/${region}`)).toEqual([
      'dev/eastus',
      'kind/eastus',
      'prod/eastus',
      'prod/westus2',
      'staging/eastus',
    ]);
  });
});

describe.runIf(hasHelm).each(cases)('$environment/$region', (one) => {
  it('is exactly what Helm makes of the chart', async () => {
    const helm = byName(await renderWithHelm(one, [], ['--skip-tests']));
    const manifests = [...readTree(join(folderOf(one), 'manifests')).values()];
    const ours = byName(await read(manifests.map((text) => `---\n${text}`).join('')));
    expect(ours.size).toBe(manifests.length);
    expect(ours.size).toBeGreaterThan(5);
    expect(differences(helm, ours)).toEqual([]);

    // The same with one manifest lost, and with one value changed, is seen.
    const [first = ''] = manifests;
    const lost = byName(
      await read(
        manifests
          .slice(1)
          .map((text) => `---\n${text}`)
          .join(''),
      ),
    );
    expect(differences(helm, lost)).toHaveLength(1);
    const changed = first.replace('app.kubernetes.io/name: ', 'app.kubernetes.io/name: not-');
    const spoilt = byName(
      await read([changed, ...manifests.slice(1)].map((text) => `---\n${text}`).join('')),
    );
    expect(differences(helm, spoilt).length).toBeGreaterThan(0);
  });
});

describe.runIf(hasHelm && hasJudges).each(cases)('the judges of $environment/$region', (one) => {
  const skip = waived[one.environment] ?? [];
  let objects: readonly KubernetesObject[] = [];
  beforeAll(async () => {
    const overlays = skip.length === 0 ? [digests] : [];
    objects = (await renderWithHelm(one, overlays)) as readonly KubernetesObject[];
  });

  it('see the test pods, too', () => {
    expect(objects.filter(({ kind }) => kind === 'Pod').length).toBeGreaterThan(0);
  });

  it('kubeconform: every object is valid, none is skipped', async () => {
    expect(await kubeconform(objects)).toEqual([]);
  });

  it('kube-score: nothing critical, no warning', async () => {
    const { criticals, warnings } = withoutServicesOfPods(await kubeScore(objects), objects);
    const found = [...criticals, ...warnings];
    expect(found.filter(({ check }) => !skip.includes(check))).toEqual([]);
    const needed = skip.filter((check) => !check.startsWith('CKV_'));
    expect(needed.filter((check) => !found.some((finding) => finding.check === check))).toEqual([]);
  });

  it('checkov: nothing failed, nothing suppressed', async () => {
    const { failed, passed, suppressed } = await checkov(objects, { namespace: one.namespace });
    expect(failed.filter(({ check }) => !skip.includes(check))).toEqual([]);
    expect(suppressed).toBe(0);
    expect(passed).toBeGreaterThan(50);
    // A waiver that waives nothing any more is taken off the list.
    const needed = skip.filter((check) => check.startsWith('CKV_'));
    expect(needed.filter((check) => !failed.some((finding) => finding.check === check))).toEqual([]);
  });
});
