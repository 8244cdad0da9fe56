// The objects of every region of values/: as the product writes them for Argo CD, and as `helm install` and
// `helm test` make them, with made-up digests for the images. Must not know any kind.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { umbrella } from '../../generator/charts/umbrella/index.ts';
import { assembleProduct } from '../../generator/commands/assemble-product.ts';
import {
  componentsOf,
  evaluateComponents,
  type KubernetesObject,
  printYaml,
} from '../../generator/engine/index.ts';
import { createFileDoor } from '../../generator/files.ts';
import { checkValues } from '../../generator/load/check-values.ts';
import { loadEnvironment } from '../../generator/load/load-environment.ts';
import { deriveRegion } from '../../generator/model/derive-region.ts';
import { rules, scopeOf } from '../../generator/model/rules/index.ts';
import { type Environment, EnvironmentSchema } from '../../schemas/environment.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { readerOf } from '../support/reader-of.ts';
import { repository } from '../support/run-chartwright.ts';
import { mergePatch } from './compare-live.ts';

export interface Written {
  readonly object: KubernetesObject;
  /** The manifest to the byte. */
  readonly text: string;
}

export interface RegionCase {
  readonly environment: string;
  readonly region: string;
  /** What stands in dist/<environment>/<region>/manifests. */
  readonly manifests: readonly Written[];
  /** The same release with every image pinned, and the pods of `helm test`. */
  readonly withTests: readonly Written[];
}

const read = (text: string): Written => ({ object: parse(text) as KubernetesObject, text });

const digests = parse(readFileSync(join(repository, 'test/fixtures/digests.yaml'), 'utf8')) as unknown;
const product = assembleProduct();
const charts = componentsOf(umbrella(rules, scopeOf), { withTests: true });
const { readText, listEnvironments } = createFileDoor({ root: repository, values: 'values' });

function withTests(environment: Environment, region: Environment['regions'][number]): readonly Written[] {
  const values = mergePatch(deriveRegion(environment, region), digests) as UmbrellaValues;
  const release = { name: environment.release, namespace: environment.namespace };
  return evaluateComponents(charts, values, release)
    .flatMap(({ objects }) => objects)
    .map((object) => read(printYaml(object as never)));
}

function casesOf(file: string): RegionCase[] {
  const { value } = checkValues(EnvironmentSchema, loadEnvironment(file, readerOf(readText)));
  const { regions } = product.readEnvironment(file, readText);
  if (value === undefined || regions.length === 0) throw new Error(`${file} is not valid`);
  return value.regions.map((region, at) => ({
    environment: value.environment,
    region: region.name,
    manifests: [...(regions[at]?.files ?? [])]
      .filter(([path]) => path.startsWith('manifests/'))
      .map(([, text]) => read(text)),
    withTests: withTests(value, region),
  }));
}

/** Every region of every environment, in the order of the files. */
export const regionCases: readonly RegionCase[] = listEnvironments().files.flatMap(casesOf);

/** `Deployment/aiagent-api`. */
export const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;
