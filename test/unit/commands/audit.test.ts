// The verb `audit` with a compiler made of cardboard: what is asked, and where findings stand.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assembleProduct } from '../../../generator/commands/assemble-product.ts';
import { audit } from '../../../generator/commands/audit.ts';
import type { BicepPrediction } from '../../../generator/commands/bicep-door.ts';
import type { Doors } from '../../../generator/commands/doors.ts';
import { Refusal } from '../../../generator/commands/refusal.ts';
import { createFileDoor } from '../../../generator/files.ts';

const repository = join(import.meta.dirname, '../../..');
const golden = (environment: string): string =>
  readFileSync(join(repository, `test/azure/golden/${environment}.snapshot.json`), 'utf8');

let root = '';
let stdout = '';
let prediction: BicepPrediction;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'chartwright-audit-')));
  mkdirSync(join(root, 'values'));
  stdout = '';
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const doors = (): Doors => ({
  ...createFileDoor({ root, values: 'values' }),
  bicep: {
    isProven: () => false,
    compile: async () => [],
    predict: async (folders) => folders.map(() => prediction),
  },
  write: (text) => {
    stdout += text;
  },
  warn: () => {},
  now: () => 0,
  breathe: async () => {},
  format: 'text',
  colour: false,
  version: '0.0.0',
});

/** The environment dev, as it is committed. */
function dev(): void {
  writeFileSync(join(root, 'values/dev.yaml'), readFileSync(join(repository, 'values/dev.yaml')));
}

it('has nothing against an environment that is sound', async () => {
  dev();
  prediction = { kind: 'predicted', remarks: [], snapshot: golden('dev') };
  expect(await audit(doors(), assembleProduct(), [])).toBe(0);
  expect(stdout).toBe('1 environment on Azure, no findings\n');
});

it('finds a fault at the line of the value that causes it', async () => {
  dev();
  const snapshot = golden('dev').replaceAll('"10.40.0.0/24"', '"10.40.0.0/26"');
  prediction = { kind: 'predicted', remarks: [], snapshot };
  expect(await audit(doors(), assembleProduct(), ['dev'])).toBe(1);
  const lines = readFileSync(join(root, 'values/dev.yaml'), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('gatewaySubnet')) + 1;
  expect(stdout).toContain(`values/dev.yaml:${line}:`);
  expect(stdout).toContain('AZURE-AUDIT-GATEWAY-SUBNET');
});

it('gives what the compiler says', async () => {
  dev();
  const remark = {
    path: 'main.bicep',
    line: 1,
    column: 1,
    length: 1,
    code: 'BCP036',
    message: 'It is an int.',
  };
  prediction = { kind: 'predicted', remarks: [remark] };
  expect(await audit(doors(), assembleProduct(), [])).toBe(1);
  expect(stdout).toContain('BCP036: It is an int.');
});

it('refuses without a compiler', async () => {
  dev();
  prediction = { kind: 'absent', problem: 'There is none.' };
  await expect(audit(doors(), assembleProduct(), [])).rejects.toBeInstanceOf(Refusal);
});
