// What each environment would make in Azure, as the compiler predicts it, stands in golden/ and is compared by its
// meaning. UPDATE_SNAPSHOTS=1 writes it anew; read the difference before you commit it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predictFolders } from '../../generator/bicep/compile-folders.ts';
import type { BicepPrediction } from '../../generator/commands/bicep-door.ts';
import { AzureParameters } from '../../schemas/azure/parameters.ts';
import { requireTool, toolDoor } from '../support/required.ts';
import { environments, folderOf } from './environments.ts';

const ready = await requireTool('bicep');
// The compiler is slow where it shares a processor: 140 s for a comparison have been seen.
const timeout = 900_000;
const scratch = mkdtempSync(join(tmpdir(), 'chartwright-snapshots-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const goldenOf = (environment: string): string =>
  join(import.meta.dirname, 'golden', `${environment}.snapshot.json`);

describe.each(environments)('the parameters of %s', (environment) => {
  it('are those that main.bicep takes, no more and no fewer', () => {
    const { values } = folderOf(environment);
    expect(AzureParameters.parse(values)).toEqual(values);
  });
});

describe.runIf(ready)('the compiler', () => {
  let predictions: readonly BicepPrediction[] = [];
  beforeAll(async () => {
    const tool = await toolDoor.findTool('bicep');
    if (tool.found) predictions = await predictFolders(tool.path, environments.map(folderOf));
  }, timeout);

  it.each([...environments.entries()])(
    '%i has nothing to say of %s, and predicts what stands in golden/',
    (index, name) => {
      const prediction = predictions[index];
      if (prediction?.kind !== 'predicted') throw new Error(JSON.stringify(prediction));
      expect(prediction.remarks).toEqual([]);
      if (process.env.UPDATE_SNAPSHOTS === '1') writeFileSync(goldenOf(name), prediction.snapshot ?? '');
      expect(JSON.parse(prediction.snapshot ?? '')).toEqual(JSON.parse(readFileSync(goldenOf(name), 'utf8')));
    },
  );
});

/** Has the compiler's own comparison look at an environment and at what is kept of it. */
async function validate(environment: string, golden: string) {
  const { files, parameters } = folderOf(environment);
  const place = mkdtempSync(join(scratch, `${environment}-`));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  writeFileSync(join(place, parameters.replace('.bicepparam', '.snapshot.json')), golden);
  const metadata = [
    ...['--tenant-id', '00000000-0000-0000-0000-000000000001'],
    ...['--subscription-id', '00000000-0000-0000-0000-000000000002'],
    ...['--location', 'eastus', '--deployment-name', 'main'],
  ];
  return toolDoor.runTool('bicep', ['snapshot', join(place, parameters), '--mode', 'validate', ...metadata], {
    timeout,
  });
}

describe.runIf(ready)('bicep snapshot --mode validate', () => {
  it(
    'agrees with what is kept of production, and sees one property that is not so',
    async () => {
      const golden = readFileSync(goldenOf('prod'), 'utf8');
      expect(await validate('prod', golden)).toMatchObject({ status: 0 });
      const planted = golden.replace('"tier": "WAF_v2"', '"tier": "Standard_v2"');
      expect(planted).not.toBe(golden);
      expect((await validate('prod', planted)).status).not.toBe(0);
    },
    timeout,
  );
});
