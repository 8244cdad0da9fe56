// Every chart of the repository passes what `ct lint --all` asks. Run alone by `npm run ct`.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ctLint } from '../support/ct-lint.ts';
import { requirePythonJudges } from '../support/python-judges.ts';
import { requireTool } from '../support/required.ts';

const ready = (await requireTool('helm')) && (await requirePythonJudges());
const folder = fileURLToPath(new URL('../../charts/', import.meta.url));
const charts = existsSync(folder) ? readdirSync(folder) : [];

describe.runIf(ready)('ct lint', () => {
  it('has a chart to look at', () => expect(charts.length).toBeGreaterThan(0));

  it.each(charts)('is content with charts/%s', async (chart) => {
    expect(await ctLint(`${folder}${chart}`)).toEqual([]);
  });
});
