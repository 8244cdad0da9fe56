// `npm run release:objects`, at a release, after `npm run golden`: keeps the objects of every region, so that
// the next release is held to updating them. Must not generate anything itself.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const golden = join(repository, 'test/golden');
const kept = join(repository, 'test/api-server/last-release');

const foldersIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

rmSync(kept, { recursive: true, force: true });
mkdirSync(kept, { recursive: true });
for (const environment of foldersIn(golden)) {
  for (const region of foldersIn(join(golden, environment))) {
    const manifests = join(golden, environment, region, 'manifests');
    const files = readdirSync(manifests, { recursive: true }).filter((file) => file.endsWith('.yaml'));
    const texts = files.sort().map((file) => readFileSync(join(manifests, file), 'utf8'));
    writeFileSync(join(kept, `${environment}-${region}.yaml`), texts.join('---\n'));
    console.log(`${environment}/${region}: ${texts.length} objects`);
  }
}
