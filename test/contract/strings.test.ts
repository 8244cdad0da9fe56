// Every string arrives as it was written: from values through our YAML and through Helm, into templates and
// into the api's environment.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonMap, printYaml } from '../../generator/engine/index.ts';
import { products, writeChart } from '../support/chart-subjects.ts';
import { template } from '../support/helm.ts';
import { hostileText, hostileTexts } from '../support/hostile-text.ts';
import { readAsHelm, requireHelmReader } from '../support/read-as-helm.ts';
import { requireTool } from '../support/required.ts';

const ready = (await requireTool('helm')) && (await requireHelmReader());
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`strings: repeat them with CHARTWRIGHT_SEED=${seed}`);

const random = fc.sample(hostileText, { numRuns: 3000, seed });
const texts = [...new Set([...hostileTexts, ...random])];

const chartFile = 'apiVersion: v2\nname: probe\nversion: 0.1.0\n';
// Encoded, so that only the way in is on trial; the way out is tried below.
const probe = writeChart(
  new Map([
    ['Chart.yaml', chartFile],
    ['templates/probe.yaml', 'values: {{ toJson .Values | b64enc }}\n'],
  ]),
);
const quoting = writeChart(
  new Map([
    ['Chart.yaml', chartFile],
    ['templates/probe.yaml', 'texts:\n{{- range .Values.texts }}\n  - {{ . | quote }}\n{{- end }}\n'],
  ]),
);

/** What a template sees of values that stand in a file, as `values.yaml` of an environment does. */
async function seenByTemplates(text: string): Promise<JsonMap> {
  const file = `${writeChart(new Map([['values.yaml', text]]))}/values.yaml`;
  const { stdout, stderr } = await template(probe, { valuesFiles: [file] });
  expect(stderr).toBe('');
  const encoded = /^values: (\S+)$/m.exec(stdout)?.[1] ?? '';
  return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as JsonMap;
}

// Nothing but a few keys that JavaScript itself treats otherwise is left out.
const asKeys = (all: readonly string[]): JsonMap =>
  Object.fromEntries(all.filter((text) => text !== '__proto__').map((text, at) => [text, `${at}`]));

describe.runIf(ready)('every string', () => {
  it('survives our YAML and Helm, as a value and as an item', async () => {
    expect(texts.length).toBeGreaterThan(1000);
    const values = { list: texts, map: Object.fromEntries(texts.map((text, at) => [`key${at}`, text])) };
    expect(await seenByTemplates(printYaml(values))).toEqual(values);
  });

  it('survives as a key', async () => {
    const values = { map: asKeys(texts) };
    expect(await seenByTemplates(printYaml(values))).toEqual(values);
  });

  it('survives quoting in a template', async () => {
    const { stdout } = await template(quoting, { values: { texts } });
    const { documents, error } = await readAsHelm(stdout);
    expect(error).toBeUndefined();
    expect(documents).toEqual([{ texts }]);
  });

  it('is seen to be lost where a printer does not quote', async () => {
    const plain = `list:\n${hostileTexts.map((text) => `- ${text.replaceAll('\n', ' ')}\n`).join('')}`;
    const { status, stdout } = await template(probe, {
      valuesFiles: [`${writeChart(new Map([['values.yaml', plain]]))}/values.yaml`],
    });
    expect(status === 0 ? stdout : 'refused').toBe('refused');
    expect(await seenByTemplates('text: yes\nnumber: 0777\n')).not.toEqual({ text: 'yes', number: '0777' });
  });
});

/** Only the api takes variables of a person's own. */
const takers = products.filter(({ charts }) => charts.some(({ chart }) => chart.name === 'api'));

describe.runIf(ready).each(takers)('chart $name', (subject) => {
  const longest = 4096;

  it('hands every string to the container unchanged', async () => {
    const entries = texts
      .filter((text) => [...text].length <= longest)
      .map((text, at) => [`TEXT_${at}`, text] as const);
    const settings = { environmentVariables: Object.fromEntries(entries) };
    const values = subject.charts.length > 1 ? { api: settings } : settings;
    const { stdout, stderr } = await template(writeChart(subject.files), { values, args: ['--skip-tests'] });
    expect(stderr).toBe('');
    const { documents, error } = await readAsHelm(stdout);
    expect(error).toBeUndefined();
    const deployment = documents.find((document) => (document as { kind: string }).kind === 'Deployment');
    const { env } = (deployment as Deployment).spec.template.spec.containers[0]!;
    const found = new Map(env.map(({ name, value }) => [name, value]));
    expect(entries.filter(([name, text]) => found.get(name) !== text)).toEqual([]);
    expect(entries.length).toBeGreaterThan(1000);
  });
});

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly { readonly env: readonly { name: string; value?: string }[] }[];
      };
    };
  };
}
