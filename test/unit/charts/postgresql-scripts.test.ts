// The chart carries every script of its folder, as it is, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptFiles } from '../../../generator/charts/postgresql-ha/scripts.ts';
import { repository } from '../../support/run-chartwright.ts';

const folder = join(repository, 'generator/charts/postgresql-ha');

describe('the scripts of PostgreSQL', () => {
  const there = (readdirSync(join(folder, 'files'), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.sh'))
    .map((file) => `files/${file}`);

  it('are all carried', () => {
    expect(there.length).toBeGreaterThan(10);
    expect([...scriptFiles.keys()].sort()).toEqual(there.sort());
  });

  it('are carried to the byte', () => {
    for (const [path, text] of scriptFiles) expect(text, path).toBe(readFileSync(join(folder, path), 'utf8'));
  });

  it('name no password among arguments', () => {
    const loud = there.filter((path) =>
      /PGPASSWORD=|password=\$|--password[= ]\$|azure-key=\$/.test(readFileSync(join(folder, path), 'utf8')),
    );
    expect(loud).toEqual([]);
  });
});
