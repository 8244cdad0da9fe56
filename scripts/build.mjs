// Bundles the generator into one CommonJS file, build/chartwright.cjs, that bin/chartwright.cjs runs.
// Must not know what the generator does. A verb that needs a heavy package imports it with `await import()`:
// the bundle keeps such parts asleep until they are asked for.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

const result = await build({
  entryPoints: [`${root}generator/cli.ts`],
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // The launcher compiles the file itself, so an `import()` left in it would have no loader.
  supported: { 'dynamic-import': false },
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  legalComments: 'none',
  charset: 'ascii',
  define: { CHARTWRIGHT_VERSION: JSON.stringify(version) },
  plugins: [withoutSubprograms, englishOnly],
  write: false,
  logLevel: 'warning',
  metafile: process.argv.includes('--analyze'),
});

const code = result.outputFiles[0].text;
const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
mkdirSync(`${root}build`, { recursive: true });
// The launcher reads the first line to name its code cache after what the file contains.
const waiting = `${root}build/chartwright.cjs.${process.pid}`;
writeFileSync(waiting, `//chartwright ${version} ${digest}\n${code}`);
renameSync(waiting, `${root}build/chartwright.cjs`);
if (result.metafile) {
  const { analyzeMetafile } = await import('esbuild');
  process.stdout.write(await analyzeMetafile(result.metafile));
}
