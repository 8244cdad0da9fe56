// The disk door: what it refuses to read or write, and that output appears whole or not at all.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tree } from '../../generator/commands/doors.ts';
import { Refusal } from '../../generator/commands/refusal.ts';
import { createFileDoor, writeTree } from '../../generator/files.ts';

let root = '';
const at = (...names: string[]): string => join(root, ...names);
const door = (home?: string) => createFileDoor({ root, values: 'values', ...(home ? { home } : {}) });
const tree = (files: Record<string, string>, more: Partial<Tree> = {}): Tree => ({
  out: 'dist',
  unit: 'prod',
  files: new Map(Object.entries(files)),
  owned: 'marked',
  ...more,
});
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.diagnostic.code;
    throw error;
  }
  return 'nothing refused';
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
  mkdirSync(at('values', 'layers'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('readText', () => {
  it('reads a regular file, and one behind a link that stays inside', () => {
    writeFileSync(at('values', 'a.yaml'), 'é: 1\n');
    symlinkSync('../a.yaml', at('values', 'layers', 'b.yaml'));
    expect(door().readText('values/a.yaml')).toEqual({ text: 'é: 1\n' });
    expect(door().readText('values/layers/b.yaml')).toEqual({ text: 'é: 1\n' });
  });

  it.each<[string, () => void, string]>([
    ['missing', () => {}, 'missing'],
    ['a folder', () => mkdirSync(at('values', 'x.yaml')), 'not-a-file'],
    ['a pipe', () => spawnSync('mkfifo', [at('values', 'x.yaml')]), 'not-a-file'],
    ['one byte too large', () => writeFileSync(at('values', 'x.yaml'), 'a'.repeat(2 ** 20 + 1)), 'too-large'],
    ['Latin-1', () => writeFileSync(at('values', 'x.yaml'), Buffer.from([0x61, 0xe9])), 'not-utf8'],
    ['a link out', () => symlinkSync('/etc/hostname', at('values', 'x.yaml')), 'outside'],
    ['a link to nothing', () => symlinkSync('nothing', at('values', 'x.yaml')), 'missing'],
    ['a link to itself', () => symlinkSync('x.yaml', at('values', 'x.yaml')), 'unreadable'],
  ])('tells %s apart', (_, arrange, failure) => {
    arrange();
    expect(door().readText('values/x.yaml')).toMatchObject({ failure });
  });

  it('names what stands beside a missing file', () => {
    expect(door().readText('values/nothing.yaml')).toEqual({
      failure: 'missing',
      beside: readdirSync(join(root, 'values')).sort(),
    });
    expect(door().readText('values/nowhere/x.yaml')).toEqual({ failure: 'missing' });
  });

  it('does not leave the values folder by a path or by a linked folder', () => {
    writeFileSync(at('beside.yaml'), 'a: 1\n');
    symlinkSync(root, at('values', 'up'));
    expect(door().readText('values/../beside.yaml')).toEqual({ failure: 'outside' });
    expect(door().readText('values/up/beside.yaml')).toEqual({ failure: 'outside' });
  });

  it('takes exactly 1 MiB', () => {
    writeFileSync(at('values', 'x.yaml'), 'a'.repeat(2 ** 20));
    expect(door().readText('values/x.yaml')).toHaveProperty('text.length', 2 ** 20);
  });
});

describe('listEnvironments', () => {
  it('lists .yaml files in code unit order and names those with another ending', () => {
    for (const name of ['b.yaml', 'B.yaml', 'a.yml', '.c.yaml', 'notes.md'])
      writeFileSync(at('values', name), '');
    expect(door().listEnvironments()).toEqual({
      files: ['values/B.yaml', 'values/b.yaml'],
      misnamed: ['values/a.yml'],
    });
  });

  it('refuses a folder that is not there', () => {
    expect(codeOf(() => createFileDoor({ root, values: 'nowhere' }).listEnvironments())).toBe('FILE-MISSING');
  });
});

describe('writing a tree', () => {
  const first = { 'eastus/values.yaml': 'a: 1\n', 'eastus/manifests/api/service-a.yaml': 'kind: Service\n' };

  it('writes all of it, marks what is its own, and leaves no temporary folder', () => {
    const changes = writeTree(door(), tree(first));
    expect(changes.added).toEqual([
      '.chartwright',
      'eastus/manifests/api/service-a.yaml',
      'eastus/values.yaml',
    ]);
    expect(readFileSync(at('dist/prod/eastus/values.yaml'), 'utf8')).toBe('a: 1\n');
    expect(readdirSync(at('dist')).sort()).toEqual(['.chartwright', 'prod']);
  });

  it('shows nothing before the commit, and nothing at all after a discard', () => {
    const one = door();
    one.stageTree(tree(first));
    expect(existsSync(at('dist/prod'))).toBe(false);
    one.discardTrees();
    expect(readdirSync(root)).toEqual(['values']);
  });

  it('keeps the time of an unchanged file, drops a stale one, and leaves other units alone', () => {
    writeTree(door(), tree(first));
    writeTree(door(), tree({ a: '1' }, { unit: 'dev' }));
    utimesSync(at('dist/prod/eastus/values.yaml'), 1000, 1000);
    const changes = writeTree(door(), tree({ 'eastus/values.yaml': 'a: 1\n', 'eastus/new.yaml': 'b: 2\n' }));
    expect(changes).toEqual({
      added: ['eastus/new.yaml'],
      changed: [],
      stale: ['eastus/manifests/api/service-a.yaml'],
    });
    expect(statSync(at('dist/prod/eastus/values.yaml')).mtimeMs).toBe(1_000_000);
    expect(existsSync(at('dist/prod/eastus/manifests'))).toBe(false);
    expect(readFileSync(at('dist/dev/a'), 'utf8')).toBe('1');
  });

  it('writes nothing at all when nothing changed', () => {
    writeTree(door(), tree(first));
    const before = [at('dist'), at('dist/prod'), at('dist/prod/eastus')].map(
      (path) => statSync(path).ctimeMs,
    );
    chmodSync(at('dist'), 0o555);
    expect(writeTree(door(), tree(first))).toEqual({ added: [], changed: [], stale: [] });
    chmodSync(at('dist'), 0o755);
    const after = [at('dist/prod'), at('dist/prod/eastus')].map((path) => statSync(path).ctimeMs);
    expect(after).toEqual(before.slice(1));
  });

  it('compares without writing', () => {
    expect(door().compareTree(tree({ a: '1' })).added).toEqual(['.chartwright', 'a']);
    expect(existsSync(at('dist'))).toBe(false);
    writeTree(door(), tree({ a: '1', b: '2' }));
    mkdirSync(at('dist/prod/empty'));
    expect(door().compareTree(tree({ a: '2' }))).toEqual({
      added: [],
      changed: ['a'],
      stale: ['b', 'empty/'],
    });
  });

  it.each([0o077, 0o000, 0o777])('gives 0644 and 0755 under umask %i', (mask) => {
    const before = process.umask(mask);
    try {
      writeTree(door(), tree({ 'a/b': '1' }));
    } finally {
      process.umask(before);
    }
    for (const path of ['dist', 'dist/prod', 'dist/prod/a'])
      expect(statSync(at(path)).mode & 0o777).toBe(0o755);
    expect(statSync(at('dist/prod/a/b')).mode & 0o777).toBe(0o644);
  });

  it('replaces a link in the tree by the file, and never writes through it', () => {
    writeTree(door(), tree({ a: '1', b: '2' }));
    writeFileSync(at('outside'), 'untouched');
    rmSync(at('dist/prod/a'));
    symlinkSync(at('outside'), at('dist/prod/a'));
    mkdirSync(at('folder'));
    writeFileSync(at('folder/kept'), '');
    symlinkSync(at('folder'), at('dist/prod/c'));
    expect(writeTree(door(), tree({ a: '1', b: '2' }))).toEqual({ added: [], changed: ['a'], stale: ['c'] });
    expect(readFileSync(at('outside'), 'utf8')).toBe('untouched');
    expect(existsSync(at('folder/kept'))).toBe(true);
    expect(readFileSync(at('dist/prod/a'), 'utf8')).toBe('1');
  });

  it('lists and removes the units that are no longer wanted, but no folder of a person', () => {
    const one = door();
    one.stageTree(tree({ a: '1' }));
    one.stageTree(tree({ a: '1' }, { unit: 'old' }));
    one.commitTrees();
    mkdirSync(at('dist/mine'));
    expect(one.listOtherUnits('dist', new Set(['prod']))).toEqual(['old']);
    one.stageRemoval('dist', 'old');
    one.commitTrees();
    expect(readdirSync(at('dist')).sort()).toEqual(['.chartwright', 'mine', 'prod']);
  });

  it('replaces a wholly generated folder without a mark, but not a stranger of the same name', () => {
    const charts = tree({ 'Chart.yaml': '1' }, { out: 'charts', unit: 'aiagent', owned: 'always' });
    writeTree(door(), charts);
    expect(readdirSync(at('charts/aiagent'))).toEqual(['Chart.yaml']);
    writeFileSync(at('charts/aiagent/stale'), '');
    expect(writeTree(door(), charts).stale).toEqual(['stale']);
    mkdirSync(at('docs/reference'), { recursive: true });
    writeFileSync(at('docs/reference/thesis.md'), '');
    const docs = tree({ 'values.md': '1' }, { out: 'docs', unit: 'reference', owned: 'always' });
    expect(codeOf(() => writeTree(door(), docs))).toBe('OUT-FOREIGN');
  });
});

describe('what may not be written', () => {
  it.each([
    '../escape',
    'a/../../escape',
    '/etc/passwd',
    '',
    '.',
    'a//b',
    'a/',
    'a\\b',
    'a\0b',
    'a\nb',
    'a.',
    'a ',
    'a./b',
    'nul',
    'a/COM1.txt',
    'c:d',
    'a\ud800',
  ])('refuses the file name %j', (name) => {
    expect(codeOf(() => writeTree(door(), tree({ fine: '1', [name]: '1' })))).toBe('OUT-PATH');
    expect(readdirSync(root)).toEqual(['values']);
  });

  it.each(['_helpers.tpl', '.helmignore', 'a/b-c.yaml', 'console.yaml', 'com10', 'é'])('takes %j', (name) => {
    expect(codeOf(() => writeTree(door(), tree({ [name]: '1' })))).toBe('nothing refused');
  });

  it('refuses two names that differ in case only, and a file that is also a folder', () => {
    expect(codeOf(() => writeTree(door(), tree({ 'a/B': '1', 'A/b': '1' })))).toBe('OUT-PATH');
    expect(codeOf(() => writeTree(door(), tree({ a: '1', 'a/b/c': '1' })))).toBe('OUT-PATH');
  });

  it.each(['..', 'a/b', '.hidden', ''])('refuses the unit %j', (unit) => {
    expect(codeOf(() => writeTree(door(), tree({ a: '1' }, { unit })))).toBe('OUT-PATH');
  });

  it.each(['/', '.', '', '..', '../elsewhere', 'values', 'values/dist', '.git/x'])(
    'refuses --out %j',
    (out) => {
      expect(codeOf(() => writeTree(door(), tree({ a: '1' }, { out })))).toBe('OUT-FOLDER');
    },
  );

  it('refuses a home and what contains it, takes a folder in it', () => {
    const home = at('home');
    mkdirSync(home);
    expect(codeOf(() => writeTree(door(home), tree({ a: '1' }, { out: home })))).toBe('OUT-FOLDER');
    expect(codeOf(() => writeTree(door(`${home}/a/b`), tree({ a: '1' }, { out: home })))).toBe('OUT-FOLDER');
    expect(codeOf(() => writeTree(door(home), tree({ a: '1' }, { out: `${home}/dist` })))).toBe(
      'nothing refused',
    );
  });

  it('refuses a link as output, above it, and as the unit', () => {
    mkdirSync(at('real'));
    symlinkSync(at('real'), at('linked'));
    for (const out of ['linked', 'linked/dist', at('linked', 'dist')])
      expect(codeOf(() => writeTree(door(), tree({ a: '1' }, { out })))).toBe('OUT-SYMLINK');
    writeTree(door(), tree({ a: '1' }));
    symlinkSync(at('real'), at('dist/dev'));
    expect(codeOf(() => writeTree(door(), tree({ a: '1' }, { unit: 'dev' })))).toBe('OUT-SYMLINK');
    expect(readdirSync(at('real'))).toEqual([]);
  });

  it('refuses a folder with files of a person, in the output or in the unit', () => {
    mkdirSync(at('mine/prod'), { recursive: true });
    writeFileSync(at('mine/thesis'), '');
    expect(codeOf(() => writeTree(door(), tree({ a: '1' }, { out: 'mine' })))).toBe('OUT-FOREIGN');
    writeTree(door(), tree({ a: '1' }));
    mkdirSync(at('dist/dev'));
    writeFileSync(at('dist/dev/thesis'), '');
    expect(codeOf(() => writeTree(door(), tree({ a: '1' }, { unit: 'dev' })))).toBe('OUT-FOREIGN');
    expect(existsSync(at('dist/dev/thesis'))).toBe(true);
  });

  it('says in plain words why the system refused, and leaves the old tree', () => {
    writeTree(door(), tree({ a: '1' }));
    // A name too long for the file system fails in the middle of the building.
    const long = tree({ a: '2', [`b/${'x'.repeat(300)}`]: '1' });
    expect(() => writeTree(door(), long)).toThrow('a name is too long');
    expect(readFileSync(at('dist/prod/a'), 'utf8')).toBe('1');
    expect(readdirSync(at('dist')).sort()).toEqual(['.chartwright', 'prod']);
  });
});

describe('a run that is stopped', () => {
  const program = join(tmpdir(), `files-door-${process.pid}.cjs`);

  beforeAll(async () => {
    const source = fileURLToPath(new URL('../../generator/files.ts', import.meta.url));
    await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'cjs', outfile: program });
    return () => rmSync(program);
  });

  /** Stages a new tree in another process, waits until it is staged, and sends the signal. */
  const stopWith = (signal: NodeJS.Signals): Promise<NodeJS.Signals | null> => {
    const script = `const { createFileDoor } = require(${JSON.stringify(program)});
      const door = createFileDoor({ root: process.cwd(), values: 'values' });
      door.stageTree({ out: 'dist', unit: 'prod', files: new Map([['a', '2']]), owned: 'marked' });
      console.log('staged');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((done) => {
      child.stdout.once('data', () => child.kill(signal));
      child.once('exit', (_, by) => done(by));
    });
  };

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s leaves the old tree and no temporary folder',
    async (signal) => {
      writeTree(door(), tree({ a: '1' }));
      expect(await stopWith(signal)).toBe(signal);
      expect(readdirSync(at('dist')).sort()).toEqual(['.chartwright', 'prod']);
      expect(readFileSync(at('dist/prod/a'), 'utf8')).toBe('1');
    },
  );

  it('SIGKILL leaves the old tree, and the next run tidies up', async () => {
    writeTree(door(), tree({ a: '1' }));
    expect(await stopWith('SIGKILL')).toBe('SIGKILL');
    expect(readdirSync(at('dist'))).toHaveLength(3);
    expect(readFileSync(at('dist/prod/a'), 'utf8')).toBe('1');
    writeTree(door(), tree({ a: '1' }));
    expect(readdirSync(at('dist')).sort()).toEqual(['.chartwright', 'prod']);
  });

  it('killed between the two renames, the old tree comes back', () => {
    writeTree(door(), tree({ a: '1' }));
    // No process has the number 4194305: it is above the largest that Linux gives.
    mkdirSync(at('dist/.chartwright-4194305-abcdef/old'), { recursive: true });
    spawnSync('mv', [at('dist/prod'), at('dist/.chartwright-4194305-abcdef/old/prod')]);
    const one = door();
    one.stageTree(tree({ a: '2' }));
    one.discardTrees();
    expect(readFileSync(at('dist/prod/a'), 'utf8')).toBe('1');
  });

  it('leaves the folder of another run that still works alone', () => {
    writeTree(door(), tree({ a: '1' }));
    mkdirSync(at(`dist/.chartwright-${process.ppid}-abcdef/new`), { recursive: true });
    writeTree(door(), tree({ a: '2' }));
    expect(readdirSync(at('dist'))).toContain(`.chartwright-${process.ppid}-abcdef`);
  });
});
