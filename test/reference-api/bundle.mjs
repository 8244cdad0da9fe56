// Bundles the reference api into one file without dependencies, for the image and for the tests.
// Usage: node bundle.mjs [FILE]; without a file: build/reference-api/server.mjs of the repository.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Writes the bundle to a file and returns its path. */
export async function bundle(
  file = fileURLToPath(new URL('../../build/reference-api/server.mjs', import.meta.url)),
) {
  await build({
    entryPoints: [`${here}main.ts`],
    absWorkingDir: here,
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await bundle(process.argv[2]));
