// Renders a chart with the real Helm and evaluates it without, and says where the two differ. Both sides
// are read by Helm's own YAML reader. Must not know any chart.
import type { KubernetesObject, Release } from '../../generator/engine/index.ts';
import type { Json, JsonMap } from '../../generator/engine/json.ts';
import { printYaml } from '../../generator/engine/yaml.ts';
import type { ChartSubject } from './chart-subjects.ts';
import { byName, differences } from './compare-objects.ts';
import { template } from './helm.ts';
import { readAsHelm } from './read-as-helm.ts';

export interface Case {
  /** What a person wrote: keys that have a default may be missing. */
  readonly input: JsonMap;
  readonly release: Release;
  readonly withTests: boolean;
  /** Whether Helm is given every value, or only what was written, with its own defaults for the rest. */
  readonly resolved: boolean;
}

async function read(stream: string): Promise<ReadonlyMap<string, unknown>> {
  const { documents, error } = await readAsHelm(stream);
  if (error !== undefined) throw new Error(`Helm's reader refuses the stream: ${error}`);
  return byName(documents);
}

/** Our objects as the manifests that are written: one document an object. */
export const printObjects = (objects: readonly KubernetesObject[]): string =>
  objects.map((object) => `---\n${printYaml(object as unknown as Json)}`).join('');

export interface Subject {
  readonly subject: Pick<ChartSubject, 'values' | 'evaluate'>;
  /** The folder of the chart, for Helm. */
  readonly folder: string;
}

/** What `helm template` says of a case: the rendered stream, or its complaint. */
export function renderByHelm({ subject, folder }: Subject, { input, release, withTests, resolved }: Case) {
  const values = resolved ? subject.values.parse(input) : input;
  const args = withTests ? [] : ['--skip-tests'];
  return template(folder, { release: release.name, namespace: release.namespace, values, args });
}

type OnBranch = Parameters<ChartSubject['evaluate']>[0]['onBranch'];

/**
 * Where Helm and the evaluator differ for a case, one line a difference: empty when they agree.
 * @throws where Helm refuses the case or either stream cannot be read.
 */
export async function differencesOf(of: Subject, one: Case, onBranch?: OnBranch): Promise<readonly string[]> {
  const run = await renderByHelm(of, one);
  if (run.status !== 0) return [`helm refuses: ${run.stderr.trim()}`];
  const values = of.subject.values.parse(one.input);
  const objects = of.subject.evaluate({ values, release: one.release, withTests: one.withTests, onBranch });
  const helm = await read(run.stdout);
  const direct = differences(helm, byName(objects)).map((line) => `helm against evaluator: ${line}`);
  const printed = differences(helm, await read(printObjects(objects)));
  return [...direct, ...printed.map((line) => `helm against manifests: ${line}`)];
}
