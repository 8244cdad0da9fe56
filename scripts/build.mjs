// Bundles the generator into two CommonJS files that bin/chartwright.cjs runs: build/chartwright.cjs with every
// verb, each asleep until it is asked for (`await import()`), and build/generate.cjs with one verb, into which
// the product's schema, rules and charts are compiled. Must not know what the generator does.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { analyzeMetafile, build } from 'esbuild';
import { bicepAsTexts } from './bicep-sources.mjs';

const require = createRequire(import.meta.url);
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

/** Our modules do nothing when they are loaded, so those that nobody uses can go. */
const withoutUnused = {
  name: 'without-unused',
  setup(steps) {
    steps.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, async ({ path, ...options }) => {
      if (options.pluginData === 'resolved') return undefined;
      const resolved = await steps.resolve(path, { ...options, pluginData: 'resolved' });
      return { ...resolved, sideEffects: false };
    });
  },
};

/** What generator/commands/compile-parts.ts gives, as a module. */
const compiledParts = {
  name: 'compiled-parts',
  setup(steps) {
    const resolveDir = `${root}generator/engine`;
    steps.onResolve({ filter: /^chartwright:compiled-parts$/ }, () => ({
      path: 'parts',
      namespace: 'compiled',
    }));
    steps.onLoad({ filter: /.*/, namespace: 'compiled' }, async () => {
      const { outputFiles } = await bundle('generator/commands/compile-parts.ts');
      const compiler = { exports: {} };
      new Function('exports', 'require', 'module', outputFiles[0].text)(compiler.exports, require, compiler);
      const source = compiler.exports.compileParts();
      const contents = `import { runtime as $ } from './runtime.ts';\nexport const parts = ${source};\n`;
      return { contents, resolveDir };
    });
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
    // What a chart carries as it is.
    loader: { '.sh': 'text' },
    define: { CHARTWRIGHT_VERSION: JSON.stringify(version) },
    plugins: [withoutSubprograms, englishOnly, usedPartsOfZod, withoutUnused, compiledParts, bicepAsTexts],
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
