// values.yaml: it holds exactly the defaults, explains each key, and pleases yamllint.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { printValuesFile } from '../../../generator/engine/values-file.ts';
import { readAsHelm, requireHelmReader } from '../../support/read-as-helm.ts';
import { sampleSchema } from './sample-schema.ts';

const file = printValuesFile(sampleSchema, { header: ['Values of the sample.'] });
const overrides = {
  replicas: 3,
  image: { digest: 'sha256:0af1' },
  extra: { note: 'x' },
  endpoint: { kind: 'address', host: 'a' },
};

describe('printValuesFile', () => {
  it('parses back to the defaults', () => {
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(file, { version })).toEqual(sampleSchema.parse({}));
  });

  it('parses back to the defaults under overrides', () => {
    expect(parse(printValuesFile(sampleSchema, { overrides }))).toEqual(sampleSchema.parse(overrides));
  });

  it('explains a setting above it, with a blank line between groups', () => {
    expect(file).toMatch(/^# Values of the sample\.\n\n# How many pods/);
    expect(file).toContain(
      'drain. Unit: pods.\n# From 1 to 100.\nreplicas: 6\n\n# The image of the pods.\nimage:\n  #',
    );
    expect(file).toContain('# How hard it tries. One of yes, slow.\nmode: "yes"\n');
  });

  it('shows an example of what is optional or empty', () => {
    expect(file).toContain('  # digest: sha256:0af1\n');
    expect(file).toContain('# endpoint:\n#   kind: service\n#   port: 8080\n');
    expect(file).toContain('# Example:\n#   team: "no"\nlabels: {}\n');
    expect(file).toContain('extra: {}\n# extra:\n');
  });

  it('has every commented-out key as YAML that the schema takes once it stands', () => {
    const uncommented = file
      .replace('extra: {}\n', '')
      .replace(/^( *)# ( *(?:digest|endpoint|kind|port|extra):.*)$/gm, '$1$2');
    expect(sampleSchema.safeParse({ ...parse(uncommented), extra: {} }).error).toBeUndefined();
    expect(uncommented).not.toBe(file);
  });

  it('keeps to 100 columns, without trailing spaces', () => {
    const lines = file.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(file).toMatch(/[^\n]\n$/);
  });

  it('refuses a key without a default, naming it, and a wrong override', () => {
    const schema = z.strictObject({ group: z.strictObject({ name: z.string() }).prefault({} as never) });
    expect(() => printValuesFile(schema)).toThrow('group.name');
    expect(parse(printValuesFile(schema, { overrides: { group: { name: 'a' } } }))).toEqual({
      group: { name: 'a' },
    });
    expect(() => printValuesFile(sampleSchema, { overrides: { replcas: 1 } })).toThrow('replcas');
  });
});

describe.runIf(await requireHelmReader())('as Helm reads it', () => {
  it('is the defaults', async () =>
    expect((await readAsHelm(file)).documents).toEqual([sampleSchema.parse({})]));
});
