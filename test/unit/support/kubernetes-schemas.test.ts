// The schemas that kubeconform judges by: closed, local, and those of the folder they came from.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../kubernetes-schemas/', import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const source = process.env.CHARTWRIGHT_KUBERNETES_SCHEMAS;

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');

  it('refuses unknown fields and needs no network', () => {
    expect(JSON.parse(text)).toMatchObject({ additionalProperties: false });
    expect(text).not.toMatch(/"\$ref": *"(?!#)/);
  });

  it.runIf(source)('is what it was copied from', () => {
    const copies = readdirSync(source!, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /^(v1\.34\.4|crds)\//.test(path) && path.endsWith(`/${file}`),
    );
    expect(copies).toHaveLength(1);
    expect(text).toBe(readFileSync(join(source!, copies[0]!), 'utf8'));
  });
});

it('there are as many as kinds in use', () => expect(files).toHaveLength(16));
