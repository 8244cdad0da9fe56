// What people read is true: sizes, links, names, versions, and the examples, which are run.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { verbs } from '../generator/cli/verbs.ts';
import { codes } from '../generator/codes.ts';
import { describeSchema } from '../generator/engine/index.ts';
import { toolVersions } from '../generator/tool-versions.ts';
import { EnvironmentSchema } from '../schemas/environment.ts';
import {
  brokenLinks,
  codeSpansOf,
  fencesOf,
  lineCount,
  repository,
  rowsOf,
  textOf,
  trackedFiles,
} from './support/documents.ts';
import { runChartwright } from './support/run-chartwright.ts';

const files = trackedFiles();
const documents = files.filter((file) => file.endsWith('.md'));
/** Those that are generated have tests of their own. */
const written = documents.filter((file) => !/^(charts|docs\/reference)\//.test(file));
const readme = textOf('README.md');
const adrs = files.filter((file) => /^docs\/adr\/\d{4}-.+\.md$/.test(file));

describe('every document', () => {
  it('is among those that are looked at', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/gates.md']));
  });

  it('has no relative link that leads nowhere', () => {
    expect(
      documents.flatMap((file) => brokenLinks(file, textOf(file)).map((to) => `${file}: ${to}`)),
    ).toEqual([]);
    expect(brokenLinks('docs/a.md', '[a](nowhere.md) [b](gates.md) [c](#d) `[e](f)`')).toEqual([
      'nowhere.md',
      '#d',
    ]);
  });
});

describe('YAML in documents', () => {
  const faultsIn = (text: string): readonly string[] =>
    fencesOf(text, 'yaml').flatMap((body) =>
      parseAllDocuments(body).flatMap(({ errors }) => errors.map(({ message }) => message)),
    );

  it('can be read', () => {
    expect(written.flatMap((file) => faultsIn(textOf(file)).map((fault) => `${file}: ${fault}`))).toEqual([]);
    expect(faultsIn('```yaml\na: 1\na: 2\n```\n')).toHaveLength(1);
  });
});

describe('sizes', () => {
  it('the README has at most 150 lines, a decision at most 40', () => {
    expect(lineCount(readme)).toBeLessThanOrEqual(150);
    expect(adrs.length).toBeGreaterThanOrEqual(12);
    expect(adrs.filter((file) => lineCount(textOf(file)) > 40)).toEqual([]);
    expect(lineCount('a\n'.repeat(41))).toBe(41);
  });
});

describe('decisions', () => {
  const headings = ['## Context', '## Decision', '## Consequences'];

  it('have the three headings, and stand in the index', () => {
    const index = textOf('docs/adr/README.md');
    const faults = adrs.filter((file) => {
      const text = textOf(file);
      return (
        !index.includes(`(${file.slice('docs/adr/'.length)})`) || headings.some((one) => !text.includes(one))
      );
    });
    expect(faults).toEqual([]);
  });
});

