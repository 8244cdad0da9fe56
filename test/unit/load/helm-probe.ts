// Asks the real Helm how it reads and merges values: a chart that prints its values as JSON.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const named = process.env.CHARTWRIGHT_HELM;
const cached = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'chartwright/tools/helm-4.3.1/helm',
);
const program = named ?? cached;

/** Whether Helm is here; in CI it must be, so there the tests run and fail instead of being skipped. */
export const hasHelm: boolean = existsSync(program) || process.env.CI === 'true';

if (!hasHelm) console.warn('helm is not here: the comparisons with it are skipped');

/** The values that a chart with these defaults sees when Helm is given these files in this order. */
export function helmValues(defaults: string, files: readonly string[]): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'helm-probe-'));
  try {
    mkdirSync(join(folder, 'templates'));
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: probe\nversion: 0.1.0\n');
    writeFileSync(join(folder, 'values.yaml'), defaults);
    writeFileSync(join(folder, 'templates/probe.yaml'), 'values: {{ toJson .Values | b64enc }}\n');
    const flags = files.flatMap((text, index) => {
      const path = join(folder, `layer-${index}.yaml`);
      writeFileSync(path, text);
      return ['-f', path];
    });
    const output = execFileSync(program, ['template', 'probe', folder, ...flags], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const encoded = /^values: (\S+)$/m.exec(output)?.[1] ?? '';
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
