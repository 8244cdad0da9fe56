// Bundles the generator into two CommonJS files that bin/chartwright.cjs runs: build/chartwright.cjs with every
// verb, each asleep until it is asked for (`await import()`), and build/generate.cjs with one verb, awake.
// Must not know what the generator does.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyzeMetafile, build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** commander loads child_process for subcommands that are programs of their own; there are none here. */
const withoutSubprograms = {
  name: 'commander-without-subprograms',
  setup(steps) {
    steps.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'none', namespace: 'empty' } : undefined,
    );
    steps.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** zod brings its messages in fifty languages; ours stand in generator/load. */
const englishOnly = {
  name: 'zod-in-english-only',
  setup(steps) {
    steps.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/** `import { z }` keeps all of zod, `import * as z` only what is used of it. */
const usedPartsOfZod = {
  name: 'used-parts-of-zod',
  setup(steps) {
    steps.onLoad({ filter: /[\\/](generator|schemas)[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace("import { z } from 'zod';", "import * as z from 'zod';"),
      loader: 'ts',
    }));
  },
};

const bundle = (entry) =>
  build({
    entryPoints: [`${root}${entry}`],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The launcher compiles the file itself, so an `import()` left in it would have no loader.
    supported: { 'dynamic-import': false },
    minify: true,
    keepNames: false,
    legalComments: 'none',
    charset: 'ascii',
    define: { CHARTWRIGHT_VERSION: JSON.stringify(version) },
    plugins: [withoutSubprograms, englishOnly, usedPartsOfZod],
    write: false,
    logLevel: 'warning',
    metafile: process.argv.includes('--analyze'),
  });

function write(name, code) {
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
  mkdirSync(`${root}build`, { recursive: true });
  // The launcher reads the first line to name its code cache after what the file contains.
  const waiting = `${root}build/${name}.${process.pid}`;
  writeFileSync(waiting, `//chartwright ${version} ${digest}\n${code}`);
  renameSync(waiting, `${root}build/${name}`);
}

for (const [name, entry] of [
  ['generate.cjs', 'generator/cli/generate-alone.ts'],
  ['chartwright.cjs', 'generator/cli.ts'],
]) {
  const { outputFiles, metafile } = await bundle(entry);
  write(name, outputFiles[0].text);
  if (metafile) process.stdout.write(await analyzeMetafile(metafile));
}
