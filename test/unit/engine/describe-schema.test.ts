// The rows of the reference table, and the table.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeSchema, exampleOf, printSettingsTable } from '../../../generator/engine/describe-schema.ts';
import { sampleSchema } from './sample-schema.ts';

const rows = describeSchema(sampleSchema);
const rowAt = (path: string) => rows.find((row) => row.path === path);

describe('describeSchema', () => {
  it('tells everything about a setting, through its wrappers', () => {
    expect(rowAt('replicas')).toEqual({
      path: 'replicas',
      type: 'whole number',
      unit: 'pods',
      default: 6,
      description: sampleSchema.shape.replicas.description,
      constraints: ['from 1 to 100'],
      cure: 'Give a whole number.',
      required: false,
    });
  });

  it('has a row for each setting at every depth, groups first', () => {
    expect(rows.map((row) => row.path).filter((path) => /^(image|variables|endpoint)/.test(path))).toEqual([
      ...['image', 'image.tag', 'image.digest', 'variables', 'variables[].name', 'variables[].value'],
      ...['endpoint', 'endpoint.kind', 'endpoint.port', 'endpoint.kind', 'endpoint.host'],
    ]);
    expect(rowAt('endpoint.host')?.constraints).toContain('only where kind is address');
    expect(rowAt('variables[].name')).toMatchObject({ required: true, example: 'MODE' });
    expect(rowAt('variables[].value')).toMatchObject({ required: false });
  });

  it.each([
    [z.number().positive().lt(1), 'number', ['more than 0', 'less than 1']],
    [z.int().multipleOf(5), 'whole number', ['a multiple of 5']],
    [z.string().length(3), 'text', ['exactly 3 characters']],
    [z.string().regex(/^a$/), 'text', ['matching ^a$']],
    [z.string().regex(/^a$/).meta({ words: 'the letter a' }), 'text', ['the letter a']],
    [z.string().regex(/^a$/).meta({ cure: 'Write a.' }), 'text', ['write a']],
    [z.array(z.int().min(2)).min(1), 'list of whole numbers', ['at least 1 item', 'each item: at least 2']],
    [z.record(z.string(), z.string().max(1)), 'map of text', ['each value: at most 1 character']],
    [z.union([z.int(), z.string()]), 'whole number or text', []],
    [z.union([z.literal('a'), z.literal(1)]), 'choice', ['one of a, 1']],
    [z.boolean(), 'true or false', []],
  ])('says in words what %s takes', (schema, type, constraints) => {
    expect(describeSchema(z.strictObject({ a: schema }))[0]).toMatchObject({ type, constraints });
  });
});

describe('exampleOf', () => {
  it('makes an example from the parts when there is none', () => {
    const schema = z.strictObject({ list: z.array(z.enum(['x', 'y'])), flag: z.boolean(), free: z.string() });
    expect(exampleOf(schema)).toEqual({ list: ['x'], flag: true });
  });
});

describe('printSettingsTable', () => {
  it('prints one line a row', () => {
    const table = printSettingsTable(rows);
    expect(table.trimEnd().split('\n')).toHaveLength(rows.length + 2);
    expect(table).toContain('| `mode` | one of yes, slow | `"yes"` | How hard it tries. |');
    expect(table).toContain(
      '| `labels` | map of text; each value: at most 63 characters | `{}`, such as `{"team":"no"}` |',
    );
  });

  it('lets no text break out of its cell', () => {
    const schema = z.strictObject({ a: z.string().default('x|`y`').describe('Takes <b>|\nand *more*.') });
    expect(printSettingsTable(describeSchema(schema)).split('\n')[2]).toBe(
      '| `a` | text | `` "x\\|`y`" `` | Takes \\<b\\>\\| and \\*more\\*. |',
    );
  });
});
