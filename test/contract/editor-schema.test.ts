// What an editor says while somebody types: every file of values/ names its schema, is accepted by it,
// and with any key misspelt is not. Must not know any setting.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../generator/load/read-yaml.ts';
import { repository } from '../support/run-chartwright.ts';

const values = join(repository, 'values');
const files = (readdirSync(values, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'));
// Strict: a keyword that no editor knows is a mistake of ours.
const ajv = new Ajv({ allErrors: true, strict: true, keywords: ['markdownDescription'] });

type Map = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Map =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What no name is, not even where names are the user's own, as in labels: only an open map would take it. */
const slipOf = (key: string): string => `${key}${key.at(-1)}\n`;

/** Every copy of the data in which one key is misspelt, by the path of that key. */
function* misspelt(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const [at, copy] of misspelt(item, `${path}[${index}]`)) yield [at, value.with(index, copy)];
    }
  }
  if (!isMap(value)) return;
  for (const [key, entry] of Object.entries(value)) {
    const { [key]: _, ...others } = value;
    yield [`${path}.${key}`, { ...others, [slipOf(key)]: entry }];
    for (const [at, copy] of misspelt(entry, `${path}.${key}`)) yield [at, { ...value, [key]: copy }];
  }
}

/** The schema that the first line names, for the YAML language server; the second line, for JetBrains. */
function schemaOf(name: string, text: string): string {
  const [first = '', second = ''] = text.split('\n');
  const [, forServer = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
  const [, forJetBrains = ''] = /^# \$schema: (\S+)$/.exec(second) ?? [];
  expect([forServer, forJetBrains]).toEqual([forServer, forServer]);
  return resolve(dirname(join(values, name)), forServer);
}

const judgeOf = (schema: string) =>
  ajv.getSchema(schema) ?? ajv.addSchema(JSON.parse(readFileSync(schema, 'utf8')), schema).getSchema(schema)!;

it('looks at environments and at layers', () => {
  expect(files.filter((name) => name.startsWith('layers/')).length).toBeGreaterThan(0);
  expect(files.filter((name) => !name.includes('/')).length).toBeGreaterThan(3);
});

describe.each(files)('values/%s', (name) => {
  const text = readFileSync(join(values, name), 'utf8');
  const { data } = readYaml(name, text);
  const folder = join(repository, 'schemas/json');

  it('names its schema', () => {
    const wanted = name.startsWith('layers/') ? 'layer.schema.json' : 'environment.schema.json';
    expect(schemaOf(name, text)).toBe(join(folder, wanted));
  });

  it('is accepted by it', () => {
    const judge = judgeOf(schemaOf(name, text));
    judge(data);
    expect(judge.errors ?? []).toEqual([]);
  });

  it('is refused with any key misspelt', () => {
    const judge = judgeOf(schemaOf(name, text));
    const copies = [...misspelt(data)];
    expect(copies.length).toBeGreaterThan(5);
    expect(copies.filter(([, copy]) => judge(copy)).map(([path]) => path)).toEqual([]);
  });

  it('is refused with a value of another type in place of a map', () => {
    const judge = judgeOf(schemaOf(name, text));
    const maps = Object.entries(data as Map).filter(([, value]) => isMap(value));
    expect(maps.filter(([key]) => judge({ ...(data as Map), [key]: 'text' }))).toEqual([]);
    expect(judge([])).toBe(false);
  });
});
