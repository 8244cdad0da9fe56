// The tools door: the order of the places, versions, the lock, and what may enter the cache.
// Every program here is a small script written for the test.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolVersions } from '../../generator/tool-versions.ts';
import { cacheFolder, isCompatible, readVersion } from '../../generator/tools/find-program.ts';
import { nodeWanted, openToolDoor, runProgram, type Surroundings, withLock } from '../../generator/tools.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-tools-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A door that sees only what the test put into its folder. */
function door(surroundings: Surroundings = {}) {
  const variables = {
    CHARTWRIGHT_CACHE: join(folder, 'cache'),
    PATH: join(folder, 'bin'),
    ...surroundings.variables,
  };
  return openToolDoor({ ...surroundings, variables });
}

describe('where a tool is found', () => {
  it('is the file that the variable names, first of all', async () => {
    script('bin/helm', 'echo v4.1.0');
    const own = script('own', 'echo v3.9.1');
    const finding = await door({ variables: { CHARTWRIGHT_HELM: own } }).locateTool('helm');
    expect(finding).toMatchObject({ found: true, from: 'variable', path: own, version: '3.9.1' });
  });

  it('is nowhere when the variable names nothing: a slip is not passed over', async () => {
    script('bin/kube-score', 'echo v1.20.0');
    const finding = await door({ variables: { CHARTWRIGHT_KUBE_SCORE: join(folder, 'none') } }).findTool(
      'kube-score',
    );
    expect(finding).toMatchObject({ found: false });
    expect(finding.found || finding.problem).toContain('CHARTWRIGHT_KUBE_SCORE');
  });

  it('is the PATH when the major version fits, and what does not fit is named', async () => {
    script('bin/helm', 'echo v3.18.2+gabc');
    const fits = script('later/helm', 'echo v4.0.9');
    const path = `relative:${join(folder, 'bin')}:${join(folder, 'later')}`;
    const finding = await door({ variables: { PATH: path } }).locateTool('helm');
    expect(finding).toMatchObject({ found: true, from: 'path', path: fits, version: '4.0.9' });
    expect(finding.skipped).toEqual([
      expect.stringMatching(/bin\/helm was passed over: it says 3\.18\.2, not 4\.3\.1/),
    ]);
  });

  it('is the cache otherwise, where nothing has to be run', async () => {
    script('bin/kubeconform', 'echo development');
    const cached = script('cache/tools/kubeconform-0.8.0/kubeconform', 'exit 1');
    const finding = await door().locateTool('kubeconform');
    expect(finding).toMatchObject({ found: true, from: 'cache', path: cached, version: '0.8.0' });
    expect(finding.skipped).toEqual([expect.stringContaining('no version')]);
  });

  it('is not a folder, nor a file that cannot be run', async () => {
    mkdirSync(join(folder, 'bin/helm'), { recursive: true });
    writeFileSync(join(folder, 'plain'), '');
    expect(await door().locateTool('helm')).toMatchObject({
      found: false,
      cure: expect.stringContaining('helm 4'),
    });
    const named = door({ variables: { CHARTWRIGHT_HELM: join(folder, 'plain') } });
    expect(await named.locateTool('helm')).toMatchObject({ found: false });
  });
});

describe('a build', () => {
  const fakeGo = `echo "$@" > "${'$'}{GOBIN}/../../../arguments"; printf '#!/bin/sh\\necho built' > "$GOBIN/helm"; chmod +x "$GOBIN/helm"`;

  it('enters the cache whole, and asks for exactly the pinned version', async () => {
    script('bin/go', fakeGo);
    const finding = await door().findTool('helm');
    expect(finding).toMatchObject({ found: true, from: 'cache', version: toolVersions.helm.version });
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toContain(
      `helm.sh/helm/v4/cmd/helm@v${toolVersions.helm.version}`,
    );
    expect(readdirSync(join(folder, 'cache/tools'))).toEqual(['helm-4.3.1']);
  });

  it('happens once when two ask at the same time', async () => {
    script('bin/go', `echo x >> "${'$'}{GOBIN}/../../../count"; sleep 1; ${fakeGo}`);
    const findings = await Promise.all([door().findTool('helm'), door().findTool('helm')]);
    expect(findings.map(({ found }) => found)).toEqual([true, true]);
    expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('x\n');
  });

  it('that fails leaves nothing behind and says why', async () => {
    script('bin/go', 'echo "no such module" >&2; exit 1');
    const finding = await door().findTool('kube-score');
    expect(finding.found || finding.problem).toMatch(
      /go install .*kube-score@v1\.20\.0 failed: no such module; no download/,
    );
    expect(readdirSync(join(folder, 'cache/tools'))).toEqual([]);
  });

  it('is not tried without Go, and the cure is told', async () => {
    const tool = door();
    expect(await tool.findTool('kind')).toMatchObject({
      found: false,
      cure: expect.stringContaining('CHARTWRIGHT_KIND'),
    });
    const run = await tool.runTool('kind', ['version']);
    expect(run).toMatchObject({ status: 126, stderr: expect.stringContaining('Go is not on the PATH') });
  });
});

