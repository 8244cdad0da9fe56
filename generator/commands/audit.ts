// The verb `audit`: what is wrong with what an Azure deployment would make, and nothing written. Must not decide what
// is wrong.
import { describeOffences } from '../azure/audit/describe-offences.ts';
import { auditEstate, readEstate } from '../azure/audit/index.ts';
import type { BicepPrediction } from './bicep-door.ts';
import { describeRemarks } from './describe-remarks.ts';
import type { Doors } from './doors.ts';
import type { EnvironmentOutput, Product } from './product.ts';
import { Refusal } from './refusal.ts';
import { Findings } from './report-findings.ts';
import { selectEnvironments } from './select-environments.ts';

/** What a prediction is blamed for, at the values that cause it. */
function judge(
  { name, bicep, audited, sources }: EnvironmentOutput,
  prediction: Extract<BicepPrediction, { kind: 'predicted' }>,
  findings: Findings,
): void {
  if (bicep === undefined || audited === undefined) return;
  const remarks = describeRemarks(prediction.remarks, { folder: bicep, at: `dist/${name}/bicep` });
  findings.add(remarks.diagnostics, remarks.sources);
  if (prediction.snapshot === undefined) return;
  const { loaded, regions, highlyAvailable } = audited;
  const estate = readEstate(prediction.snapshot, highlyAvailable);
  findings.add(describeOffences(auditEstate(estate), { estate, loaded, regions }), sources);
}

/** The status: 0 without errors, 1 with any. Throws Refusals, one of them where there is no compiler. */
export async function audit(
  doors: Doors,
  product: Pick<Product, 'readEnvironment'>,
  environments: readonly string[],
): Promise<number> {
  const { files } = selectEnvironments(doors, environments);
  const findings = new Findings();
  const outputs: EnvironmentOutput[] = [];
  for (const file of files) {
    const output = product.readEnvironment(file, doors.readText);
    const errors = output.diagnostics.filter(({ severity }) => severity === 'error');
    findings.add(errors, output.sources);
    if (output.bicep !== undefined) outputs.push(output);
    await doors.breathe();
  }
  const folders = outputs.flatMap(({ bicep }) => bicep ?? []);
  const predictions = findings.hasErrors ? [] : await doors.bicep.predict(folders);
  for (const [index, prediction] of predictions.entries()) {
    if (prediction.kind === 'absent')
      throw new Refusal('BICEP-ABSENT', files[0] ?? '', { message: prediction.problem });
    judge(outputs[index] as EnvironmentOutput, prediction, findings);
  }
  findings.report(doors);
  const plural = folders.length === 1 ? '' : 's';
  if (findings.count === 0 && doors.format === 'text')
    doors.write(`${folders.length} environment${plural} on Azure, no findings\n`);
  return findings.hasErrors ? 1 : 0;
}
