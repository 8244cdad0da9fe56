// How the tests are run. Two workers: the tests themselves start helm and the judges beside them. The
// API server is started only where one of its own tests is run.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { bicepSources, loadBicepSources } from './scripts/bicep-sources.mjs';

// They count what happened in a span of real time, so a busy machine fails them: `npm run test:timed`.
const timed = ['test/unit/cluster/load*.test.ts'];

/** A shell script is imported as its text, as scripts/build.mjs does it. */
const scriptsAsText = {
  name: 'scripts-as-text',
  enforce: 'pre' as const,
  load: (path: string) =>
    path.endsWith('.sh') ? `export default ${JSON.stringify(readFileSync(path, 'utf8'))};` : undefined,
};

/** The texts of bicep/ are a module, as in scripts/build.mjs. */
const bicepAsTexts = {
  name: 'bicep-as-texts',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id === bicepSources ? `\0${bicepSources}` : undefined),
  load: (id: string) => (id === `\0${bicepSources}` ? loadBicepSources() : undefined),
};

export default defineConfig({
  plugins: [scriptsAsText, bicepAsTexts],
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    // So that a busy machine is no failure; a test that hangs is found all the same.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: 'timed', include: timed, maxWorkers: 1 } },
      {
        extends: true,
        test: {
          name: 'offline',
          include: ['test/**/*.test.ts'],
          exclude: ['test/api-server/**', ...timed],
          globalSetup: 'test/support/prepare-tools.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'api-server',
          include: ['test/api-server/**/*.test.ts'],
          globalSetup: 'test/api-server/setup.ts',
        },
      },
    ],
  },
});
