// The judges themselves: content with what is sound, and each seen to find faults that were planted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  checkov,
  type Finding,
  inNamespace,
  type KubernetesObject,
  kubeconform,
  kubeScore,
  yamale,
  yamllint,
} from '../../support/judges.ts';
import { requirePythonJudges } from '../../support/python-judges.ts';
import { requireTool } from '../../support/required.ts';
import { container, deployment, service, soundObjects, surroundings } from './sound-objects.ts';

const hasKubeconform = await requireTool('kubeconform');
const hasKubeScore = await requireTool('kube-score');
const hasPythonJudges = await requirePythonJudges();

const folder = mkdtempSync(join(tmpdir(), 'chartwright-judges-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const checks = (findings: readonly Finding[]): string[] =>
  [...new Set(findings.map(({ check }) => check))].sort();
const withDeployment = (faulty: KubernetesObject): KubernetesObject[] => [faulty, ...surroundings];

describe.runIf(hasKubeconform)('kubeconform', () => {
  it('is content with what is sound', async () => {
    expect(await kubeconform(soundObjects)).toEqual([]);
  });

  it.each([
    ['a misspelt field', { replicaz: 3 }, /replicaz/],
    ['a field that is null', { minReadySeconds: null }, /minReadySeconds/],
    ['a string for a number', { replicas: '3' }, /replicas/],
  ])('finds %s', async (_, spec, message) => {
    const findings = await kubeconform(withDeployment(deployment({ spec })));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ object: 'Deployment/sound', check: 'statusInvalid' });
    expect(findings[0]?.message).toMatch(message);
  });

  it('finds a port that is a string', async () => {
    const faulty = deployment({ container: { ports: [{ containerPort: '80' }] } });
    expect((await kubeconform([faulty]))[0]?.message).toMatch(/containerPort/);
  });

  it('refuses a kind without a schema, and does not skip it', async () => {
    const unknown = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' } };
    const findings = await kubeconform([unknown, ...surroundings]);
    expect(findings).toEqual([expect.objectContaining({ object: 'Widget/w', check: 'statusError' })]);
  });
});

describe.runIf(hasKubeScore)('kube-score', () => {
  it('is content with what is sound', async () => {
    expect(await kubeScore(soundObjects)).toEqual({ criticals: [], warnings: [] });
  });

  it.each([
    ['an image that is latest', deployment({ container: { image: 'web:latest' } }), 'container-image-tag'],
    ['no resources', deployment({ container: { resources: {} } }), 'container-resources'],
    [
      'one probe for both questions',
      deployment({ container: { livenessProbe: container.readinessProbe } }),
      'pod-probes-identical',
    ],
    [
      'a writable root file system',
      deployment({
        container: { securityContext: { ...container.securityContext, readOnlyRootFilesystem: false } },
      }),
      'container-security-context-readonlyrootfilesystem',
    ],
  ])('finds %s', async (_, faulty, check) => {
    const { criticals } = await kubeScore(withDeployment(faulty));
    expect(checks(criticals)).toContain(check);
    expect(criticals.every(({ object }) => object === 'Deployment/sound')).toBe(true);
  });

  it('finds what is missing around the pods', async () => {
    const { criticals } = await kubeScore([deployment()]);
    expect(checks(criticals)).toEqual(['deployment-has-poddisruptionbudget', 'pod-networkpolicy']);
  });

  it('is not silenced by an annotation', async () => {
    const { metadata, ...rest } = deployment({ container: { resources: {} } });
    const annotations = { 'kube-score/ignore': 'container-resources' };
    const { criticals } = await kubeScore(
      withDeployment({ ...rest, metadata: { ...metadata, annotations } } as KubernetesObject),
    );
    expect(checks(criticals)).toContain('container-resources');
  });

  it('tells a warning from a critical', async () => {
    const { criticals, warnings } = await kubeScore(withDeployment(deployment({ pod: { affinity: {} } })));
    expect([checks(criticals), checks(warnings)]).toEqual([[], ['deployment-has-host-podantiaffinity']]);
  });
});

