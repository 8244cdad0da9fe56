// The text report: the exact form, and that nothing of a person's file can harm a terminal or leak.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../generator/diagnostic.ts';
import { reportText } from '../../../generator/print/report-text.ts';

const finding = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'VALUE-UNKNOWN-KEY',
  severity: 'error',
  file: 'values/prod.yaml',
  line: 2,
  column: 3,
  length: 6,
  path: 'api.replcas',
  message: 'api.replcas is not a setting.',
  hint: 'did you mean "replicas"?',
  cure: 'chartwright explain api.replicas',
  ...more,
});
const report = (text: string, more: Partial<Diagnostic> = {}) =>
  reportText([finding(more)], new Map([['values/prod.yaml', text]]));

describe('the form', () => {
  it('is place, message and hint, the line and the one before it, caret, cure, count', () => {
    const warning = finding({ severity: 'warning', line: 1, column: 1, length: 3, hint: undefined });
    const sources = new Map([['values/prod.yaml', 'api:\n  replcas: 6\n']]);
    expect(reportText([finding(), warning], sources)).toBe(`values/prod.yaml:2:3  error  VALUE-UNKNOWN-KEY
  api.replcas is not a setting.            did you mean "replicas"?
    1 | api:
    2 |   replcas: 6
      |   ^^^^^^
  cure: chartwright explain api.replicas

values/prod.yaml:1:1  warning  VALUE-UNKNOWN-KEY
  api.replcas is not a setting.
    1 | api:
      | ^^^
  cure: chartwright explain api.replicas
1 error, 1 warning in values/prod.yaml
`);
  });

  it('says nothing for nothing, and leaves the excerpt out for a whole file or an unknown one', () => {
    expect(reportText([], new Map())).toBe('');
    expect(report('a: 1\n', { line: 0 })).toBe(
      'values/prod.yaml  error  VALUE-UNKNOWN-KEY\n  api.replcas is not a setting.            did you mean "replicas"?\n' +
        '  cure: chartwright explain api.replicas\n1 error in values/prod.yaml\n',
    );
    expect(reportText([finding()], new Map())).not.toContain('|');
    expect(report('one line', { line: 9 })).not.toContain('|');
  });

  it('counts files when there are several', () => {
    expect(reportText([finding(), finding({ file: 'b' })], new Map())).toMatch(/2 errors in 2 files\n$/);
  });

  it('colours only when asked', () => {
    const coloured = reportText([finding()], new Map(), { colour: true });
    expect(coloured).toContain('\u001b[31merror');
    expect(reportText([finding()], new Map())).not.toContain('\u001b');
  });
});

describe('the excerpt', () => {
  const caretsBelow = (text: string, more: Partial<Diagnostic>): [string, string] => {
    const rows = report(text, more).split('\n');
    const caret = rows.findIndex((row) => /^ +\| +\^+$/.test(row));
    return [rows[caret - 1]!, rows[caret]!];
  };

  it('keeps the caret below its token behind tabs, escapes and wide characters', () => {
    expect(caretsBelow('a\tb: 1', { line: 1, column: 3, length: 1 })).toEqual([
      '    1 | a\\tb: 1',
      '      |    ^',
    ]);
    expect(caretsBelow('"日本": x', { line: 1, column: 7, length: 1 })).toEqual([
      '    1 | "日本": x',
      '      |         ^',
    ]);
  });

  it('shows a window of a long line', () => {
    const [row, caret] = caretsBelow(`${'x, '.repeat(5000)}HERE${', y'.repeat(5000)}`, {
      line: 1,
      column: 15001,
      length: 4,
    });
    expect(row.length).toBeLessThan(130);
    expect(row.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('reads CRLF and a byte order mark as any line', () => {
    expect(report('\ufeffapi:\r\n  replcas: 6\r\n')).toContain('    1 | api:\n    2 |   replcas: 6\n');
  });

  it.each([
    'password: hunter2',
    '  dbPassword: "hunter2 and more"',
    'x: {token: hunter2}',
    'url: postgres://me:hunter2@host/x',
    'connectionString: Server=x;hunter2',
    'AccountKey=hunter2;',
    `cert: ${'hunter2'.repeat(8)}`,
  ])('conceals the secret in %j', (line) => {
    const text = report(`${line}\nother: 1\n`, { line: 2, column: 1 });
    expect(text).not.toContain('hunter2');
    expect(text).toContain('***');
  });

  it('conceals the value of a pair whose name is that of a secret', () => {
    expect(report('- name: DB_PASSWORD\n  value: hunter2\n')).not.toContain('hunter2');
  });

  it('leaves an ordinary line and a digest as they are', () => {
    const digest = `digest: sha256:${'0123456789abcdef'.repeat(4)}`;
    expect(report(`${digest}\nreplicas: 6\n`)).toContain(`${digest}\n    2 | replicas: 6`);
  });
});

it('never sends a control character to the terminal', () => {
  const seed = Number(process.env.SEED ?? Date.now());
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  const anyFinding = fc.record({
    text,
    message: text,
    hint: text,
    cure: text,
    file: text,
    column: fc.nat(70),
    line: fc.nat(4),
  });
  const property = fc.property(anyFinding, ({ text: source, ...more }) => {
    const printed = reportText([finding(more)], new Map([[more.file, source]]));
    return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(printed.replaceAll('\n', ''));
  });
  console.log(`report-text: seed ${seed}`);
  fc.assert(property, { seed, numRuns: 500 });
});
