// The product for environments in which nothing is wrong, made of compiled parts: it knows no schema, so what
// is wrong, and why, the whole product must say. Must not know the verbs, nor touch the outside.
import type { Environment } from '../../schemas/environment.ts';
import { type Outline, parserOf } from '../engine/index.ts';
import { type LayerCache, loadEnvironment } from '../load/load-environment.ts';
import { readPlainYaml } from '../load/read-plain-yaml.ts';
import type { YamlFile } from '../load/read-yaml.ts';
import { placesOfJudge } from '../model/scope.ts';
import { environmentOutput, type Parts } from './environment-output.ts';
import type { Product } from './product.ts';

export interface CompiledParts extends Parts {
  /** Of the schema of an environment. */
  readonly outlines: readonly Outline[];
}

/** A file needs the whole product: something in it is wrong, or at least unusual. */
export class NeedsWholeProduct extends Error {}

function parsePlain(file: string, text: string): YamlFile {
  const read = readPlainYaml(file, text);
  if (read === undefined) throw new NeedsWholeProduct();
  return read;
}

/** @throws NeedsWholeProduct from `readEnvironment`, before anything has been said. */
export function compiledProduct(parts: CompiledParts): Pick<Product, 'readEnvironment'> {
  const parse = parserOf(parts.outlines);
  const placed = { ...parts, judges: parts.judges.flatMap(placesOfJudge) };
  const layers: LayerCache = new Map();
  return {
    readEnvironment(file, readText) {
      const loaded = loadEnvironment(file, { readText, parse: parsePlain, layers });
      const isSound = loaded.complete && loaded.diagnostics.length === 0;
      const value = isSound ? (parse(loaded.data) as Environment | undefined) : undefined;
      if (value === undefined) throw new NeedsWholeProduct();
      return environmentOutput({ loaded, value, judged: value, doubtful: [], found: [] }, placed);
    },
  };
}
