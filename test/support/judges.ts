// The judges of Kubernetes objects, of YAML files and of Chart.yaml: each runs over what it is given and
// says what it finds. Must not know our charts, and excuses nothing by itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { valuesForHelm } from './helm.ts';
import { runPythonJudge } from './python-judges.ts';
import { toolDoor } from './required.ts';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

export interface Finding {
  /** `Deployment/api`, or the file. */
  readonly object: string;
  /** The judge's own name for what it checks. */
  readonly check: string;
  readonly message: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const schemas = join(repository, 'test/kubernetes-schemas/{{.ResourceKind}}{{.KindSuffix}}.json');
const kubernetesMinor = 'v1.34';

/** JSON is YAML but for some characters: one document an object. */
function printStream(objects: readonly KubernetesObject[]): string {
  return `${objects.map(valuesForHelm).join('\n---\n')}\n`;
}

/** What `helm install --namespace` adds to each object, for the judges that ask for a namespace. */
export function inNamespace(objects: readonly KubernetesObject[], namespace: string): KubernetesObject[] {
  return objects.map((object) => ({ ...object, metadata: { namespace, ...object.metadata } }));
}

function parse(judge: string, run: { stdout: string; stderr: string }): unknown {
  try {
    return JSON.parse(run.stdout);
  } catch {
    throw new Error(`${judge} gave no JSON: ${run.stdout.slice(0, 500)}${run.stderr.slice(0, 2000)}`);
  }
}

interface KubeconformReport {
  readonly resources: readonly { kind: string; name: string; status: string; msg: string }[];
}

/** Every object against the API's own schema, strictly; a kind without a schema is a finding. */
export async function kubeconform(objects: readonly KubernetesObject[]): Promise<Finding[]> {
  const args = ['-strict', '-verbose', '-output', 'json', '-schema-location', schemas, '-'];
  const run = await toolDoor.runTool('kubeconform', args, { input: printStream(objects) });
  const { resources } = parse('kubeconform', run) as KubeconformReport;
  if (resources.length !== objects.length) {
    throw new Error(`kubeconform judged ${resources.length} of ${objects.length} objects: ${run.stderr}`);
  }
  return resources
    .filter(({ status }) => status !== 'statusValid')
    .map(({ kind, name, status, msg }) => ({ object: `${kind}/${name}`, check: status, message: msg }));
}

interface KubeScoreReport {
  readonly object_name: string;
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { path: string; summary: string }[] | null;
  }[];
}

export interface KubeScore {
  readonly criticals: readonly Finding[];
  readonly warnings: readonly Finding[];
}

// kube-score's grades: 1 critical, 5 warning, 7 almost, 10 fine.
const criticalGrade = 1;
const warningGrade = 5;

function findingsOf(report: KubeScoreReport, grade: number): Finding[] {
  const object = `${report.type_meta.kind}/${report.object_meta.name}`;
  return report.checks
    .filter((check) => !check.skipped && check.grade === grade)
    .map(({ check, comments }) => ({
      object,
      check: check.id,
      message: (comments ?? [])
        .map(({ path, summary }) => [path, summary].filter(Boolean).join(': '))
        .join('; '),
    }));
}

/** All objects of one release together: some checks look at several. */
export async function kubeScore(objects: readonly KubernetesObject[]): Promise<KubeScore> {
  const args = ['score', '--output-format', 'json', '--kubernetes-version', kubernetesMinor];
  // An annotation in the objects must not silence the judge.
  args.push('--disable-ignore-checks-annotations', '-');
  const run = await toolDoor.runTool('kube-score', args, { input: printStream(objects) });
  const reports = parse('kube-score', run) as KubeScoreReport[];
  return {
    criticals: reports.flatMap((report) => findingsOf(report, criticalGrade)),
    warnings: reports.flatMap((report) => findingsOf(report, warningGrade)),
  };
}

interface CheckovReport {
  readonly results?: {
    readonly failed_checks: readonly { check_id: string; check_name: string; resource: string }[];
  };
  readonly summary?: { readonly passed: number; readonly skipped: number; readonly parsing_errors: number };
}

export interface Checkov {
  readonly failed: readonly Finding[];
  /** How many checks passed: 0 would mean that nothing was judged. */
  readonly passed: number;
  /** How many an annotation in the objects suppressed. */
  readonly suppressed: number;
}

export interface CheckovOptions {
  /** The ids of checks that are waived, each named by the caller: `CKV_K8S_43`. */
  readonly skip?: readonly string[];
  /** As `helm install --namespace` would set it; without one CKV_K8S_21 fails every object. */
  readonly namespace?: string;
}

/** Checkov's Kubernetes policies; takes some seconds a call, so give it all objects at once. */
export async function checkov(
  objects: readonly KubernetesObject[],
  { skip = [], namespace }: CheckovOptions = {},
): Promise<Checkov> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-checkov-'));
  try {
    const file = join(folder, 'objects.yaml');
    writeFileSync(file, printStream(namespace === undefined ? objects : inNamespace(objects, namespace)));
    const args = ['--file', file, '--framework', 'kubernetes', '--output', 'json', '--compact', '--quiet'];
    if (skip.length > 0) args.push('--skip-check', skip.join(','));
    const run = await runPythonJudge('checkov', [...args, '--skip-download'], { cwd: folder });
    const { results, summary } = parse('checkov', run) as CheckovReport;
    if (results === undefined || summary === undefined || summary.parsing_errors > 0) {
      throw new Error(`checkov judged nothing: ${run.stdout.slice(0, 500)}${run.stderr.slice(0, 2000)}`);
    }
    return {
      failed: results.failed_checks.map(({ check_id, check_name, resource }) => ({
        object: resource,
        check: check_id,
        message: check_name,
      })),
      passed: summary.passed,
      suppressed: summary.skipped,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files as `ct lint` has them checked, by lintconf.yaml; warnings count too. */
export async function yamllint(files: readonly string[]): Promise<Finding[]> {
  const args = ['--config-file', join(repository, 'lintconf.yaml'), '--format', 'parsable', ...files];
  const run = await runPythonJudge('yamllint', args);
  const lines = run.stdout.split('\n').filter(Boolean);
  if (run.status !== 0 && lines.length === 0) throw new Error(`yamllint: ${run.stderr.slice(0, 2000)}`);
  return lines.map((line) => {
    const match = /^(.*?:\d+:\d+): \[\w+\] (.*?)(?: \(([\w-]+)\))?$/.exec(line);
    return { object: match?.[1] ?? '', check: match?.[3] ?? 'syntax', message: match?.[2] ?? line };
  });
}

/** Chart.yaml by chart_schema.yaml, as `ct lint` has it checked. */
export async function yamale(chartFile: string): Promise<Finding[]> {
  const run = await runPythonJudge('yamale', ['--schema', join(repository, 'chart_schema.yaml'), chartFile]);
  if (run.status === 0) return [];
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('\t'));
  if (lines.length === 0) throw new Error(`yamale: ${run.stdout.slice(0, 500)}${run.stderr.slice(0, 2000)}`);
  return lines.map((line) => ({ object: chartFile, check: 'chart_schema', message: line.trim() }));
}
