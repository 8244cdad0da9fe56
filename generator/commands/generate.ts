// The verb `generate`: values in, one folder an environment out, all of them or none. Must not decide
// what is in them.
import type { BicepFolder } from '../azure/bicep-files.ts';
import { codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { countFindings } from '../print/report-text.ts';
import { describeChanges } from './describe-changes.ts';
import { describeRemarks } from './describe-remarks.ts';
import type { Doors, Tree } from './doors.ts';
import { formatGeneration, summaryRows } from './generation-table.ts';
import type { EnvironmentOutput, Product } from './product.ts';
import { printIndex } from './region-index.ts';
import { Findings } from './report-findings.ts';
import { selectEnvironments } from './select-environments.ts';

/** The part of the product that generating needs. */
type Reader = Pick<Product, 'readEnvironment'>;

interface GenerateRequest {
  /** Names of environments; empty for all. */
  readonly environments: readonly string[];
  /** Compare only, and write nothing. */
  readonly check: boolean;
  /** The folder that holds a folder an environment. */
  readonly out: string;
}

/** What is kept of the environments that have been read: never their output. */
interface Progress {
  readonly findings: Findings;
  /** Differences of `--check`: reported as findings, but no reason to stop reading. */
  readonly differences: Diagnostic[];
  readonly rows: string[][];
  /** Environment → the file that it came from. */
  readonly names: Map<string, string>;
  /** What the Bicep compiler must be asked about, by environment. */
  readonly unproven: Map<string, BicepFolder>;
}

/** The status: 0 written or nothing to write, 1 errors or (with `check`) differences. Throws Refusals. */
export async function generate(doors: Doors, product: Reader, request: GenerateRequest): Promise<number> {
  const { files, findings: passedOver } = selectEnvironments(doors, request.environments);
  const progress: Progress = {
    findings: new Findings(),
    differences: [],
    rows: [],
    names: new Map(),
    unproven: new Map(),
  };
  progress.findings.add(passedOver);
  try {
    for (const [index, file] of files.entries()) {
      if (index > 0) await doors.breathe();
      generateOne(file, { doors, product, request, progress });
    }
    await askCompiler(doors, request, progress);
    return finish(doors, request, progress);
  } finally {
    doors.discardTrees();
  }
}

interface Work {
  readonly doors: Doors;
  readonly product: Reader;
  readonly request: GenerateRequest;
  readonly progress: Progress;
}

/** Reads one environment, and stages its folder unless something was found to be wrong before. */
function generateOne(file: string, { doors, product, request, progress }: Work): void {
  const started = doors.now();
  const output = product.readEnvironment(file, doors.readText);
  const twice = claimName(file, output, progress.names);
  progress.findings.add([...output.diagnostics, ...twice], output.sources);
  if (progress.findings.hasErrors || output.name === undefined) {
    // Nothing will be written any more: what was staged need not stay on the disk.
    doors.discardTrees();
    return;
  }
  const tree = treeOf(output, output.name, { generator: `chartwright ${doors.version}`, out: request.out });
  if (request.check) {
    const changes = doors.compareTree(tree);
    progress.differences.push(...describeChanges(`${tree.out}/${tree.unit}`, changes, 'generate'));
  } else doors.stageTree(tree);
  const { name: environment, regions, diagnostics, bicep } = output;
  if (bicep !== undefined && !doors.bicep.isProven(bicep)) progress.unproven.set(environment, bicep);
  const findings = diagnostics.length === 0 ? 'none' : countFindings(diagnostics);
  const milliseconds = doors.now() - started;
  progress.rows.push(...summaryRows({ environment, regions, findings, milliseconds }));
}

/** An environment stands in one file: two would write one folder. */
function claimName(file: string, { name }: EnvironmentOutput, names: Map<string, string>): Diagnostic[] {
  if (name === undefined) return [];
  const other = names.get(name);
  names.set(name, other ?? file);
  if (other === undefined) return [];
  const { severity, cure } = codes['ENVIRONMENT-TWICE'];
  const message = `${file} and ${other} are both the environment "${name}".`;
  const place = { file, line: 0, column: 0, length: 0, path: 'environment' };
  return [{ code: 'ENVIRONMENT-TWICE', severity, ...place, message, cure }];
}

function treeOf(
  { regions, bicep }: EnvironmentOutput,
  environment: string,
  { generator, out }: { readonly generator: string; readonly out: string },
): Tree {
  const files = new Map<string, string>();
  for (const { region, files: ofRegion } of regions) {
    for (const [path, text] of ofRegion) files.set(`${region}/${path}`, text);
    const about = { generator, environment, region };
    files.set(`${region}/index.json`, printIndex(about, ofRegion));
  }
  for (const [path, text] of bicep?.files ?? []) files.set(`bicep/${path}`, text);
  return { out, unit: environment, files, owned: 'marked' };
}

/** Has compiled what never was; whatever the compiler says is an error. */
async function askCompiler(
  doors: Doors,
  { out }: GenerateRequest,
  { findings, unproven }: Progress,
): Promise<void> {
  if (findings.hasErrors) return;
  const answers = await doors.bicep.compile([...unproven.values()]);
  for (const [index, [environment, folder]] of [...unproven].entries()) {
    const answer = answers[index];
    if (answer?.kind !== 'compiled') continue;
    const { diagnostics, sources } = describeRemarks(answer.remarks, {
      folder,
      at: `${out}/${environment}/bicep`,
    });
    findings.add(diagnostics, sources);
  }
  const absent = answers.find((answer) => answer.kind === 'absent');
  if (absent !== undefined)
    doors.warn(`The Bicep templates are written, but were not compiled: ${absent.problem}\n`);
}

/** Swaps all in when nothing is wrong, and says what was found and done. */
function finish(doors: Doors, request: GenerateRequest, progress: Progress): number {
  const { findings, differences, rows, names } = progress;
  if (findings.hasErrors) {
    findings.report(doors);
    doors.warn('Nothing was written.\n');
    return 1;
  }
  // Only a run over all environments knows which folders belong to none.
  const others =
    request.environments.length > 0 ? [] : doors.listOtherUnits(request.out, new Set(names.keys()));
  if (request.check) {
    const stale = { added: [], changed: [], stale: others.map((unit) => `${unit}/`) };
    findings.add([...differences, ...describeChanges(request.out, stale, 'generate')]);
  } else {
    for (const unit of others) doors.stageRemoval(request.out, unit);
    doors.commitTrees();
  }
  findings.report(doors);
  const table = formatGeneration(rows);
  if (doors.format === 'text') doors.write(findings.count > 0 ? `\n${table}` : table);
  else doors.warn(table);
  return findings.hasErrors ? 1 : 0;
}
