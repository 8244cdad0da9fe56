// Plain arguments are read as commander reads them: what the quick way takes, it takes for the same call.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPlainCall } from '../../../generator/cli/plain-call.ts';
import { readCall } from '../../../generator/cli/read-call.ts';

const say = (): void => {};
const byCommander = (args: readonly string[]) => readCall(args, { version: '0', write: say, warn: say });

const words = [
  ...[
    'generate',
    'chart',
    'validate',
    'explain',
    'doctor',
    'tools',
    'prod',
    'dev',
    'api.port',
    '',
    '-',
    '--',
  ],
  ...['--check', '--out', '--values', '--format', '--environment', '--help', '--version', '--out=x', '-x'],
  ...['text', 'json', 'sarif', 'github', 'toString'],
];

it('gives the call that commander gives, or none', () => {
  let plain = 0;
  const verb = fc.constantFrom('generate', 'chart', 'validate', 'explain', 'doctor', 'prod');
  const rest = fc.array(fc.constantFrom(...words), { maxLength: 5 });
  fc.assert(
    fc.property(verb, rest, (first, others) => {
      const args = [first, ...others];
      const call = readPlainCall(args);
      if (call === undefined) return;
      plain++;
      expect(byCommander(args)).toEqual(call);
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(300);
});

it.each([
  [['generate']],
  [['generate', 'prod', '--out', 'elsewhere', '--check']],
  [['validate', 'prod', 'dev', '--format', 'sarif']],
  [['explain', 'api.port', '--environment', 'prod']],
  [['doctor']],
])('reads %j itself', (args) => {
  expect(readPlainCall(args)).toEqual(byCommander(args));
});

it.each([
  [['generate', '--help']],
  [['generate', '--out']],
  [['generate', '--out=dist']],
  [['generate', '--format', 'xml']],
  [['generate', '--environment', 'prod']],
  [['explain', 'a', 'b']],
  [['doctor', 'prod']],
  [['generat']],
  [[]],
])('leaves %j to commander', (args) => {
  expect(readPlainCall(args)).toBeUndefined();
});
