// The program for `generate` alone, into which the product is compiled, writes and says what the whole program
// does, or leaves the work to it without a trace.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTree, repository, runChartwright } from '../support/run-chartwright.ts';

const scratch = mkdtempSync(join(tmpdir(), 'chartwright-compiled-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs one program of build/ without the launcher; `status undefined` where it leaves the work to the other. */
function run(program: 'generate' | 'chartwright', args: readonly string[], cwd = repository) {
  const script = `require(${JSON.stringify(join(repository, 'build', `${program}.cjs`))})
    .run(process.argv.slice(1)).then((status) => console.log('status', status))`;
  const { stdout, stderr } = runChartwright(['--', ...args], { cwd, program: ['-e', script] });
  return { said: stdout.replace(/(?<=\s)\d+\.\d(?=\s)/g, '0.0').replace(/ +/g, ' '), stderr };
}

const sound = readFileSync(join(repository, 'values/kind.yaml'), 'utf8');

/** A folder with this one environment. */
function folderWith(name: string, text: string): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'values'), { recursive: true });
  writeFileSync(join(folder, 'values/kind.yaml'), text);
  return folder;
}

describe('the program for generate alone', () => {
  it('writes the same and says the same of every environment', () => {
    const alone = run('generate', ['generate', '--out', join(scratch, 'alone')]);
    const whole = run('chartwright', ['generate', '--out', join(scratch, 'whole')]);
    expect(alone.said).toMatch(/status 0\n$/);
    expect(alone).toEqual(whole);
    const tree = readTree(join(scratch, 'alone'));
    expect(tree.size).toBeGreaterThan(50);
    expect([...tree]).toEqual([...readTree(join(scratch, 'whole'))]);
  });

  it.each([
    ['a wrong value', sound.replace('environment: kind', 'environment: Kind')],
    ['an unknown key', `${sound}surplus: 1\n`],
    ['YAML that is wrong', `${sound}yes: no\n`],
    ['YAML that is unusual', `${sound}\n# the end\n---\n`],
  ])('leaves %s to the whole program, without a word or a file', (name, text) => {
    const folder = folderWith(name, text);
    expect(run('generate', ['generate'], folder)).toEqual({ said: 'status undefined\n', stderr: '' });
    expect(readdirSync(folder)).toEqual(['values']);
  });

  it('is not asked twice: the launcher gives what the whole program gives', () => {
    const flow = sound.replace(/^environment: kind$/m, 'environment: "k\\u0069nd"');
    const folder = folderWith('escapes', flow);
    expect(run('generate', ['generate'], folder).said).toBe('status undefined\n');
    const { status, stdout } = runChartwright(['generate'], { cwd: folder });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^environment .*\nkind /m)]);
  });

  it.each([
    [['--help']],
    [['generate', '--help']],
    [['generate', '--out=dist']],
    [['generate', '--oops']],
    [['validate']],
  ])('leaves %j to the whole program', (args) => {
    expect(run('generate', args)).toEqual({ said: 'status undefined\n', stderr: '' });
  });
});