describe('alerts and runbooks', () => {
  const alerts = files
    .filter((file) => /^charts\/.+\/templates\/prometheus-rule\.yaml$/.test(file))
    .flatMap((file) => [...textOf(file).matchAll(/- alert: (\w+)/g)].map(([, name]) => name as string))
    .sort();
  const runbooks = readdirSync(join(repository, 'docs/runbooks')).filter((file) => file !== 'README.md');

  it('belong together', () => {
    expect(alerts.length).toBeGreaterThan(3);
    expect(runbooks.sort()).toEqual(alerts.map((alert) => `${alert}.md`));
    const index = textOf('docs/runbooks/README.md');
    expect(alerts.filter((alert) => !index.includes(`(${alert}.md)`))).toEqual([]);
  });

  it.each(runbooks)('%s says what it means, what it does, how to look and what to do', (file) => {
    const found = [...textOf(`docs/runbooks/${file}`).matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(found).toEqual(['Meaning', 'Impact', 'Diagnosis', 'Mitigation']);
  });
});

describe('what is depended on', () => {
  it('stands in CONTRIBUTING.md, with its version, and nothing else does', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(textOf('package.json'));
    const python = textOf('test/requirements.txt').matchAll(/^([^#=\n]+)==(.+)$/gm);
    const wanted = [
      ...Object.entries({ ...dependencies, ...devDependencies }),
      ...Object.entries(toolVersions).map(([name, { version }]) => [name, version]),
      ...[...python].map(([, name, version]) => [name, version]),
    ].map((pair) => pair.join(' '));
    const [, section = ''] = textOf('CONTRIBUTING.md').split('\n## Dependencies\n');
    const told = rowsOf(section).map(([name, version]) => `${name} ${version}`);
    expect(told.sort()).toEqual(wanted.sort());
    expect(rowsOf('| a | b |\n| --- | --- |\n| c | 1 |\n')).toEqual([['c', '1']]);
  });
});

describe('names in documents', () => {
  const groups = [...new Set(Object.keys(codes).map((code) => code.split('-')[0]))].join('|');
  const codePattern = new RegExp(`^(?:${groups})-[A-Z-]+$`);
  const settings = new Set(describeSchema(EnvironmentSchema).map(({ path }) => path));
  // A file such as redis.conf is no setting.
  const isSettingPath =
    /^(?:api|global|postgresql|redis|redisSessions|storageClasses)(?!\.conf$)(?:\.[a-z]\w*)+$/;

  const unknownNames = (text: string): readonly string[] =>
    codeSpansOf(text).filter(
      (span) =>
        (codePattern.test(span) && !Object.hasOwn(codes, span)) ||
        (isSettingPath.test(span) && !settings.has(span)),
    );

  it('are those of codes and settings that exist', () => {
    expect(written.flatMap((file) => unknownNames(textOf(file)).map((name) => `${file}: ${name}`))).toEqual(
      [],
    );
    expect(unknownNames('`api.replcas` `HA-API-DRAINS` `api.hpa.enabled` `HA-API-DRAIN`')).toHaveLength(2);
    expect(unknownNames('`redis.memry` `redis.conf` `redis.memory.policy`')).toHaveLength(1);
  });

  it('of the verbs are all in the README', () => {
    expect(verbs.filter(({ name }) => !readme.includes(`\`chartwright ${name}`))).toEqual([]);
  });
});

describe('the gates', () => {
  const isGate = (file: string): boolean => /^test\/(?!unit\/).*\.test\.ts$/.test(file);

  it('stand in docs/gates.md, each with the fault that it was seen to catch', () => {
    const rows = rowsOf(textOf('docs/gates.md'));
    const named = new Set(rows.flatMap((cells) => codeSpansOf(cells[1] ?? '')));
    expect(files.filter((file) => isGate(file) && !named.has(file))).toEqual([]);
    expect([...named].filter((file) => !existsSync(join(repository, file)))).toEqual([]);
    expect(rows.filter((cells) => cells.length !== 3 || cells.some((cell) => cell === ''))).toEqual([]);
  });
});

describe('words that may not stand anywhere', () => {
  /** Hosts of package registries, and paths of one machine. */
  const forbidden =
    /registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|files\.pythonhosted\.org|(?:proxy|sum)\.golang\.org|(?:^|[\s"'`(=:])\/(?:work|root)(?![\w-])|\.\.\/shared/m;

  it('do not', () => {
    const found = files
      .filter((file) => file !== '.ci/run' && file !== 'test/docs.test.ts')
      .filter((file) => forbidden.test(textOf(file)));
    expect(found).toEqual([]);
    const bad = [
      '/ro' + 'ot/.cache',
      'see "/wo' + 'rk/main"',
      'https://registry.npmjs.' + 'org/x',
      '../sha' + 'red',
    ];
    expect(bad.filter((text) => !forbidden.test(text))).toEqual([]);
    expect(forbidden.test('.github/workflows')).toBe(false);
  });
});

/** The rows of a table as `generate` prints it, without the time, which is never twice the same. */
const regionsOf = (table: string): readonly Record<string, string>[] =>
  [...table.matchAll(/^([a-z]\S*) +(\S+) +(\d+) +(?:(none|\d+ .+?) +[\d.]+ +)?([A-Z]\w+ \d.*)$/gm)].map(
    ([, environment = '', region = '', resources = '', findings = '', kinds = '']) => ({
      environment,
      region,
      resources,
      findings,
      kinds,
    }),
  );

/** What a table of the README says that `generate` does not; its kinds may be cut. */
function untrueRows(told: string, printed: string): readonly string[] {
  const rows = regionsOf(told);
  const real = regionsOf(printed);
  const untrue = rows.filter(({ kinds = '', ...row }, index) => {
    const { kinds: all = '', ...wanted } = real[index] ?? {};
    return !all.startsWith(kinds.replace(/\.\.\.$/, '')) || !isDeepStrictEqual(row, wanted);
  });
  return [
    ...(rows.length === real.length ? [] : [`${rows.length} rows for ${real.length} regions`]),
    ...untrue.map(({ environment, region }) => `${environment} ${region}`),
  ];
}

describe('the examples in the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const fences = fencesOf(readme, '');

  it('the table is that of the environments in values/', () => {
    const cwd = join(folder, 'all');
    cpSync(join(repository, 'values'), join(cwd, 'values'), { recursive: true });
    const { stdout, status } = runChartwright(['generate'], { cwd });
    expect(status).toBe(0);
    const [told = ''] = fences;
    expect(regionsOf(stdout).length).toBeGreaterThan(3);
    expect(untrueRows(told, stdout)).toEqual([]);
    const [, row = '', resources = ''] = /^(prod +westus2 +)(\d+)/m.exec(told) ?? [];
    expect(untrueRows(told.replace(row + resources, `${row}99`), stdout)).toEqual(['prod westus2']);
    expect(untrueRows(told.replace('NetworkPolicy 10', 'NetworkPolicy 11'), stdout)).toEqual(['dev eastus']);
    expect(untrueRows(told.replace(/^kind .*\n/m, ''), stdout)).not.toEqual([]);
  });

  it('the refusal is what the program says, to the letter', () => {
    const cwd = join(folder, 'refused');
    const run = (values: string) => {
      mkdirSync(join(cwd, 'values'), { recursive: true });
      writeFileSync(join(cwd, 'values/demo.yaml'), values);
      return runChartwright(['generate'], { cwd });
    };
    const [values = ''] = fencesOf(readme, 'yaml');
    const said = fences.at(-1) ?? '';
    const refused = run(values);
    expect(refused.status).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(said);
    expect(said).toContain('3 errors');
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
    expect(run(values.replace('replcas', 'replicaz')).stdout).not.toContain(said);
  });
});
