// The door to the compiler, before a program that answers as one: what is remembered, what is not, and that the
// compiler is not looked for without need. The real one is asked in test/azure.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BicepFolder } from '../../generator/azure/bicep-files.ts';
import { openBicepDoor } from '../../generator/bicep.ts';

// Answers each request; of a folder whose parameters say so, with a remark, or not at all.
const program = `#!${process.execPath}
const { readFileSync, appendFileSync } = require('node:fs');
appendFileSync(__dirname + '/started', 'x');
let received = '';
process.stdin.on('data', (chunk) => {
  received += chunk;
  for (let match; (match = /^Content-Length: (\\d+)\\r\\n\\r\\n/.exec(received)); ) {
    const [head, length] = match;
    if (received.length < head.length + Number(length)) return;
    const { id, params } = JSON.parse(received.slice(head.length, head.length + Number(length)));
    received = received.slice(head.length + Number(length));
    const text = readFileSync(params.path, 'utf8');
    if (text === 'silent') process.exit(0);
    const at = { line: 2, char: 4 };
    const remark = { source: params.path, range: { start: at, end: { line: 2, char: 7 } }, level: 'Warning', code: 'BCP037', message: 'é is not one.' };
    const result = { success: true, diagnostics: text === 'wrong' ? [remark] : [] };
    const answer = JSON.stringify({ jsonrpc: '2.0', id, result });
    const whole = Buffer.from('Content-Length: ' + Buffer.byteLength(answer) + '\\r\\n\\r\\n' + answer);
    // In pieces, as a pipe may bring it.
    for (let start = 0; start < whole.length; start += 50) process.stdout.write(whole.subarray(start, start + 50));
  }
});
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bicep-door-'));
  writeFileSync(join(folder, 'bicep'), program, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const facts = { name: 'bicep', purpose: 'compiles', wanted: '0.49.2', skipped: [] } as const;
const open = () =>
  openBicepDoor({
    variables: { CHARTWRIGHT_CACHE: join(folder, 'cache') },
    locate: async () => ({
      ...facts,
      found: true,
      version: '0.49.2',
      path: join(folder, 'bicep'),
      from: 'path',
    }),
  });

const folderOf = (text: string): BicepFolder => ({
  files: new Map([
    ['it.bicepparam', text],
    ['modules/a.bicep', ''],
  ]),
  parameters: 'it.bicepparam',
  values: {} as BicepFolder['values'],
  digest: `digest-of-${text}`,
});
const [sound, wrong, silent] = ['sound', 'wrong', 'silent'].map(folderOf) as [
  BicepFolder,
  BicepFolder,
  BicepFolder,
];

it('asks one compiler about all, and remembers only what nothing was wrong with', async () => {
  expect(open().isProven(sound)).toBe(false);
  expect(await open().compile([sound, wrong])).toEqual([
    { kind: 'compiled', remarks: [] },
    {
      kind: 'compiled',
      remarks: [
        { path: 'it.bicepparam', line: 3, column: 5, length: 3, code: 'BCP037', message: 'é is not one.' },
      ],
    },
  ]);
  expect(readdirSync(folder)).toContain('started');
  expect([sound, wrong].map(open().isProven)).toEqual([true, false]);
});

it('says what happened when the compiler ends without an answer', async () => {
  expect(await open().compile([silent])).toEqual([
    { kind: 'absent', problem: `${join(folder, 'bicep')} gave no answer: it ended before it answered.` },
  ]);
  expect(open().isProven(silent)).toBe(false);
});

it('looks for no compiler while there is nothing to compile, and says where there is none', async () => {
  let asked = 0;
  const door = openBicepDoor({
    variables: {},
    locate: async () => {
      asked++;
      return { ...facts, found: false, required: false, problem: 'There is none.', cure: 'Get one.' };
    },
  });
  expect(await door.compile([])).toEqual([]);
  expect(asked).toBe(0);
  expect(await door.compile([sound])).toEqual([{ kind: 'absent', problem: 'There is none. Get one.' }]);
  expect(door.isProven(sound)).toBe(false);
  expect(existsSync(join(folder, 'started'))).toBe(false);
});
