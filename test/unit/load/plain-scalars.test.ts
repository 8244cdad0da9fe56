// Every scalar without quotes is either refused or means the same to Helm.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainValue } from '../../../generator/load/plain-scalars.ts';
import { readYaml } from '../../../generator/load/read-yaml.ts';
import { hasHelm, helmValues } from './helm-probe.ts';

const words =
  'y n yes no on off true false null ~ Y N Yes No On Off True False Null YES NO ON OFF TRUE FALSE NULL yEs nO tRUE nULL = << -'.split(
    ' ',
  );
const numbers =
  '0777 012 09 08.5 0o17 0O17 0b11 0B11 -0b11 0b+1 0b-1 0x1F 0X1F -0x1f +0x1f -0o17 1_000 1_000.5 0x1_0 +1 -1 +1.5 .5 -.5 1. 1e3 1E3 1e+3 1.e3 .5e3 1.0 1.10 -0 -0.0 0 00 0.0 +0 1e400 1e-400 -1e400 .inf -.Inf +.INF .nan .NaN _1 1_ 1__0 0x 0b 0o .. .e3 e3 0b2 0o8 0xg 1e 1_e3 ._5 0_7 0_1 1._5 0b1_1 0x1p4 1e3_0 -_1 +_1 1e1_0 .1_0 -.1_0'.split(
    ' ',
  );
const texts =
  '2001-01-01 12:30:45 1:30 2001-01-01T00:00:00Z 190:20:30.15 1.2.3 1a Infinity NaN nan inf v1 a-b /x 10.10.0.0/22 250m 1Gi'.split(
    ' ',
  );

describe('plainValue', () => {
  it.each([
    ['', null],
    ['null', null],
    ['true', true],
    ['false', false],
    ['12', 12],
    ['-7', -7],
    ['1.10', 1.1],
    ['1e3', 1000],
    ['v1', 'v1'],
    ['10:30', '10:30'],
    ['9007199254740991', 9007199254740991],
  ])('reads %s', (source, value) => {
    expect(plainValue(source)).toEqual(value);
  });

  it.each([
    ['yes', 'YAML-AMBIGUOUS-VALUE', 'true'],
    ['OFF', 'YAML-AMBIGUOUS-VALUE', 'false'],
    ['~', 'YAML-AMBIGUOUS-VALUE', 'null'],
    ['0777', 'YAML-AMBIGUOUS-VALUE', undefined],
    ['+1', 'YAML-AMBIGUOUS-VALUE', '1'],
    ['-0', 'YAML-AMBIGUOUS-VALUE', '0'],
    ['9007199254740992', 'YAML-INTEGER-RANGE', undefined],
    ['.nan', 'YAML-NOT-FINITE', undefined],
    ['1e999', 'YAML-NOT-FINITE', undefined],
  ])('refuses %s', (source, refused, instead) => {
    expect(plainValue(source)).toMatchObject({ refused, ...(instead === undefined ? {} : { instead }) });
  });
});

function acceptedOf(sources: readonly string[]): [string, unknown][] {
  return sources.flatMap((source) => {
    const { data, diagnostics } = readYaml('a.yaml', `v: ${source}`);
    return diagnostics.length > 0 ? [] : [[source, (data as Record<string, unknown>).v] as [string, unknown]];
  });
}

describe.runIf(hasHelm)('Helm agrees', () => {
  const agree = (sources: readonly string[]): void => {
    const accepted = acceptedOf(sources);
    const text = accepted.map(([source], index) => `k${index}: ${source}\n`).join('');
    const expected = Object.fromEntries(accepted.map(([, value], index) => [`k${index}`, value]));
    expect(helmValues('', [text || '{}'])).toEqual(expected);
  };

  it('on what is accepted of the known troublemakers', () => agree([...words, ...numbers, ...texts]));

  it('and a reader that took yes as text would be caught', () => {
    expect(helmValues('', ['v: yes'])).not.toEqual({ v: 'yes' });
  });

  it('on what is accepted of random ones', () => {
    const token = fc.string({
      unit: fc.constantFrom(...'0123456789+-._eExXoObBinfatruyslp:T'),
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(fc.property(fc.array(token, { minLength: 200, maxLength: 200 }), agree), { numRuns: 15 });
  });

  it('on keys', () => {
    const keys = [...words, ...numbers, ...texts].filter(
      (key) => key !== '-' && readYaml('a.yaml', `${key}: 1`).diagnostics.length === 0,
    );
    expect(keys.length).toBeGreaterThan(20);
    const expected = Object.fromEntries(keys.map((key) => [key, 1]));
    expect(helmValues('', [keys.map((key) => `${key}: 1\n`).join('')])).toEqual(expected);
  });
});
