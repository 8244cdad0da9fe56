// Runs a TypeScript program of this repository, from its root: bundles it into build/programs/ first, because the
// oldest supported Node reads no types. Usage: node scripts/run-typescript.mjs FILE [ARGUMENT…]
// Must not know any program.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { bicepAsTexts } from './bicep-sources.mjs';

const repository = join(import.meta.dirname, '..');
const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('the file to run is not named');
// Two runs of one program at a time must not take each other's file away.
const outfile = join(repository, 'build/programs', `${basename(file, '.ts')}-${process.pid}.mjs`);

await build({
  entryPoints: [file],
  absWorkingDir: repository,
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.sh': 'text' },
  plugins: [bicepAsTexts],
  logLevel: 'warning',
});
const child = spawn(process.execPath, [outfile, ...args], { cwd: repository, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => {
  rmSync(outfile, { force: true });
  process.exit(code ?? 1);
});
