// Renders a chart with the real Helm and evaluates it without, and says where the two differ. Both sides
// are read by Helm's own YAML reader. Must not know any chart.
import fc from 'fast-check';
import {
  type Json,
  type JsonMap,
  type KubernetesObject,
  printYaml,
  type Release,
} from '../../generator/engine/index.ts';
import { arbitraryRelease, arbitraryValues } from './arbitrary-values.ts';
import type { ChartSubject } from './chart-subjects.ts';
import { byName, differences } from './compare-objects.ts';
import { template } from './helm.ts';
import { brokenRules, keepRules } from './keep-rules.ts';
import { readAsHelm, requireHelmReader } from './read-as-helm.ts';
import { requireTool } from './required.ts';

/** Whether this machine has both Helm and its reader; see `required.ts` for what happens if not. */
export const canCompare = async (): Promise<boolean> =>
  (await requireTool('helm')) && (await requireHelmReader());

export interface Case {
  /** What a person wrote: keys that have a default may be missing. */
  readonly input: JsonMap;
  readonly release: Release;
  readonly withTests: boolean;
  /** Whether Helm is given every value, or only what was written, with its own defaults for the rest. */
  readonly resolved: boolean;
}

const made = new WeakMap<ChartSubject, fc.Arbitrary<Case>>();

/** Any values that the schema accepts; they may break rules. */
function anyCase(subject: ChartSubject): fc.Arbitrary<Case> {
  const known = made.get(subject);
  if (known !== undefined) return known;
  const arbitrary = fc.record({
    input: arbitraryValues(subject.values),
    release: arbitraryRelease,
    withTests: fc.integer({ min: 0, max: 3 }).map((die) => die === 0),
    resolved: fc.integer({ min: 0, max: 3 }).map((die) => die > 0),
  });
  made.set(subject, arbitrary);
  return arbitrary;
}

/** Values that keep every rule, too. */
export const validCase = (subject: ChartSubject): fc.Arbitrary<Case> =>
  anyCase(subject).map((one) => ({ ...one, input: keepRules(subject, one.input, one.release) }));

/** Values that mostly break exactly one rule, each rule as often as another. */
export const brokenCase = (subject: ChartSubject): fc.Arbitrary<Case> =>
  fc.tuple(anyCase(subject), fc.nat({ max: 999 })).map(([one, die]) => {
    const broken = brokenRules(subject, one.input, one.release);
    const spared = broken[die % Math.max(1, broken.length)]?.rule.code;
    return { ...one, input: keepRules(subject, one.input, one.release, spared) };
  });

/** A chart, and the folder in which Helm finds it. */
export interface Rendering {
  readonly subject: ChartSubject;
  readonly folder: string;
}

function render({ subject, folder }: Rendering, { input, release, withTests, resolved }: Case) {
  const values = resolved ? subject.values.parse(input) : input;
  const args = withTests ? [] : ['--skip-tests'];
  return template(folder, { release: release.name, namespace: release.namespace, values, args });
}

async function read(stream: string): Promise<ReadonlyMap<string, unknown>> {
  const { documents, error } = await readAsHelm(stream);
  if (error !== undefined) throw new Error(`Helm's reader refuses the stream: ${error}`);
  return byName(documents);
}

/** Our objects as the manifests that are written: one document an object. */
const printObjects = (objects: readonly KubernetesObject[]): string =>
  objects.map((object) => `---\n${printYaml(object as unknown as Json)}`).join('');

type OnBranch = Parameters<ChartSubject['evaluate']>[0]['onBranch'];

/** Where Helm and the evaluator differ for values that keep every rule, one line a difference. */
export async function differencesOf(
  of: Rendering,
  one: Case,
  onBranch?: OnBranch,
): Promise<readonly string[]> {
  const run = await render(of, one);
  if (run.status !== 0) return [`helm refuses: ${run.stderr.trim()}`];
  const values = of.subject.values.parse(one.input);
  const options = { values, release: one.release, withTests: one.withTests };
  const objects = of.subject.evaluate({ ...options, onBranch });
  const compiled = of.subject.evaluateCompiled(options);
  const helm = await read(run.stdout);
  const direct = differences(helm, byName(objects)).map((line) => `helm against evaluator: ${line}`);
  const printed = differences(helm, await read(printObjects(objects)));
  return [
    ...direct,
    ...printed.map((line) => `helm against manifests: ${line}`),
    // To the byte, and so in the order of the keys, too.
    ...(printObjects(compiled) === printObjects(objects) ? [] : ['evaluator against compiled code']),
  ];
}

export interface Verdict {
  /** Whether the values break a rule. */
  readonly broken: boolean;
  /** What is wrong when Helm says something else; undefined when it says the same. */
  readonly difference?: string;
}

/** Whether Helm refuses a case just when a rule is broken, and with the words of that rule. */
export async function verdictOn(of: Rendering, one: Case): Promise<Verdict> {
  const { status, stderr } = await render(of, one);
  const messages = brokenRules(of.subject, one.input, one.release).flatMap((rule) => rule.messages);
  const broken = messages.length > 0;
  if (!broken) return status === 0 ? { broken } : { broken, difference: `helm alone refuses: ${stderr}` };
  if (status === 0) return { broken, difference: `helm accepts what breaks: ${messages.join('; ')}` };
  const same = messages.some((message) => stderr.includes(`: ${message}\n`));
  return same ? { broken } : { broken, difference: `${messages.join('; ')}, but helm says: ${stderr}` };
}
