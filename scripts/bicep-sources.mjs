// The texts of bicep/ as the module `chartwright:bicep`, for whoever bundles the generator: path → text, and one
// digest of all, so that a run need not make it. Must not know what is in them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const folder = join(import.meta.dirname, '../bicep');

/** The module's name. */
export const bicepSources = 'chartwright:bicep';

/** The module's JavaScript. */
export function loadBicepSources() {
  const paths = readdirSync(folder, { recursive: true })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.bicep$|^bicepconfig\.json$/.test(path))
    .sort();
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  const text = JSON.stringify(files);
  // Another compiler may have something to say of the same text.
  const compilers = readFileSync(join(import.meta.dirname, '../generator/tool-versions.ts'));
  const digest = createHash('sha256').update(text).update(compilers).digest('hex');
  // Read when somebody asks: most runs are about environments elsewhere.
  return `let files;\nexport const readFiles = () => (files ??= JSON.parse(${JSON.stringify(text)}));\nexport const digest = ${JSON.stringify(digest)};\n`;
}

/** The module, for esbuild. */
export const bicepAsTexts = {
  name: 'bicep-as-texts',
  setup(steps) {
    steps.onResolve({ filter: new RegExp(`^${bicepSources}$`) }, ({ path }) => ({
      path,
      namespace: 'bicep',
    }));
    steps.onLoad({ filter: /.*/, namespace: 'bicep' }, () => ({ contents: loadBicepSources() }));
  },
};
