// How the tests are run. Two workers: the tests themselves start helm and the judges beside them. The
// API server is started only where one of its own tests is run.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'offline',
          include: ['test/**/*.test.ts'],
          exclude: ['test/api-server/**'],
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
