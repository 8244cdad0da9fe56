// `npm run bench`: measures Chartwright and its peers side by side, writes docs/benchmarks.md, and exits with 1
// when a promise is not kept. `--rounds <n>` below 15 is for a quick look: it prints, and writes nothing.
// Must not know the promises themselves: those stand in bench/rows.mjs.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printBenchmarks, printTable } from './report.mjs';
import { listRows } from './rows.mjs';
import { listCommands, readRegions, writeSubjects } from './subjects.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bench = join(root, 'bench');
const enough = 15;

/** Ends the run with one sentence: nothing to measure is neither kept nor broken. */
function stop(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

/** Where files cost no disk, whose own work the kernel books on whoever writes. */
const inMemory = () => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** A copy of what runs, so that a build beside the measurement does not disturb it. */
function copyProduct(folder) {
  for (const part of ['bin', 'build', 'charts', 'values'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  return folder;
}

function findHelm() {
  const doctor = spawnSync(process.execPath, [join(root, 'bin/chartwright.cjs'), 'doctor'], {
    encoding: 'utf8',
  });
  const [, version, path] = /^helm +\S+ +(\d\S+) +(.*?) {2,}/m.exec(doctor.stdout) ?? [];
  return path ? { version, path } : stop('There is no helm: run `npm run tools`.');
}

/** cdk8s weighs 90 MB and serves nothing but this: it is fetched when it is first needed. */
function installPeer() {
  if (existsSync(join(bench, 'node_modules/cdk8s-cli'))) return;
  const done = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: bench, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) stop('cdk8s could not be installed in bench/: `npm ci` failed there.');
}

function measure(rounds, scratch, commands) {
  const done = spawnSync('python3', [join(bench, 'measure.py')], {
    input: JSON.stringify({ rounds, scratch, commands }),
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return done.status === 0 ? JSON.parse(done.stdout) : stop('The measurement did not come to its end.');
}

const versionIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

function describeMachine(helm) {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${process.platform} ${process.arch}`,
    versions: {
      Chartwright: versionIn(root),
      Node: process.version.slice(1),
      helm: helm.version,
      'cdk8s-cli': versionIn(join(bench, 'node_modules/cdk8s-cli')),
      cdk8s: versionIn(join(bench, 'node_modules/cdk8s')),
      yaml: versionIn(join(root, 'node_modules/yaml')),
    },
  };
}

function run(rounds) {
  const helm = findHelm();
  installPeer();
  const folder = mkdtempSync(join(inMemory(), 'chartwright-bench-'));
  try {
    const product = copyProduct(join(folder, 'product'));
    const subjects = writeSubjects(product, folder);
    const regions = { one: readRegions(product, subjects.one), four: readRegions(product, subjects.four) };
    const samples = measure(
      rounds,
      folder,
      listCommands({ product, bench, helm: helm.path, folder, subjects, regions }),
    );
    const rows = listRows({ samples, regions });
    process.stdout.write(printTable(rows));
    if (rounds >= enough)
      writeFileSync(join(root, 'docs/benchmarks.md'), printBenchmarks(rows, rounds, describeMachine(helm)));
    return rows.every(({ passed }) => passed !== false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: String(enough) } } });
process.exitCode = run(Number(values.rounds)) ? 0 : 1;
