// The verb `generate` with a product made of cardboard: what is written, what is not, and what is said.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BicepFolder } from '../../../generator/azure/bicep-files.ts';
import type { BicepAnswer, BicepDoor } from '../../../generator/commands/bicep-door.ts';
import { chart } from '../../../generator/commands/chart.ts';
import type { Doors, Format } from '../../../generator/commands/doors.ts';
import { generate } from '../../../generator/commands/generate.ts';
import type { CommittedPrinter, Product } from '../../../generator/commands/product.ts';
import { Refusal } from '../../../generator/commands/refusal.ts';
import { validate } from '../../../generator/commands/validate.ts';
import type { Diagnostic } from '../../../generator/diagnostic.ts';
import { createFileDoor } from '../../../generator/files.ts';

let root = '';
let stdout = '';
let stderr = '';
const dist = (...names: string[]): string => join(root, 'dist', ...names);

const finding = (file: string, severity: Diagnostic['severity']): Diagnostic => ({
  ...{ code: 'VALUE-MISSING', severity, file, line: 1, column: 1, length: 4 },
  ...{ path: 'name', message: 'name is wrong.', cure: 'Mend it.' },
});

const folderOf = (name: string): BicepFolder => ({
  values: {} as BicepFolder['values'],
  files: new Map([['main.bicep', 'param x int\n']]),
  ...{ parameters: `${name}.bicepparam`, digest: name },
});

/** A file holds a name, then perhaps `error` or `warning`, its findings, or `azure` where it runs there. */
const product: Product & CommittedPrinter = {
  readEnvironment: (file, readText) => {
    const read = readText(file);
    if ('failure' in read) throw new Error(read.failure);
    const [name = '', ...words] = read.text.trim().split(' ');
    const severities = words.filter((word): word is Diagnostic['severity'] => /^(error|warning)$/.test(word));
    const files = new Map([['values.yaml', `name: ${name}\n`]]);
    const kinds = new Map([
      ['Service', 1],
      ['ConfigMap', 3],
    ]);
    const failed = severities.includes('error');
    return {
      name,
      diagnostics: severities.map((severity) => finding(file, severity)),
      sources: new Map([[file, read.text]]),
      regions: failed ? [] : ['east', 'west'].map((region) => ({ region, files, kinds })),
      ...(words.includes('azure') && !failed ? { bicep: folderOf(name) } : {}),
    };
  },
  printCommitted: () => new Map([['charts/aiagent', new Map([['Chart.yaml', 'a: 1\n']])]]),
  explain: () => ({ settings: [], suggestions: [] }),
};

/** A compiler that answers what the test says; `asked` are the digests of what it was asked about. */
let answer: BicepAnswer = { kind: 'compiled', remarks: [] };
let asked: string[] = [];
const bicep: BicepDoor = {
  isProven: ({ digest }) => digest === 'proven',
  compile: async (folders) => {
    asked = folders.map(({ digest }) => digest);
    return folders.map(() => answer);
  },
  predict: async (folders) => folders.map(() => ({ kind: 'absent', problem: 'It is of cardboard.' })),
};

const doors = (format: Format = 'text'): Doors => ({
  ...createFileDoor({ root, values: 'values' }),
  bicep,
  write: (text) => {
    stdout += text;
  },
  warn: (text) => {
    stderr += text;
  },
  now: () => 0,
  breathe: async () => {},
  ...{ format, colour: false, version: '1.2.3' },
});

