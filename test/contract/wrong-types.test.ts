// A value of a wrong type is refused at every place: by the typed schema, by the emitted one in ajv and in
// Helm, which checks it after merging.
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Json, JsonMap } from '../../generator/engine/index.ts';
import { mapValues, type Path, pathsOf, pointer, typeOf, valuesByType } from '../support/bad-values.ts';
import { products, writeChart } from '../support/chart-subjects.ts';
import { richValues } from '../support/full-values.ts';
import { template } from '../support/helm.ts';
import { refusalsOfAjv, refusalsOfHelm, refusalsOfZod } from '../support/refusals.ts';
import { requireTool } from '../support/required.ts';

const hasHelm = await requireTool('helm');
const types = Object.keys(valuesByType);

const at = (values: JsonMap, path: Path): Json =>
  path.reduce<Json>((value, step) => (value as never)[step], values);

/** The values with one of another type at each of these paths; none of them lies inside another. */
function spoil(values: JsonMap, type: string, paths: readonly Path[]): Json {
  const spoilt = new Set(paths.map(pointer));
  return mapValues(values, (value, path) => (spoilt.has(pointer(path)) ? valuesByType[type]! : value));
}

const unseen = (paths: readonly Path[], places: ReadonlySet<string>): readonly string[] =>
  paths.map(pointer).filter((place) => !places.has(place));

describe.each(products)('chart $name', (subject) => {
  const schema = JSON.parse(subject.files.get('values.schema.json')!) as JsonMap;
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const sound = richValues(subject.values);
  const { leaves, groups } = pathsOf(sound);
  const chart = writeChart(subject.files);
  const wrong = (type: string, paths: readonly Path[]) =>
    paths.filter((path) => type !== typeOf(at(sound, path)));
  const depths = [...new Set(groups.map(({ length }) => length))];

  // A null is an order to Helm: it takes an entry out of a free-form map, which is fine, and it gives a
  // fact of the umbrella's globals its default back.
  const isOrder = (type: string, path: Path): boolean =>
    type === 'null' &&
    (path.some((step) => step === 'nodeSelector' || step === 'environmentVariables') ||
      (subject.charts.length > 1 && path[0] === 'global' && path.length > 3));

  it('has many places to spoil', () => {
    expect(leaves.length).toBeGreaterThan(90);
    expect(groups.length).toBeGreaterThan(30);
  });

  it.each(types)('refuses %s for a scalar of another type', (type) => {
    const paths = wrong(type, leaves);
    const values = spoil(sound, type, paths);
    validate(values);
    expect(unseen(paths, refusalsOfAjv(validate.errors ?? []).places)).toEqual([]);
    expect(unseen(paths, refusalsOfZod(subject.values, values).places)).toEqual([]);
  });

  it.each(types)('refuses %s for a map or list', (type) => {
    for (const depth of depths) {
      const paths = wrong(
        type,
        groups.filter(({ length }) => length === depth),
      );
      const values = spoil(sound, type, paths);
      validate(values);
      expect(unseen(paths, refusalsOfAjv(validate.errors ?? []).places)).toEqual([]);
      expect(unseen(paths, refusalsOfZod(subject.values, values).places)).toEqual([]);
    }
  });

  it('would miss a place that the schema leaves open', () => {
    const open = { ...schema, properties: { ...(schema.properties as JsonMap), global: {} } };
    const validateOpen = new Ajv({ allErrors: true, strict: false }).compile(open);
    validateOpen(spoil(sound, 'list', leaves));
    expect(unseen(leaves, refusalsOfAjv(validateOpen.errors ?? []).places)).toContain(
      '/global/clusterDomain',
    );
  });

  it.runIf(hasHelm).each(types)('has Helm refuse %s for a scalar of another type', async (type) => {
    const paths = wrong(type, leaves).filter((path) => !isOrder(type, path));
    const { stderr } = await template(chart, { values: spoil(sound, type, paths) });
    expect(unseen(paths, refusalsOfHelm(stderr).places)).toEqual([]);
  });

  it.runIf(hasHelm).each(types)('has Helm refuse %s for a map or list', async (type) => {
    for (const depth of depths.filter((one) => one > 1)) {
      const paths = wrong(
        type,
        groups.filter(({ length }) => length === depth),
      );
      const { stderr } = await template(chart, { values: spoil(sound, type, paths) });
      expect(unseen(paths, refusalsOfHelm(stderr).places)).toEqual([]);
    }
  });

  it.runIf(hasHelm)('has Helm refuse any scalar for a group at the root', async () => {
    for (const path of groups.filter(({ length }) => length === 1)) {
      const { status, stderr } = await template(chart, { values: spoil(sound, 'text', [path]) });
      expect(status).not.toBe(0);
      expect(stderr).toContain(String(path[0]));
    }
  });
});
