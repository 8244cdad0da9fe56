// No slip of the hand passes unseen: every misspelt key and every value of a wrong type is refused by the
// typed schema, by the emitted one in ajv and in Helm, and by the checker with the right hint.
import { Ajv, type ErrorObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonMap, printYaml } from '../../generator/engine/index.ts';
import { checkValues } from '../../generator/load/check-values.ts';
import { loadEnvironment } from '../../generator/load/load-environment.ts';
import {
  type ClosedMap,
  closedMaps,
  mapValues,
  type Path,
  pathsOf,
  pointer,
  typeOf,
  valuesByType,
  withKeys,
} from '../support/bad-values.ts';
import { type ChartSubject, products, writeChart } from '../support/chart-subjects.ts';
import { richValues } from '../support/full-values.ts';
import { template } from '../support/helm.ts';
import { misspellings, sampleMisspellings } from '../support/misspell.ts';
import { requireTool } from '../support/required.ts';

const hasHelm = await requireTool('helm');

/** `place key` for each key that ajv finds too many. */
function extraForAjv(errors: readonly ErrorObject[]): ReadonlySet<string> {
  const extra = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  return new Set(extra.map(({ instancePath, params }) => `${instancePath} ${params.additionalProperty}`));
}

function extraForZod({ values }: ChartSubject, data: Json): ReadonlySet<string> {
  const issues = values.safeParse(data).error?.issues ?? [];
  return new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `${pointer(issue.path)} ${key}`) : [],
    ),
  );
}

/** Helm names each place once a line, with all keys that are too many there. */
function extraForHelm(stderr: string): ReadonlySet<string> {
  const found = stderr.matchAll(/at '([^']*)': additional properties (.*) not allowed/g);
  return new Set(
    [...found].flatMap(([, place, keys]) => [...keys!.matchAll(/'([^']*)'/g)].map(([, key]) => `${place} ${key}`)),
  );
}

const unseen = (wanted: readonly string[], seen: ReadonlySet<string>): readonly string[] =>
  wanted.filter((mark) => !seen.has(mark));

const marks = (maps: readonly ClosedMap[], extra: (map: ClosedMap) => readonly string[]): readonly string[] =>
  maps.flatMap((map) => extra(map).map((key) => `${pointer(map.path)} ${key}`));

const everyTypo = ({ keys }: ClosedMap): readonly string[] => [
  ...new Set(keys.flatMap((key) => misspellings(key, keys))),
];

const someTypos = ({ keys }: ClosedMap): readonly string[] => [
  ...new Set(keys.flatMap((key) => sampleMisspellings(key, keys))),
];

/** Where a leaf or group with a wrong type is refused, by place; the places below it count as well. */
const isRefused = (path: Path, places: readonly string[]): boolean => places.includes(pointer(path));

const placesForAjv = (errors: readonly ErrorObject[]): readonly string[] =>
  errors.flatMap(({ instancePath, params }) => [instancePath, `${instancePath}/${params.missingProperty}`]);

function placesForZod({ values }: ChartSubject, data: Json): readonly string[] {
  return (values.safeParse(data).error?.issues ?? []).map(({ path }) => pointer(path));
}

function placesForHelm(stderr: string): readonly string[] {
  const wrong = [...stderr.matchAll(/at '([^']*)':/g)].map(([, place]) => place!);
  const missing = [...stderr.matchAll(/at '([^']*)': missing propert(?:y|ies) (.*)/g)].flatMap(([, place, keys]) =>
    [...keys!.matchAll(/'([^']*)'/g)].map(([, key]) => `${place}/${key}`),
  );
  return [...wrong, ...missing];
}

describe.each(products)('chart $name', (subject) => {
  const schema = JSON.parse(subject.files.get('values.schema.json')!) as JsonMap;
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const sound = richValues(subject.values);
  const maps = closedMaps(subject.values, sound);
  const { leaves, groups } = pathsOf(sound);
  const chart = writeChart(subject.files);
  const ask = (values: Json) => template(chart, { values, args: ['--skip-tests'] });
  const errorsIn = (values: Json): readonly ErrorObject[] => (validate(values), validate.errors ?? []);
  const wrongTypes = Object.keys(valuesByType);
  const isWrong = (type: string, path: Path): boolean => {
    const right = typeOf(path.reduce<Json>((value, step) => (value as never)[step], sound));
    return type !== right;
  };
  const spoil = (type: string, paths: readonly Path[]): Json => {
    const spoilt = new Set(paths.map(pointer));
    return mapValues(sound, (value, path) => (spoilt.has(pointer(path)) ? valuesByType[type]! : value));
  };

  it('is sound before it is spoilt, and covers every key', () => {
    expect(errorsIn(sound)).toEqual([]);
    expect(subject.values.safeParse(sound).error).toBeUndefined();
    expect(maps.length).toBeGreaterThan(20);
    expect(leaves.length).toBeGreaterThan(90);
  });

  it('refuses every misspelling of one letter, of every key', () => {
    const spoilt = withKeys(sound, maps, everyTypo);
    const wanted = marks(maps, everyTypo);
    expect(wanted.length).toBeGreaterThan(50_000);
    expect(unseen(wanted, extraForAjv(errorsIn(spoilt)))).toEqual([]);
    expect(unseen(wanted, extraForZod(subject, spoilt))).toEqual([]);
  });

  it.runIf(hasHelm)('has Helm refuse misspellings of every key', async () => {
    const { status, stderr } = await ask(withKeys(sound, maps, someTypos));
    expect(status).not.toBe(0);
    expect(unseen(marks(maps, someTypos), extraForHelm(stderr))).toEqual([]);
  });

  it.each(wrongTypes)('refuses %s wherever another type belongs', (type) => {
    const wrongLeaves = leaves.filter((path) => isWrong(type, path));
    const spoilt = spoil(type, wrongLeaves);
    const passed = wrongLeaves.filter(
      (path) =>
        !isRefused(path, placesForAjv(errorsIn(spoilt))) || !isRefused(path, placesForZod(subject, spoilt)),
    );
    expect(passed.map(pointer)).toEqual([]);
    for (const group of groups.filter((path) => isWrong(type, path))) {
      const one = spoil(type, [group]);
      expect(isRefused(group, placesForAjv(errorsIn(one))), `ajv: ${pointer(group)}`).toBe(true);
      expect(isRefused(group, placesForZod(subject, one)), `zod: ${pointer(group)}`).toBe(true);
    }
  });
});
