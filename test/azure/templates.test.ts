// The templates as texts: short files, documented parameters, no previews, no module that nothing uses. And the
// settings of the linter: those that count are heard, which is seen by planted faults.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileFolders } from '../../generator/bicep/compile-folders.ts';
import { isAvailable, toolDoor } from '../support/required.ts';

const folder = join(import.meta.dirname, '../../bicep');
const templates = new Map(
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.bicep') && !file.startsWith('generated'))
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
);

/** The parameters, outputs and exported functions without a description before them. */
const undocumented = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:.*\n)?(?:.*\n)?(?:param|output|func) (\w+)/gm)]
    .filter(([block]) => !block.includes('@description('))
    .filter(([block]) => !/^func /m.test(block) || block.includes('@export('))
    .map(([, name]) => name as string);

const previews = (text: string): readonly string[] =>
  [...text.matchAll(/'(Microsoft\.[\w/.]+)@([-\w]+preview)'/g)]
    .map(([, type]) => type as string)
    .filter((type) => type !== 'Microsoft.Insights/diagnosticSettings');

describe('the templates', () => {
  it.each([...templates])('%s is short, says what it is, and documents what it takes', (file, text) => {
    expect(text.split('\n').length - 1, file).toBeLessThanOrEqual(150);
    expect(text).toMatch(/^\/\/ [A-Z]/);
    expect(undocumented(text)).toEqual([]);
    expect(previews(text)).toEqual([]);
  });

  it('sees a parameter without description, and a preview', () => {
    expect(undocumented('// A.\n\nparam name string\n')).toEqual(['name']);
    expect(undocumented("@description('A name.')\nparam name string\n")).toEqual([]);
    expect(previews("resource a 'Microsoft.Cdn/profiles@2025-01-01-preview' = {")).toHaveLength(1);
  });

  it('are all used', () => {
    const texts = [...templates.values()].join('\n');
    const unused = [...templates.keys()].filter(
      (file) => file !== 'main.bicep' && !texts.includes(`${file.replace(/^modules\//, '')}'`),
    );
    expect(unused).toEqual([]);
  });
});

/** A fault → the rule of the linter that must be heard. */
const faults: Readonly<Record<string, string>> = {
  'no-unused-params': 'param unused string\n',
  'no-unused-vars': "var unused = 'x'\n",
  'no-hardcoded-env-urls': "output url string = 'https://management.azure.com'\n",
  'no-hardcoded-location':
    "resource a 'Microsoft.Network/natGateways@2025-05-01' = {\n  name: 'a'\n  location: 'westus'\n  sku: { name: 'Standard' }\n}\n",
  'prefer-interpolation': "param a string\noutput b string = concat(a, 'b')\n",
  'secure-parameter-default': "@secure()\nparam a string = 'known to all'\noutput b int = length(a)\n",
  'outputs-should-not-contain-secrets':
    "resource a 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {\n  name: 'a'\n}\noutput b string = a.listKeys().keys[0].value\n",
  'use-user-defined-types': 'param a object\noutput b int = length(a)\n',
};

const bicep = await toolDoor.findTool('bicep');

describe.runIf(isAvailable('bicep', bicep.found ? undefined : bicep.problem))('bicepconfig.json', () => {
  it('has the compiler say each fault', async () => {
    if (!bicep.found) throw new Error(bicep.problem);
    const config = readFileSync(join(folder, 'bicepconfig.json'), 'utf8');
    const folders = Object.values(faults).map((text, index) => ({
      files: new Map([
        ['bicepconfig.json', config],
        ['main.bicep', text],
        ['main.bicepparam', "using 'main.bicep'\n"],
      ]),
      parameters: 'main.bicepparam',
      digest: String(index),
      values: {} as never,
    }));
    const answers = await compileFolders(bicep.path, folders);
    const heard = answers.map((answer) =>
      answer.kind === 'compiled' ? answer.remarks.map(({ code }) => code) : [answer.problem],
    );
    for (const [index, rule] of Object.keys(faults).entries()) expect(heard[index], rule).toContain(rule);
  });
});
