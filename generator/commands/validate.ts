// The verb `validate`: everything that is wrong with the values, and nothing written. Must not decide what is wrong.
import type { Doors } from './doors.ts';
import type { Product } from './product.ts';
import { Findings } from './report-findings.ts';
import { selectEnvironments } from './select-environments.ts';

/** The status: 0 without errors, 1 with any. Throws Refusals. */
export async function validate(
  doors: Doors,
  product: Product,
  environments: readonly string[],
): Promise<number> {
  const { files, findings: passedOver } = selectEnvironments(doors, environments);
  const findings = new Findings();
  findings.add(passedOver);
  for (const file of files) {
    const { diagnostics, sources } = product.readEnvironment(file, doors.readText);
    findings.add(diagnostics, sources);
    await doors.breathe();
  }
  findings.report(doors);
  if (findings.count === 0 && doors.format === 'text') {
    doors.write(`${files.length} environment${files.length === 1 ? '' : 's'}, no findings\n`);
  }
  return findings.hasErrors ? 1 : 0;
}
