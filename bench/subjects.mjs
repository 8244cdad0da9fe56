// The folders and commands that the benchmark runs, with the work that each stands for. Must not know what is
// made of the figures.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many environments the growth is measured over. */
export const copies = 1000;

/** prod.yaml without its standby region: about 40 resources. */
function withoutStandby(text) {
  const start = text.indexOf('  - name: westus2');
  return text.slice(0, start) + text.slice(start + text.slice(start).search(/^\S/m));
}

// What the address plan of Azure opens for the api, where there is none.
const ways = `api:
  gateway:
    clients:
      - "10.10.0.0/24"
  networkPolicy:
    destinations:
      - cidr: "10.10.4.0/24"
        port: 443
`;

/** The same platform elsewhere, so that what Azure costs is a figure of its own. */
function withoutAzure(text) {
  const off = text.replace(/^azure:\n {2}enabled: true$/m, 'azure:\n  enabled: false');
  if (off === text) throw new Error('values/prod.yaml is not on Azure');
  return off.replace(/^extends:$/m, 'extends:\n  - layers/ways.yaml');
}

function writeValues(root, folder, files) {
  const values = join(folder, 'values');
  mkdirSync(values, { recursive: true });
  cpSync(join(root, 'values/layers'), join(values, 'layers'), { recursive: true });
  writeFileSync(join(values, 'layers/ways.yaml'), ways);
  for (const [name, text] of files) writeFileSync(join(values, `${name}.yaml`), text);
  return folder;
}

/** Folders with values, each as the root of a repository of its own. */
export function writeSubjects(root, folder) {
  const onAzure = withoutStandby(readFileSync(join(root, 'values/prod.yaml'), 'utf8'));
  const prod = withoutAzure(onAzure);
  const named = (name, text) => [name, text.replace(/^environment: prod$/m, `environment: ${name}`)];
  const many = Array.from({ length: copies }, (_, index) => named(`prod-${index + 1}`, prod));
  const four = join(folder, 'four');
  cpSync(join(root, 'values'), join(four, 'values'), { recursive: true });
  return {
    one: writeValues(root, join(folder, 'one'), [['prod', prod]]),
    onAzure: writeValues(root, join(folder, 'on-azure'), [['prod', onAzure]]),
    four,
    single: writeValues(root, join(folder, 'single'), many.slice(0, 1)),
    many: writeValues(root, join(folder, 'many'), many),
  };
}

/** Generates once; what stands in each region's folder: environment, region, resources, values file. */
export function readRegions(root, folder) {
  const program = join(root, 'bin/chartwright.cjs');
  const done = spawnSync(process.execPath, [program, 'generate', '--out', 'regions'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`the values of the benchmark are refused:\n${done.stdout}`);
  const find = ['regions', '-name', 'index.json'];
  const found = execFileSync('find', find, { cwd: folder, encoding: 'utf8' }).trim().split('\n').sort();
  return found.map((file) => {
    const { environment, region, files } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const resources = Object.keys(files).filter((path) => path.startsWith('manifests/')).length;
    return { environment, region, resources, values: join(folder, file, '../values.yaml') };
  });
}

/** Chartwright over all of a folder's values, into an empty folder. */
function generate(root, name, folder, { cold = false } = {}) {
  const cache = join(folder, cold ? '.cold' : '.warm');
  return {
    name,
    arguments: [process.execPath, join(root, 'bin/chartwright.cjs'), 'generate'],
    folder,
    variables: { CHARTWRIGHT_CACHE: cache },
    remove: [join(folder, 'dist'), ...(cold ? [cache] : [])],
  };
}

function template({ root, helm, folder }, { environment, region, values }) {
  const chart = join(root, 'charts/aiagent');
  return {
    name: `helm ${environment} ${region}`,
    arguments: [helm, 'template', 'aiagent', chart, '--values', values, '--skip-tests'],
    folder,
    variables: { HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder },
  };
}

function synth(bench, name, regions, folder) {
  const output = join(folder, name.replaceAll(' ', '-'));
  const cli = [join(bench, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false'];
  return {
    name,
    arguments: [process.execPath, ...cli, '--output', output],
    folder: join(bench, 'peer'),
    variables: { REGIONS: regions.map(({ resources }) => resources).join(',') },
    remove: [output],
  };
}

/** The same files as those of the copies of prod, read by the parser alone. */
const parse = (bench, folder) => ({
  name: 'parse',
  arguments: [
    process.execPath,
    join(bench, 'parse.mjs'),
    'values/prod-1.yaml',
    'values/layers/observability.yaml',
  ],
  folder,
  prints: true,
});

/** All commands, by the names that bench/rows.mjs knows them by. */
export function listCommands({ product: root, bench, helm, folder, subjects, regions }) {
  const start = { name: 'node -e 0', arguments: [process.execPath, '-e', '0'], folder };
  const ofHelm = [...regions.one, ...regions.four].filter(
    (region, index, all) => all.findIndex((other) => nameOf(other) === nameOf(region)) === index,
  );
  return [
    start,
    generate(root, 'one warm', subjects.one),
    generate(root, 'one on Azure', subjects.onAzure),
    generate(root, 'one cold', subjects.one, { cold: true }),
    ...ofHelm.map((region) => template({ root, helm, folder }, region)),
    generate(root, 'four', subjects.four),
    synth(bench, 'cdk8s four', regions.four, folder),
    generate(root, 'single', subjects.single),
    generate(root, 'many', subjects.many),
    parse(bench, subjects.many),
  ];
}

export const nameOf = ({ environment, region }) => `helm ${environment} ${region}`;
