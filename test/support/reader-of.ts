// A reader of files that are given as texts. Must not know what the files hold.
import type { LayerCache, Reader } from '../../generator/load/load-environment.ts';
import type { ReadText } from '../../generator/load/read-text.ts';
import { readYaml } from '../../generator/load/read-yaml.ts';

export const readerOf = (readText: ReadText, layers: LayerCache = new Map()): Reader => ({
  readText,
  parse: readYaml,
  layers,
});
