// The verb `azure outputs`: what a deployment answered, checked and written into the layer of its environment. Must
// not decide what is right about it.
import type { HelmOutputs } from '../../schemas/azure/outputs.ts';
import { compareOutputs, type Difference, layerMark, printLayer } from '../azure/outputs.ts';
import type { Code } from '../codes.ts';
import { codes } from '../codes.ts';
import { type Diagnostic, formatPath } from '../diagnostic.ts';
import type { Doors } from './doors.ts';
import type { Product } from './product.ts';
import { Refusal } from './refusal.ts';
import { Findings } from './report-findings.ts';
import { selectEnvironments } from './select-environments.ts';

/** What a file holds that a deployment answered. */
interface ReadOutputs {
  /** Absent when anything is wrong with it. */
  readonly value?: HelmOutputs;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  /** Where a part of it stands. */
  readonly locate: (path: readonly PropertyKey[]) => Pick<Diagnostic, 'line' | 'column' | 'length'>;
}

interface OutputsRequest {
  readonly environment: string;
  /** The file with the answer. */
  readonly file: string;
}

/** Reads an answer. */
export type ReadAnswer = (file: string, doors: Doors) => ReadOutputs;

const finding = (
  code: Code,
  place: Omit<Diagnostic, 'code' | 'severity' | 'message' | 'cure'>,
  message: string,
): Diagnostic => {
  const { severity, cure } = codes[code];
  return { code, severity, ...place, message, cure };
};

function differs(file: string, { path, answered, wanted }: Difference, { locate }: ReadOutputs): Diagnostic {
  const place = { file, ...locate(path), path: formatPath(path) };
  return finding(
    'OUTPUTS-DIFFER',
    place,
    `${formatPath(path)} is ${answered}, and by the values it is ${wanted}.`,
  );
}

/** The status: 0 written, 1 findings of severity error, and nothing written. Throws Refusals. */
export async function azureOutputs(
  doors: Doors,
  product: Pick<Product, 'readEnvironment'> & { readonly readAnswer: ReadAnswer },
  { environment, file }: OutputsRequest,
): Promise<number> {
  const [valuesFile = ''] = selectEnvironments(doors, [environment]).files;
  const output = product.readEnvironment(valuesFile, doors.readText);
  const findings = new Findings();
  const errors = output.diagnostics.filter(({ severity }) => severity === 'error');
  findings.add(errors, output.sources);
  if (errors.length === 0 && output.bicep === undefined)
    throw new Refusal('OUTPUTS-ENVIRONMENT', valuesFile, {
      message: `${environment} does not run on Azure.`,
    });
  const answer = product.readAnswer(file, doors);
  findings.add(answer.diagnostics, answer.sources);
  if (answer.value !== undefined && output.bicep !== undefined) {
    const differences = compareOutputs(output.bicep.values, answer.value);
    findings.add(
      differences.map((difference) => differs(file, difference, answer)),
      answer.sources,
    );
  }
  if (findings.hasErrors || answer.value === undefined) {
    findings.report(doors);
    doors.warn('Nothing was written.\n');
    return 1;
  }
  const name = `layers/${output.name}.azure.yaml`;
  const layer = `${valuesFile.slice(0, valuesFile.lastIndexOf('/'))}/${name}`;
  const changed = doors.writeLayer(layer, { text: printLayer(answer.value), mark: layerMark });
  if (!output.sources.has(layer)) {
    const place = { file: valuesFile, line: 0, column: 0, length: 0, path: 'extends' };
    findings.add([
      finding(
        'OUTPUTS-UNUSED',
        place,
        `${valuesFile} does not extend ${name}, so nothing of it reaches the platform.`,
      ),
    ]);
  }
  findings.report(doors);
  if (doors.format === 'text') doors.write(`${layer}: ${changed ? 'written' : 'unchanged'}\n`);
  return 0;
}
