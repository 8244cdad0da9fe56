// No slip of the hand in a key passes unseen: the typed schema refuses it, the emitted one in ajv and in
// Helm, and the checker with one finding that names the key that was meant.
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { type JsonMap, printYaml } from '../../generator/engine/index.ts';
import { checkValues } from '../../generator/load/check-values.ts';
import { loadEnvironment } from '../../generator/load/load-environment.ts';
import { type ClosedMap, closedMaps, mapValues, pointer, withKeys } from '../support/bad-values.ts';
import { type ChartSubject, products, writeChart } from '../support/chart-subjects.ts';
import { richValues } from '../support/full-values.ts';
import { template } from '../support/helm.ts';
import { misspellings, sampleMisspellings } from '../support/misspell.ts';
import { readerOf } from '../support/reader-of.ts';
import { refusalsOfAjv, refusalsOfHelm, refusalsOfZod } from '../support/refusals.ts';
import { requireTool } from '../support/required.ts';

const hasHelm = await requireTool('helm');

const once = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
const everyTypo = ({ keys }: ClosedMap) => once(keys.flatMap((key) => misspellings(key, keys)));
const someTypos = ({ keys }: ClosedMap) => once(keys.flatMap((key) => sampleMisspellings(key, keys)));

const marks = (
  maps: readonly ClosedMap[],
  typosOf: (map: ClosedMap) => readonly string[],
): readonly string[] => maps.flatMap((map) => typosOf(map).map((key) => `${pointer(map.path)} ${key}`));

const unseen = (wanted: readonly string[], seen: ReadonlySet<string>): readonly string[] =>
  wanted.filter((mark) => !seen.has(mark));

describe.each(products)('chart $name', (subject) => {
  const schema = JSON.parse(subject.files.get('values.schema.json')!) as JsonMap;
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const sound = richValues(subject.values);
  const maps = closedMaps(subject.values, sound);

  it('is sound before it is spoilt, and covers every key', () => {
    expect(validate(sound)).toBe(true);
    expect(subject.values.safeParse(sound).error).toBeUndefined();
    expect(maps.length).toBeGreaterThan(20);
  });

  it('refuses every misspelling of one letter, of every key', { timeout: 120_000 }, () => {
    const spoilt = withKeys(sound, maps, everyTypo);
    const wanted = marks(maps, everyTypo);
    expect(wanted.length).toBeGreaterThan(50_000);
    validate(spoilt);
    expect(unseen(wanted, refusalsOfAjv(validate.errors ?? []).keys)).toEqual([]);
    expect(unseen(wanted, refusalsOfZod(subject.values, spoilt).keys)).toEqual([]);
  });

  it.runIf(hasHelm)('has Helm refuse misspellings of every key', async () => {
    const values = withKeys(sound, maps, someTypos);
    const { status, stderr } = await template(writeChart(subject.files), { values });
    expect(status).not.toBe(0);
    expect(unseen(marks(maps, someTypos), refusalsOfHelm(stderr).keys)).toEqual([]);
  });

  it('would miss a key that the schema leaves open', () => {
    const open = { ...schema, additionalProperties: true };
    const validateOpen = new Ajv({ allErrors: true, strict: false }).compile(open);
    validateOpen(withKeys(sound, maps, everyTypo));
    expect(unseen(marks(maps, everyTypo), refusalsOfAjv(validateOpen.errors ?? []).keys)).not.toEqual([]);
  });

  it('is told once for each misspelt key, with the key that was meant', { timeout: 600_000 }, () => {
    expect(maps.flatMap((map) => toldWrongly(subject, sound, map))).toEqual([]);
  });
});

/** The checker's findings on values that hold one misspelt key, as a person's file. */
function findingsOn({ values: schema }: ChartSubject, values: JsonMap) {
  const text = printYaml(values);
  return checkValues(
    schema,
    loadEnvironment(
      'values/test.yaml',
      readerOf(() => ({ text })),
    ),
  ).diagnostics;
}

/** The misspellings of a map's keys that the checker tells otherwise than it should. */
function toldWrongly(subject: ChartSubject, sound: JsonMap, map: ClosedMap): readonly string[] {
  const place = pointer(map.path);
  return map.keys.flatMap((key) =>
    sampleMisspellings(key, map.keys).flatMap((typo) => {
      const values = mapValues(sound, (value, path) => {
        if (pointer(path) !== place || typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(
          Object.entries(value).map(([name, one]) => [name === key ? typo : name, one]),
        );
      }) as JsonMap;
      const findings = findingsOn(subject, values);
      const [finding] = findings;
      const right =
        findings.length === 1 && finding?.code === 'VALUE-UNKNOWN-KEY' && finding.hint?.includes(`"${key}"`);
      const told = findings.map(({ code, path, hint }) => `${code} ${path} (${hint})`).join(', ');
      return right ? [] : [`${place}: ${typo} for ${key}: ${told}`];
    }),
  );
}
