// Every text reaches the compiled parameters unchanged: quotes, `${`, newlines, and what nobody sees.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printLiteral } from '../../generator/azure/literal.ts';
import { BicepConnection } from '../../generator/bicep/connection.ts';
import { requireTool, toolDoor } from '../support/required.ts';

const ready = await requireTool('bicep');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'chartwright-literals-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const texts = [
  ...[
    '',
    "it's",
    '"',
    '${x}',
    '$${x}',
    '\\${x}',
    '$',
    '$$',
    '{}',
    '\\',
    '\\n',
    "'''",
    '\n',
    '\r\n',
    '\t',
    ' a ',
    '//',
    '/* */',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\u200b',
    '\u202e',
    'é',
    '字',
    '😀',
    'e\u0301',
    '@',
    '#disable',
  ],
];
const value = {
  texts,
  keys: Object.fromEntries(texts.filter((text) => text !== '').map((text, index) => [`k${text}`, index])),
  nested: [{ deep: [{ deeper: true, absent: undefined }, [], {}] }, -1, 0, false],
};

/** What the compiler makes of a literal. */
async function compiled(literal: string): Promise<unknown> {
  const tool = await toolDoor.findTool('bicep');
  if (!tool.found) throw new Error(tool.problem);
  writeFileSync(join(scratch, 'main.bicep'), 'param value object\n\noutput same object = value\n');
  writeFileSync(join(scratch, 'it.bicepparam'), `using 'main.bicep'\n\nparam value = ${literal}\n`);
  const bicep = new BicepConnection(tool.path);
  try {
    const path = join(scratch, 'it.bicepparam');
    const answer = await bicep.ask('bicep/compileParams', { path, parameterOverrides: {} });
    const { parameters, diagnostics } = answer as { parameters: string; diagnostics: { message: string }[] };
    if (typeof parameters !== 'string') throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return JSON.parse(parameters).parameters.value.value;
  } finally {
    bicep.close();
  }
}

describe('a literal', () => {
  it('is none of what Bicep does not know', () => {
    for (const wrong of [null, undefined, 1.5, Number.NaN, 2 ** 60, () => 1])
      expect(() => printLiteral(wrong)).toThrow('Bicep has no literal');
  });

  it('writes what nobody sees by its number', () => {
    expect(printLiteral("it's ${x}\n\u200b")).toBe("'it\\'s \\${x}\\n\\u{200b}'");
    expect(printLiteral({ a: 1, 'b-c': [] })).toBe("{\n  a: 1\n  'b-c': []\n}");
  });
});

describe.runIf(ready)('the compiler', () => {
  it('reads every literal as what it was printed from', async () => {
    expect(await compiled(printLiteral(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it('would tell a literal that means something else', async () => {
    await expect(compiled("{ a: '${b}' }")).rejects.toThrow('b');
  });
});