describe('a download', () => {
  const content = '#!/bin/sh\necho "Bicep CLI version 0.49.2 (abc)"\n';
  let server: Server;
  beforeEach(async () => {
    server = createServer((request, answer) => {
      answer.statusCode = request.url === '/bicep-0.49.2-linux' ? 200 : 404;
      answer.end(content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => server.close());

  function pinned(checksum: string, name = 'bicep'): Surroundings {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/${name}-{version}-{platform}`;
    const release = { url, builds: { 'here-x64': { platform: 'linux', sha256: checksum } } };
    return { platform: 'here-x64', pins: { ...toolVersions, bicep: { ...toolVersions.bicep, release } } };
  }

  it('is taken when it has the pinned SHA-256', async () => {
    const tool = door(pinned(sha256(content)));
    expect(await tool.findTool('bicep')).toMatchObject({ found: true, from: 'cache' });
    expect((await tool.runTool('bicep', ['--version'])).stdout).toContain('0.49.2');
  });

  it.each([
    ['has another SHA-256', () => pinned(sha256('something else')), /thrown away/],
    ['is not there', () => pinned(sha256(content), 'other'), /answered 404/],
    [
      'is not pinned for this platform',
      () => ({ ...pinned(sha256(content)), platform: 'mars-x64' }),
      /known SHA-256.* mars-x64/,
    ],
  ])('is refused when it %s', async (_, surroundings, message) => {
    const finding = await door(surroundings()).findTool('bicep');
    expect(finding.found || finding.problem).toMatch(message);
    expect(existsSync(join(folder, 'cache/tools/bicep-0.49.2'))).toBe(false);
  });
});

describe('running', () => {
  it('passes input, arguments, folder and variables without a shell', async () => {
    const file = script('say', 'cat; echo "$1|$WORD|$(basename "$PWD")"; echo bad >&2; exit 3');
    const run = await runProgram(file, ['$(id) ; *'], {
      input: 'in ',
      cwd: dirname(file),
      variables: { WORD: 'w' },
    });
    expect(run).toEqual({
      status: 3,
      stdout: `in $(id) ; *|w|${folder.split('/').at(-1)}\n`,
      stderr: 'bad\n',
    });
  });

  it.each([
    ['times out', 'exec sleep 10', { timeout: 200 }, 124],
    ['is killed', 'kill -TERM $$', {}, 143],
    ['does not read its input', 'exit 0', { input: 'x'.repeat(1_000_000) }, 0],
  ])('tells when a program %s', async (_, text, options, status) => {
    expect(await runProgram(script('it', text), [], options)).toMatchObject({ status });
  });

  it('tells when there is no program', async () => {
    expect(await runProgram(join(folder, 'none'), [])).toMatchObject({
      status: 126,
      stderr: expect.stringContaining('none'),
    });
  });
});

describe('the lock', () => {
  it('lets one in at a time and is gone afterwards, also after a failure', async () => {
    const lock = join(folder, 'a.lock');
    let inside = 0;
    const work = async (): Promise<void> => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    };
    await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)]);
    await expect(withLock(lock, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process that is gone', async () => {
    const lock = join(folder, 'a.lock');
    const gone = await runProgram(script('pid', 'printf $$'), []);
    writeFileSync(lock, gone.stdout);
    expect(await withLock(lock, async () => 'done')).toBe('done');
  });
});

describe('versions and places', () => {
  it.each([
    ['v4.3.1+g1234', [4, 3, 1]],
    ['kind v0.33.0 go1.26.8 linux/amd64', [0, 33, 0]],
    ['Bicep CLI version 0.49.2 (3d1ee2b)', [0, 49, 2]],
    ['kube-score version: v1.20.0, commit: none', [1, 20, 0]],
    ['v4.3', [4, 3, 0]],
    ['development', undefined],
  ])('reads %s', (text, version) => expect(readVersion(text)).toEqual(version));

  it.each([
    ['4.0.0', '4.3.1', true],
    ['3.9.0', '4.3.1', false],
    ['0.8.3', '0.8.0', true],
    ['0.7.0', '0.8.0', false],
    ['', '4.3.1', false],
  ])('%s stands for %s: %s', (found, wanted, fits) => expect(isCompatible(found, wanted)).toBe(fits));

  it('keeps the cache where it was told, and out of relative folders', () => {
    expect(cacheFolder({ CHARTWRIGHT_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
    expect(cacheFolder({ CHARTWRIGHT_CACHE: 'a', XDG_CACHE_HOME: '/b' })).toBe('/b/chartwright');
    expect(cacheFolder({ XDG_CACHE_HOME: 'b' })).toMatch(/^\/.*\.cache\/chartwright$/);
  });

  it('asks for the Node that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(engines.node).toBe(`>=${nodeWanted}`);
  });
});
