// The launcher: its code cache makes nothing different, whatever state the cache is in.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const program = join(repository, 'bin/chartwright.cjs');
let cache = '';

beforeAll(() => {
  if (existsSync(join(repository, 'build/chartwright.cjs'))) return;
  spawnSync(process.execPath, [join(repository, 'scripts/build.mjs')], { stdio: 'inherit' });
});
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const run = (folder = cache) => {
  const env = { PATH: process.env.PATH, CHARTWRIGHT_CACHE: folder };
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--help'], {
    encoding: 'utf8',
    env,
  });
  return { stdout, stderr, status };
};
const files = (): string[] => readdirSync(join(cache, 'code')).map((name) => join(cache, 'code', name));
const fine = () => ({ stdout: expect.stringContaining('Usage: chartwright'), stderr: '', status: 0 });

it('writes one cache a verb, for the user alone, and leaves it alone afterwards', () => {
  expect(run()).toEqual(fine());
  const [file = '', ...others] = files();
  expect(others).toEqual([]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = statSync(file);
  expect(run()).toEqual(fine());
  expect(files()).toEqual([file]);
  expect(statSync(file).ino).toBe(before.ino);
});

it.each<[string, (content: Buffer) => Buffer]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut off', (content) => content.subarray(0, content.length >> 1)],
  ['rotten in the middle', (content) => content.fill(0x55, content.length >> 1, (content.length >> 1) + 8)],
  ['rotten at its end', (content) => content.fill(0x55, content.length - 1)],
  ['something else', () => Buffer.from('console.log("not ours")')],
])('runs without a cache that is %s, and renews it', (_, spoil) => {
  run();
  const [file = ''] = files();
  const good = readFileSync(file);
  writeFileSync(file, spoil(Buffer.from(good)));
  expect(run()).toEqual(fine());
  expect(readFileSync(file).length).toBeGreaterThan(good.length / 2);
});

it('keeps the cache of a run that was long enough to be tuned otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'many-'));
  try {
    cpSync(join(repository, 'values/layers'), join(folder, 'values/layers'), { recursive: true });
    const dev = readFileSync(join(repository, 'values/dev.yaml'), 'utf8');
    for (let number = 0; number < 150; number++) {
      const text = dev.replace(/^environment: dev$/m, `environment: dev-${number}`);
      writeFileSync(join(folder, 'values', `dev-${number}.yaml`), text);
    }
    const generate = (...names: string[]) =>
      spawnSync(process.execPath, [program, 'generate', ...names], {
        cwd: folder,
        env: { PATH: process.env.PATH, CHARTWRIGHT_CACHE: cache },
      }).status;
    expect(generate()).toBe(0);
    const [file = ''] = files();
    const before = statSync(file).ino;
    expect(generate('dev-1')).toBe(0);
    expect(files()).toEqual([file]);
    expect(statSync(file).ino).toBe(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('does not trust a cache that others may write', () => {
  run();
  const [file = ''] = files();
  const before = statSync(file).ino;
  chmodSync(file, 0o666);
  expect(run()).toEqual(fine());
  expect(statSync(file).ino).not.toBe(before);
});

it.each(['/proc/nowhere', '/dev/null/nowhere'])('runs without a cache where none can be: %s', (folder) => {
  expect(run(folder)).toEqual(fine());
});

it('is quiet when nobody reads on', () => {
  const script = `"${process.execPath}" "${program}" --help | true; exit "\${PIPESTATUS[0]}"`;
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CHARTWRIGHT_CACHE: cache },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('says in a line that its output could not be written', () => {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `"${process.execPath}" "${program}" --help > /dev/full`],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, CHARTWRIGHT_CACHE: cache },
    },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('the disk is full');
  expect(stderr).not.toMatch(/^ +at /m);
});