describe.runIf(hasPythonJudges)('checkov', () => {
  it('is content with what is sound, and says how much it checked', async () => {
    const { failed, passed, suppressed } = await checkov(soundObjects, { namespace: 'sound' });
    expect([failed, suppressed]).toEqual([[], 0]);
    expect(passed).toBeGreaterThan(80);
  });

  it('finds root, a mutable image and the default namespace, and waives only what is named', async () => {
    const faulty = withDeployment(
      deployment({
        pod: { securityContext: { runAsUser: 0 } },
        container: { image: 'web:latest', securityContext: {} },
      }),
    );
    const { failed } = await checkov(faulty, { skip: ['CKV_K8S_43'] });
    // Root is admitted, the tag is latest, no namespace; CKV_K8S_43 (no digest) is waived.
    expect(checks(failed)).toEqual(expect.arrayContaining(['CKV_K8S_14', 'CKV_K8S_21', 'CKV_K8S_23']));
    expect(checks(failed)).not.toContain('CKV_K8S_43');
  });

  it('counts what an annotation suppresses', async () => {
    const { metadata, ...rest } = service;
    const excused = {
      ...rest,
      metadata: { ...metadata, annotations: { 'checkov.io/skip1': 'CKV_K8S_21=why' } },
    };
    expect(await checkov([excused, deployment()])).toMatchObject({ suppressed: 1 });
  });

  it('does not take silence for consent', async () => {
    await expect(checkov([])).rejects.toThrow(/judged nothing/);
  });
});

it('a namespace is added as Helm would, and not overwritten', () => {
  const elsewhere = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'other' } };
  const [first, second] = inNamespace([service, elsewhere], 'here');
  expect([first?.metadata.namespace, second?.metadata.namespace]).toEqual(['here', 'other']);
});

describe.runIf(hasPythonJudges)('yamllint', () => {
  it('is content with block style', async () => {
    const file = write('good.yaml', '# A chart\na:  # why\n  - b: [1, 2]\n    c: {}\n');
    expect(await yamllint([file])).toEqual([]);
  });

  it.each([
    ['padded braces', 'a: { b: 1 }\n', 'braces'],
    ['padded brackets', 'a: [ 1 ]\n', 'brackets'],
    ['a comment too near', 'a: 1 # why\n', 'comments'],
    ['three empty lines', 'a: 1\n\n\n\nb: 2\n', 'empty-lines'],
    ['an empty line at the start', '\na: 1\n', 'empty-lines'],
    ['no newline at the end', 'a: 1', 'new-line-at-end-of-file'],
    ['a key twice', 'a: 1\na: 2\n', 'key-duplicates'],
    ['a plain yes', 'a: yes\n', 'truthy'],
    ['an octal number', 'a: 0777\n', 'octal-values'],
    ['a blank at the end', 'a: 1 \n', 'trailing-spaces'],
    ['uneven indentation', 'a:\n  b: 1\nc:\n   d: 1\n', 'indentation'],
    ['a syntax error', 'a: [\n', 'syntax'],
  ])('finds %s', async (_, text, check) => {
    expect(checks(await yamllint([write('bad.yaml', text)]))).toContain(check);
  });
});

const chart = `apiVersion: v2
name: sound
version: 0.1.0
description: For the tests of the judges
kubeVersion: ">=1.30.0-0"
maintainers:
  - name: platform
dependencies:
  - name: api
    version: 0.1.0
    repository: ""
    condition: api.enabled
annotations:
  artifacthub.io/license: Apache-2.0
`;

describe.runIf(hasPythonJudges)('yamale', () => {
  it('is content with a sound Chart.yaml', async () => {
    expect(await yamale(write('Chart.yaml', chart))).toEqual([]);
  });

  it.each([
    ['an unknown key', `${chart}colour: red\n`, /colour/],
    ['a number for a string', chart.replace('version: 0.1.0\ndesc', 'version: 1.0\ndesc'), /version/],
    [
      'no maintainer',
      chart.replace('  - name: platform\n', '').replace('maintainers:', 'maintainers: []'),
      /maintainers/,
    ],
    ['an annotation that is no string', `${chart}  count: 3\n`, /count/],
  ])('finds %s', async (_, text, message) => {
    const findings = await yamale(write('Chart.yaml', text));
    expect(findings.map((finding) => finding.message).join()).toMatch(message);
  });
});