const run = (more: { environments?: string[]; check?: boolean; format?: Format } = {}): Promise<number> => {
  stdout = '';
  stderr = '';
  const { environments = [], check = false, format } = more;
  return generate(doors(format), product, { environments, check, out: 'dist' });
};
const values = (files: Record<string, string>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'values', name), text);
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'generate-')));
  mkdirSync(join(root, 'values'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('writes a folder an environment, an index of digests a region, and ends with the table', async () => {
  values({ 'dev.yaml': 'dev', 'prod.yaml': 'prod warning' });
  expect(await run()).toBe(0);
  expect(readdirSync(dist('prod', 'west')).sort()).toEqual(['index.json', 'values.yaml']);
  expect(JSON.parse(readFileSync(dist('prod', 'west', 'index.json'), 'utf8'))).toEqual({
    generator: 'chartwright 1.2.3',
    environment: 'prod',
    region: 'west',
    files: { 'values.yaml': 'sha256:fcc295e1d438ffeb23ba75d043c699022ea4ef226b6b08d4fa313795cdf051a6' },
  });
  expect(stdout).toBe(`values/prod.yaml:1:1  warning  VALUE-MISSING
  name is wrong.
    1 | prod warning
      | ^^^^
  cure: Mend it.
1 warning in values/prod.yaml

environment  region  resources  findings       ms  by kind
dev          east            4  none          0.0  ConfigMap 3, Service 1
dev          west            4                     ConfigMap 3, Service 1
prod         east            4  1 warning     0.0  ConfigMap 3, Service 1
prod         west            4                     ConfigMap 3, Service 1
`);
});

it('reports the findings of all and writes nothing when one is wrong', async () => {
  values({ 'a.yaml': 'a', 'b.yaml': 'b error', 'c.yaml': 'c error' });
  expect(await run()).toBe(1);
  expect(stdout).toContain('2 errors in 2 files');
  expect(stderr).toBe('Nothing was written.\n');
  expect(readdirSync(root)).toEqual(['values']);
});

it('leaves what was generated before as it is when one is wrong', async () => {
  values({ 'a.yaml': 'a', 'b.yaml': 'b' });
  await run();
  values({ 'a.yaml': 'a2', 'b.yaml': 'b error' });
  expect(await run()).toBe(1);
  expect(readdirSync(dist()).sort()).toEqual(['.chartwright', 'a', 'b']);
});

it('removes the folder of an environment that is gone, but only in a run over all', async () => {
  values({ 'a.yaml': 'a', 'b.yaml': 'b' });
  await run();
  rmSync(join(root, 'values/b.yaml'));
  await run({ environments: ['a'] });
  expect(existsSync(dist('b'))).toBe(true);
  await run();
  expect(existsSync(dist('b'))).toBe(false);
});

it('--check names every difference and writes nothing', async () => {
  values({ 'a.yaml': 'a', 'b.yaml': 'b' });
  expect(await run({ check: true })).toBe(1);
  expect(existsSync(dist())).toBe(false);
  await run();
  expect(await run({ check: true })).toBe(0);
  writeFileSync(dist('a/east/values.yaml'), 'touched');
  rmSync(join(root, 'values/b.yaml'));
  expect(await run({ check: true, format: 'json' })).toBe(1);
  expect(JSON.parse(stdout).findings.map(({ code, message }: Diagnostic) => `${code} ${message}`)).toEqual([
    'OUT-DIFFERS dist/a/east/values.yaml is not as it would be generated.',
    'OUT-DIFFERS dist/b/ is not generated any more.',
  ]);
  expect(readFileSync(dist('a/east/values.yaml'), 'utf8')).toBe('touched');
});

it('refuses two files of one environment', async () => {
  values({ 'a.yaml': 'same', 'b.yaml': 'same' });
  expect(await run()).toBe(1);
  expect(stdout).toContain('ENVIRONMENT-TWICE');
  expect(existsSync(dist())).toBe(false);
});

it('names the environment that was perhaps meant', async () => {
  values({ 'prod.yaml': 'prod' });
  await expect(run({ environments: ['prd'] })).rejects.toThrow(Refusal);
  await expect(run({ environments: ['prd'] })).rejects.toMatchObject({
    diagnostic: { code: 'FILE-MISSING', hint: 'did you mean "prod"?' },
  });
  expect(await run({ environments: ['values/prod.yaml'] })).toBe(0);
});

it('warns of a file that looks like an environment and is passed over', async () => {
  values({ 'dev.yaml': 'dev', 'prod.yml': 'prod' });
  expect(await run()).toBe(0);
  expect(stdout).toContain('values/prod.yml  warning  FILE-NAME');
});

it('validate reports and writes nothing', async () => {
  values({ 'a.yaml': 'a' });
  stdout = '';
  expect(await validate(doors(), product, [])).toBe(0);
  expect(stdout).toBe('1 environment, no findings\n');
  values({ 'a.yaml': 'a error' });
  expect(await validate(doors(), product, [])).toBe(1);
  expect(readdirSync(root)).toEqual(['values']);
});

it('chart writes the committed folders, and --check sees an edit', async () => {
  expect(await chart(doors(), product, true)).toBe(1);
  expect(existsSync(join(root, 'charts'))).toBe(false);
  expect(await chart(doors(), product, false)).toBe(0);
  expect(await chart(doors(), product, true)).toBe(0);
  writeFileSync(join(root, 'charts/aiagent/extra.yaml'), '');
  expect(await chart(doors(), product, true)).toBe(1);
});

describe('a Bicep folder', () => {
  beforeEach(() => {
    asked = [];
    answer = { kind: 'compiled', remarks: [] };
  });

  it('is written beside the regions, and compiled where it never was', async () => {
    values({ 'dev.yaml': 'dev azure', 'kind.yaml': 'kind', 'proven.yaml': 'proven azure' });
    expect(await run()).toBe(0);
    expect(readFileSync(dist('dev', 'bicep', 'main.bicep'), 'utf8')).toBe('param x int\n');
    expect(existsSync(dist('kind', 'bicep'))).toBe(false);
    expect(existsSync(dist('proven', 'bicep'))).toBe(true);
    expect(asked).toEqual(['dev']);
  });

  it('of which the compiler has something to say stops all writing', async () => {
    values({ 'dev.yaml': 'dev azure', 'kind.yaml': 'kind' });
    const place = { path: 'main.bicep', line: 1, column: 7, length: 1 };
    answer = { kind: 'compiled', remarks: [{ ...place, code: 'BCP036', message: 'It is an int.' }] };
    expect(await run()).toBe(1);
    expect(stdout).toBe(`dist/dev/bicep/main.bicep:1:7  error  BICEP-REMARK
  BCP036: It is an int.
    1 | param x int
      |       ^
  cure: Change the value that the place shows, or the template in bicep/ where it is the template that is wrong.
1 error in dist/dev/bicep/main.bicep
`);
    expect(stderr).toBe('Nothing was written.\n');
    expect(existsSync(dist())).toBe(false);
  });

  it('is written without a compiler, and it is said that nobody compiled it', async () => {
    values({ 'dev.yaml': 'dev azure', 'prod.yaml': 'prod azure' });
    answer = { kind: 'absent', problem: 'There is none. Install it.' };
    expect(await run()).toBe(0);
    expect(existsSync(dist('prod', 'bicep', 'main.bicep'))).toBe(true);
    expect(stderr).toBe(
      'The Bicep templates are written, but were not compiled: There is none. Install it.\n',
    );
  });

  it('is not compiled when values are wrong', async () => {
    values({ 'dev.yaml': 'dev azure', 'prod.yaml': 'prod error' });
    expect(await run()).toBe(1);
    expect(asked).toEqual([]);
  });
});
