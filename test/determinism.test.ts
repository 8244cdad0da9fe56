// The same values give the same bytes, wherever, whenever and by whomever the program is run: one digest
// of everything that it writes and says, over time zones, locales, permissions, folders, versions of Node.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findNode, nodeLines } from './support/node-versions.ts';
import { type RunSetting, readTree, repository, runChartwright } from './support/run-chartwright.ts';

const scratch = mkdtempSync(join(tmpdir(), 'chartwright-determinism-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Circumstances extends Omit<RunSetting, 'cwd'> {
  /** Below the scratch folder: where values/ stands. */
  readonly root?: string;
}

let amount = 0;

/** An empty folder with a copy of values/ in it. */
function makeRoot({ root = 'plain' }: Circumstances): string {
  const folder = join(scratch, String(amount++), root);
  mkdirSync(folder, { recursive: true });
  cpSync(join(repository, 'values'), join(folder, 'values'), { recursive: true });
  return folder;
}

/** The digest of all that is written and said; the table's times are not said with --format json. */
function digestOf(circumstances: Circumstances): string {
  const cwd = makeRoot(circumstances);
  const run = (args: readonly string[]): string => {
    const { status, stdout, stderr } = runChartwright(args, { ...circumstances, cwd });
    expect({ status, stderr: args[0] === 'generate' ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  };
  const said = [run(['chart']), run(['generate', '--format', 'json']), run(['validate'])];
  const written = readTree(cwd);
  expect(written.size).toBeGreaterThan(100);
  return digest([...said, ...[...written].flat()]);
}

function digest(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}

/** What a program that minds time zone and locale says there; ours must not be like it. */
function mindfulProgram({ variables = {}, node, umask }: Circumstances): string {
  const script = `const date = new Date(1e12);
    process.stdout.write([date.getHours(), date.toLocaleDateString(undefined, { month: 'long' }),
      (1234.5).toLocaleString(), process.umask()].join(' '))`;
  return runChartwright(['-e', script], { variables, node, umask, program: [] }).stdout;
}

const turkish = 'tr_TR.UTF-8';
const elsewhere = 'an other/place/ünder here';
const circumstances: readonly (readonly [string, Circumstances])[] = [
  ...['UTC', 'Asia/Tokyo', 'America/St_Johns'].map((TZ) => [`TZ=${TZ}`, { variables: { TZ } }] as const),
  ...['C', turkish, 'de_DE.UTF-8'].map(
    (name) => [`LC_ALL=${name}`, { variables: { LC_ALL: name } }] as const,
  ),
  ...['022', '077'].map((umask) => [`umask ${umask}`, { umask }] as const),
  [`root "${elsewhere}"`, { root: elsewhere }],
];
const nodes = await Promise.all(nodeLines.map(async (line) => [line, await findNode(line)] as const));

describe('the bytes are the same', () => {
  const usual = digestOf({});

  it.each(circumstances)('with %s', (_, one) => {
    expect(digestOf(one)).toBe(usual);
  });

  for (const [line, node] of nodes) {
    it.runIf(node !== undefined)(`with Node ${line}, and everything else different as well`, () => {
      const variables = { TZ: 'America/St_Johns', LC_ALL: turkish, LANG: turkish };
      expect(digestOf({ node, variables, umask: '077', root: elsewhere })).toBe(usual);
    });
  }
});

describe('these circumstances would be seen', () => {
  it('by a program that minds them', () => {
    const usual = { variables: { TZ: 'UTC', LC_ALL: 'C' }, umask: '022' };
    const others: readonly Circumstances[] = [
      { ...usual, variables: { ...usual.variables, TZ: 'Asia/Tokyo' } },
      { ...usual, variables: { ...usual.variables, TZ: 'America/St_Johns' } },
      { ...usual, variables: { ...usual.variables, LC_ALL: turkish } },
      { ...usual, variables: { ...usual.variables, LC_ALL: 'de_DE.UTF-8' } },
      { ...usual, umask: '077' },
    ];
    const said = [usual, ...others].map(mindfulProgram);
    expect(new Set(said).size).toBe(said.length);
  });

  it('in the digest, when one byte or one name differs', () => {
    expect(digest(['values.yaml', 'a: 1\n'])).not.toBe(digest(['values.yaml', 'a: 2\n']));
    expect(digest(['values.yaml', 'a: 1\n'])).not.toBe(digest(['other.yaml', 'a: 1\n']));
    expect(digest(['ab', 'c'])).not.toBe(digest(['a', 'bc']));
  });
});
