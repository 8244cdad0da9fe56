// What the chart renders for the environment of the trials: its objects, as a cluster would get them. Made by the program
// itself. Must not know what a trial does with them.
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject, V1ConfigMap } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';

export type Texts = Readonly<Record<string, string>>;

const environment = 'faults';

/** All objects of one region. */
export class Rendered {
  readonly #objects: readonly KubernetesObject[];

  constructor(objects: readonly KubernetesObject[]) {
    this.#objects = objects;
  }

  all<Kind extends KubernetesObject>(kind: string): readonly Kind[] {
    return this.#objects.filter((one): one is Kind => one.kind === kind);
  }

  one<Kind extends KubernetesObject>(kind: string, name: string): Kind {
    const found = this.all<Kind>(kind).find(({ metadata }) => metadata?.name === name);
    if (found === undefined) throw new Error(`the chart renders no ${kind} ${name}`);
    return found;
  }

  data(name: string): Texts {
    return this.one<V1ConfigMap>('ConfigMap', name).data ?? {};
  }

  /** The same objects with other texts in a ConfigMap. */
  with(name: string, texts: Texts): Rendered {
    return new Rendered(
      this.#objects.map((one) =>
        one.kind === 'ConfigMap' && one.metadata?.name === name
          ? { ...one, data: { ...(one as V1ConfigMap).data, ...texts } }
          : one,
      ),
    );
  }
}

function readObjects(folder: string): readonly KubernetesObject[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(
        (document) => document.toJS() as KubernetesObject | null,
      ),
    )
    .filter((one): one is KubernetesObject => typeof one?.kind === 'string');
}

/**
 * Runs `chartwright generate` on the values of a file, in a folder of its own: by region. The program must have been
 * built. `adapt` changes the text of the values.
 */
export async function renderEnvironment(
  valuesFile: string,
  adapt: (values: string) => string,
): Promise<ReadonlyMap<string, Rendered>> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-faults-rendered-'));
  try {
    mkdirSync(join(folder, 'values'));
    writeFileSync(join(folder, 'values', `${environment}.yaml`), adapt(readFileSync(valuesFile, 'utf8')));
    const words = [resolve('bin/chartwright.cjs'), 'generate', environment, '--out', join(folder, 'out')];
    // Other trials are played meanwhile.
    await promisify(execFile)(process.execPath, words, { cwd: folder });
    const out = join(folder, 'out', environment);
    // Beside the regions stands the mark of the program.
    const regions = readdirSync(out).filter((name) => existsSync(join(out, name, 'manifests')));
    return new Map(
      regions.map((region) => [region, new Rendered(readObjects(join(out, region, 'manifests')))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
