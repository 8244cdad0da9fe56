// The reports for programs: JSON, GitHub annotations, SARIF.
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../generator/diagnostic.ts';
import { reporters } from '../../../generator/print/reporters.ts';

const finding: Diagnostic = {
  code: 'FILE-MISSING',
  severity: 'error',
  file: 'values/a b,c:d.yaml',
  line: 3,
  column: 5,
  length: 4,
  path: 'extends[0]',
  message: '100% wrong\n::stop-commands::x',
  hint: 'did you mean b?',
  cure: 'Create it.',
};
const whole: Diagnostic = { ...finding, line: 0, column: 0, length: 0, path: '', severity: 'warning' };
const none = new Map<string, string>();

it('json carries every field and the counts', () => {
  const report = JSON.parse(reporters.json([finding, whole], none));
  expect(report).toEqual({ version: 1, errors: 1, warnings: 1, findings: [finding, whole] });
  expect(JSON.parse(reporters.json([], none))).toEqual({ version: 1, errors: 0, warnings: 0, findings: [] });
});

describe('github', () => {
  it('gives one escaped command a finding', () => {
    const [first, second, end] = reporters.github([finding, whole], none).split('\n');
    expect(first).toBe(
      '::error file=values/a b%2Cc%3Ad.yaml,line=3,col=5,endLine=3,endColumn=9,title=FILE-MISSING::' +
        '100%25 wrong\\n::stop-commands::x did you mean b?%0Acure: Create it.',
    );
    expect(second).toMatch(/^::warning file=values\/a b%2Cc%3Ad\.yaml,title=FILE-MISSING::/);
    expect(end).toBe('');
  });
});

describe('sarif', () => {
  const read = (findings: Diagnostic[]) => JSON.parse(reporters.sarif(findings, none, { version: '1.2.3' }));

  it('has one run, a rule a code, and a result a finding', () => {
    const log = read([finding, whole]);
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run.tool.driver).toMatchObject({ name: 'chartwright', version: '1.2.3' });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['FILE-MISSING']);
    expect(run.results).toHaveLength(2);
    expect(run.results[0]).toMatchObject({ ruleId: 'FILE-MISSING', ruleIndex: 0, level: 'error' });
    expect(run.results[0].locations[0]).toEqual({
      physicalLocation: {
        artifactLocation: { uri: 'values/a%20b%2Cc%3Ad.yaml' },
        region: { startLine: 3, startColumn: 5, endColumn: 9 },
      },
      logicalLocations: [{ fullyQualifiedName: 'extends[0]' }],
    });
    expect(run.results[1].locations[0].physicalLocation).not.toHaveProperty('region');
  });

  it('is a valid log without findings', () => {
    expect(read([]).runs[0].results).toEqual([]);
  });
});
