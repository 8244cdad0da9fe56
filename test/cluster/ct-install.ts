// `ct install --all` on the test cluster: by ct itself where it is on the PATH, else its steps, each by its name.
// Must not know what is in a chart.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { programsOnPath } from '../../generator/tools.ts';
import { apiImage, busyboxImage, nameImage } from './cluster.ts';
import { makeNamespace, removeNamespace } from './kubernetes.ts';
import { helm, kubeconfigFile, kubectl, program, runHelm } from './programs.ts';
import { releaseName } from './release.ts';

const chartsFolder = 'charts';
const configuration = 'ct.yaml';
const longestInstallMs = 20 * 60_000;

/** What the chart asks of a namespace, as its text has it. */
interface Needs {
  readonly images: readonly string[];
  readonly secrets: readonly string[];
}

const captured = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1] as string))].sort();

async function needsOf(chart: string, values: string): Promise<Needs> {
  const text = await helm(['template', releaseName, chart, '--values', values]);
  return {
    images: captured(text, /^\s*image: "?([^"\s]+)"?$/gm),
    secrets: captured(text, /^\s*secretName: "?([^"\s]+)"?$/gm),
  };
}

/** The nodes get what they would pull from the registry of the chart: the api of these tests, and busybox. */
async function provideImages(images: readonly string[]): Promise<void> {
  for (const image of images) await nameImage(/\/busybox[:@]/.test(image) ? busyboxImage : apiImage, image);
}

async function step(name: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    console.log(`  pass  ${name}`);
    return true;
  } catch (error) {
    console.log(`  FAIL  ${name}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

async function rolledOut(namespace: string, timeout: string): Promise<void> {
  const names = await kubectl(['get', 'deployments', '-n', namespace, '--output=name']);
  for (const name of names.split('\n').filter(Boolean))
    await kubectl(['rollout', 'status', name, '-n', namespace, `--timeout=${timeout}`], { timeout: 600_000 });
}

interface Install {
  readonly chart: string;
  readonly values: string;
  readonly namespace: string;
}

/** One installation: in a namespace of its own, tested, and taken away. */
async function installOnce({ chart, values, namespace }: Install): Promise<boolean> {
  const settings = parse(readFileSync(configuration, 'utf8')) as Readonly<Record<string, string>>;
  const extra = (settings['helm-extra-args'] ?? '').split(' ').filter(Boolean);
  const where = ['--namespace', namespace];
  const steps: readonly (readonly [name: string, act: () => Promise<unknown>])[] = [
    ['kubectl create namespace', () => makeNamespace(namespace)],
    [
      `helm install --wait --values ci/${values}`,
      () =>
        helm(
          [
            'install',
            releaseName,
            chart,
            ...where,
            '--wait',
            '--values',
            join(chart, 'ci', values),
            ...extra,
          ],
          {
            timeout: longestInstallMs,
          },
        ),
    ],
    ['kubectl rollout status', () => rolledOut(namespace, settings['kubectl-timeout'] ?? '30s')],
    ['helm test', () => helm(['test', releaseName, ...where, ...extra], { timeout: longestInstallMs })],
    ['helm uninstall --wait', () => helm(['uninstall', releaseName, ...where, '--wait', ...extra])],
  ];
  try {
    for (const [name, act] of steps) if (!(await step(name, act))) return false;
    return true;
  } finally {
    await runHelm(['uninstall', releaseName, ...where, '--ignore-not-found']);
    await step('kubectl delete namespace', () => removeNamespace(namespace));
  }
}

const filesOf = (chart: string): readonly string[] =>
  readdirSync(join(chart, 'ci'))
    .filter((file) => file.endsWith('-values.yaml'))
    .sort();

/** The steps of ct for one chart, on a copy: `helm dependency build` writes into it. */
async function installChart(chart: string): Promise<boolean> {
  const results = [await step('helm dependency build', () => helm(['dependency', 'build', chart]))];
  for (const [place, values] of filesOf(chart).entries()) {
    const { images, secrets } = await needsOf(chart, join(chart, 'ci', values));
    if (secrets.length > 0) {
      console.log(`  skip  ci/${values}: no fresh namespace has the Secrets ${secrets.join(', ')}`);
      continue;
    }
    await provideImages(images);
    results.push(await installOnce({ chart, values, namespace: `chartwright-ct-${place}` }));
  }
  return results.every(Boolean);
}

async function installByCt(charts: readonly string[]): Promise<boolean> {
  for (const chart of charts)
    for (const values of filesOf(chart))
      await provideImages((await needsOf(chart, join(chart, 'ci', values))).images);
  const options = { timeout: longestInstallMs, variables: { KUBECONFIG: kubeconfigFile } };
  return step('ct install --all', () =>
    program('ct', ['install', '--all', '--config', configuration], options),
  );
}

/** Whether every chart could be installed with every file under its ci/. Needs the test cluster. */
export async function installAsCt(): Promise<boolean> {
  const charts = readdirSync(chartsFolder).map((name) => join(chartsFolder, name));
  if (programsOnPath('ct', process.env).length > 0) return installByCt(charts);
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-ct-'));
  const results: boolean[] = [];
  try {
    for (const chart of charts) {
      const copy = join(folder, basename(chart));
      cpSync(chart, copy, { recursive: true });
      console.log(`ct install, without ct: ${chart}`);
      results.push(await installChart(copy));
    }
    return results.length > 0 && results.every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
