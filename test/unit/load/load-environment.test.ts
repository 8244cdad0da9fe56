// An environment file with its layers: order, origins, and every way in which a layer is refused.
import { describe, expect, it } from 'vitest';
import { type LayerCache, loadEnvironment } from '../../../generator/load/load-environment.ts';
import type { ReadFailure, ReadText } from '../../../generator/load/read-text.ts';
import { readerOf } from '../../support/reader-of.ts';

function disk(
  files: Readonly<Record<string, string>>,
  failures: Readonly<Record<string, ReadFailure>> = {},
): ReadText {
  return (path) => {
    const text = files[path];
    return text === undefined ? { failure: failures[path] ?? 'missing' } : { text };
  };
}

const load = (files: Readonly<Record<string, string>>, failures?: Readonly<Record<string, ReadFailure>>) =>
  loadEnvironment('values/prod.yaml', readerOf(disk(files, failures)));

const told = (files: Readonly<Record<string, string>>, failures?: Readonly<Record<string, ReadFailure>>) =>
  load(files, failures).diagnostics.map(
    ({ code, file, line, column }) => `${file}:${line}:${column} ${code}`,
  );

const layered = {
  'values/prod.yaml': 'extends: [layers/a.yaml, layers/b.yaml]\napi:\n  replicas: 6\n  gone: null\n',
  'values/layers/a.yaml': 'api: {replicas: 1, port: 80, env: [1, 2], gone: {x: 1}}\n',
  'values/layers/b.yaml': 'api:\n  port: 8080\n  env: [3]\n  only: 1.10\n',
};

describe('loadEnvironment', () => {
  it('merges the layers in order, then the file, and takes extends out', () => {
    const loaded = load(layered);
    expect(loaded.data).toEqual({ api: { replicas: 6, port: 8080, env: [3], only: 1.1, gone: null } });
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.complete).toBe(true);
    expect([...loaded.sources.keys()].sort()).toEqual([
      'values/layers/a.yaml',
      'values/layers/b.yaml',
      'values/prod.yaml',
    ]);
  });

  it.each([
    [['api', 'replicas'], { file: 'values/prod.yaml', key: { line: 3, column: 3, length: 8 } }],
    [['api', 'port'], { file: 'values/layers/b.yaml', value: { line: 2, column: 9, length: 4 } }],
    [['api', 'only'], { file: 'values/layers/b.yaml', source: '1.10' }],
    [['api', 'env', 0], { file: 'values/layers/b.yaml', value: { line: 3, column: 9, length: 1 } }],
    [['api', 'gone'], { file: 'values/prod.yaml', key: { line: 4, column: 3, length: 4 } }],
  ])('knows where %j came from', (path, origin) => {
    expect(load(layered).origin(path)).toMatchObject(origin);
  });

  it.each([[['api', 'env', 1]], [['api', 'gone', 'x']], [['api', 'none']]])(
    'knows that %j came from nowhere',
    (path) => {
      expect(load(layered).origin(path)).toBeUndefined();
    },
  );

  it('reads a layer once for all environments of a run', () => {
    const cache: LayerCache = new Map();
    const asked: string[] = [];
    const readText: ReadText = (path) => {
      asked.push(path);
      return disk(layered)(path);
    };
    loadEnvironment('values/prod.yaml', readerOf(readText, cache));
    const second = loadEnvironment('values/prod.yaml', readerOf(readText, cache));
    expect(asked.filter((path) => path.includes('layers'))).toHaveLength(2);
    expect(second.data).toEqual(load(layered).data);
  });

  it.each<[string, string, string]>([
    ['an absolute path', '[/etc/passwd]', '1:11 LAYER-PATH'],
    ['a path upwards', '[layers/../prod.yaml]', '1:11 LAYER-PATH'],
    ['a path upwards at the start', '[../layers/a.yaml]', '1:11 LAYER-PATH'],
    ['a path elsewhere', '[other/a.yaml]', '1:11 LAYER-PATH'],
    ['a second spelling', '[./layers/a.yaml]', '1:11 LAYER-PATH'],
    ['a backslash', "['layers\\a.yaml']", '1:11 LAYER-PATH'],
    ['another ending', '[layers/a.json]', '1:11 LAYER-PATH'],
    ['a missing layer', '[layers/none.yaml]', '1:11 FILE-MISSING'],
    ['a layer twice', '[layers/ok.yaml, layers/ok.yaml]', '1:27 LAYER-REPEATED'],
    ['a number', '[1]', '1:11 LAYER-LIST'],
    ['a text', 'layers/ok.yaml', '1:10 LAYER-LIST'],
    ['a map', '{a: layers/ok.yaml}', '1:10 LAYER-LIST'],
  ])('refuses %s', (_, names, expected) => {
    const files = { 'values/prod.yaml': `extends: ${names}\n`, 'values/layers/ok.yaml': 'a: 1\n' };
    expect(told(files)).toEqual([`values/prod.yaml:${expected}`]);
    expect(load(files).complete).toBe(false);
  });

  it.each<[ReadFailure, string]>([
    ['missing', 'FILE-MISSING'],
    ['unreadable', 'FILE-UNREADABLE'],
    ['too-large', 'FILE-TOO-LARGE'],
    ['outside', 'FILE-OUTSIDE'],
    ['not-a-file', 'FILE-NOT-A-FILE'],
    ['not-utf8', 'FILE-NOT-UTF8'],
  ])('says that a file is %s', (failure, code) => {
    expect(told({}, { 'values/prod.yaml': failure })).toEqual([`values/prod.yaml:0:0 ${code}`]);
    const files = { 'values/prod.yaml': 'extends:\n  - layers/a.yaml\n' };
    expect(told(files, { 'values/layers/a.yaml': failure })).toEqual([`values/prod.yaml:2:5 ${code}`]);
  });

  it('refuses a layer that extends, and so every cycle', () => {
    const files = {
      'values/prod.yaml': 'extends: [layers/a.yaml]\n',
      'values/layers/a.yaml': 'x: 1\nextends: [layers/a.yaml]\n',
    };
    expect(told(files)).toEqual(['values/layers/a.yaml:2:1 LAYER-EXTENDS']);
  });

  it('tells what is wrong in the file and in its layers, at once', () => {
    const files = {
      'values/prod.yaml': 'extends: [layers/a.yaml, layers/b.yaml]\na: yes\n',
      'values/layers/a.yaml': '- 1\n',
      'values/layers/b.yaml': 'b: 0777\n',
    };
    expect(told(files)).toEqual([
      'values/prod.yaml:2:4 YAML-AMBIGUOUS-VALUE',
      'values/layers/a.yaml:1:1 YAML-NOT-A-MAP',
      'values/layers/b.yaml:1:4 YAML-AMBIGUOUS-VALUE',
    ]);
  });

  it('takes an empty file as no settings', () => {
    expect(load({ 'values/prod.yaml': '# nothing yet\n' })).toMatchObject({
      data: {},
      diagnostics: [],
      complete: true,
    });
  });
});
