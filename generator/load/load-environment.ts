// One environment file with the layers that it extends, merged. Must not touch the disk, nor know any
// setting but `extends`.
import type { Code } from '../codes.ts';
import { type Diagnostic, formatPath } from '../diagnostic.ts';
import { finding, type Span, wholeFile } from './finding.ts';
import { type Origin, originOf } from './layer-origins.ts';
import { isJsonMap, type JsonMap, mergeLayers } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import type { ReadFailure, ReadText, Unread } from './read-text.ts';
import type { YamlFile } from './read-yaml.ts';
import { nearest } from './suggest-key.ts';

export interface LoadedFile {
  readonly file: string;
  /** The layers in the order of `extends`, then the file itself, merged as Helm does; without `extends`. */
  readonly data: JsonMap;
  readonly diagnostics: readonly Diagnostic[];
  /** False when a part could not be read; then nothing should be said about missing keys. */
  readonly complete: boolean;
  /** The layers that could be read, in the order of `extends`. */
  readonly layers: readonly YamlFile[];
  /** Where the value at a path of the merged data was written. */
  origin(path: readonly PropertyKey[]): Origin | undefined;
  /** The text of each file that was read, for showing its lines. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Layers read already, by path; one map for all environments of a run saves reading them again. */
export type LayerCache = Map<string, YamlFile | Unread>;

const failures: Readonly<Record<ReadFailure, { code: Code; says: string }>> = {
  missing: { code: 'FILE-MISSING', says: 'does not exist' },
  unreadable: { code: 'FILE-UNREADABLE', says: 'cannot be read' },
  'too-large': { code: 'FILE-TOO-LARGE', says: 'is larger than 1 MiB' },
  outside: { code: 'FILE-OUTSIDE', says: 'leads out of the repository' },
  'not-a-file': { code: 'FILE-NOT-A-FILE', says: 'is not a file' },
  'not-utf8': { code: 'FILE-NOT-UTF8', says: 'is not UTF-8 text' },
};

const layerName = /^layers\/(?:[A-Za-z0-9_][-.A-Za-z0-9_]*\/)*[A-Za-z0-9_][-.A-Za-z0-9_]*\.ya?ml$/;

function failed(path: string, unread: Unread, at: { file: string; span: Span }): Diagnostic {
  const { code, says } = failures[unread.failure];
  const near = nearest(path.slice(path.lastIndexOf('/') + 1), unread.beside ?? []);
  const hint = near === undefined ? undefined : `did you mean "${near}"?`;
  return finding({ code, ...at, message: `${path} ${says}.`, hint });
}

/** How files become data. */
export interface Reader {
  readonly readText: ReadText;
  /** `readYaml`, or what gives the same. */
  readonly parse: (file: string, text: string) => YamlFile;
  readonly layers: LayerCache;
}

function readCached(path: string, { readText, parse, layers }: Reader): YamlFile | Unread {
  const known = layers.get(path);
  if (known !== undefined) return known;
  const read = readText(path);
  const result = 'failure' in read ? read : parse(path, read.text);
  layers.set(path, result);
  return result;
}

function notAMap(file: YamlFile): Diagnostic[] {
  if (file.data === null || isJsonMap(file.data)) return [];
  const span = file.locate([])?.value ?? wholeFile;
  const message = 'The file is not a map of settings.';
  return [finding({ code: 'YAML-NOT-A-MAP', file: file.file, span, message })];
}

const mapOf = (data: Json): JsonMap => (isJsonMap(data) ? data : {});

interface Extended {
  /** The layers that could be read, in order. */
  readonly layers: YamlFile[];
  readonly diagnostics: Diagnostic[];
  /** Whether every layer that is named could be read. */
  readonly complete: boolean;
}

/** What is wrong with the name of a layer, before anything is read; undefined when it is fine. */
function nameFinding(root: YamlFile, names: readonly Json[], index: number): Diagnostic | undefined {
  const path = ['extends', index];
  const span = root.locate(path)?.value ?? wholeFile;
  const name = names[index];
  const shown = JSON.stringify(name);
  if (typeof name !== 'string') {
    return finding({
      code: 'LAYER-LIST',
      file: root.file,
      span,
      path,
      message: `${shown} is not a file name.`,
    });
  }
  if (!layerName.test(name)) {
    const message = `${shown} does not name a YAML file under layers/.`;
    return finding({ code: 'LAYER-PATH', file: root.file, span, path, message });
  }
  if (names.indexOf(name) === index) return undefined;
  const message = `${shown} is listed already, as ${formatPath(['extends', names.indexOf(name)])}.`;
  return finding({ code: 'LAYER-REPEATED', file: root.file, span, path, message });
}

function layerFindings(layer: YamlFile): Diagnostic[] {
  const found = [...layer.diagnostics, ...notAMap(layer)];
  if (!Object.hasOwn(mapOf(layer.data), 'extends')) return found;
  const span = layer.locate(['extends'])?.key ?? wholeFile;
  const message = 'A layer may not extend another.';
  return [...found, finding({ code: 'LAYER-EXTENDS', file: layer.file, span, path: ['extends'], message })];
}

function readLayers(root: YamlFile, reader: Reader): Extended {
  const names = mapOf(root.data).extends;
  if (names === undefined || names === null) return { layers: [], diagnostics: [], complete: true };
  if (!Array.isArray(names)) {
    const span = root.locate(['extends'])?.value ?? wholeFile;
    const message = 'The key "extends" takes a list of file names.';
    const wrong = finding({ code: 'LAYER-LIST', file: root.file, span, path: ['extends'], message });
    return { layers: [], diagnostics: [wrong], complete: false };
  }
  const layers: YamlFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const folder = root.file.slice(0, root.file.lastIndexOf('/') + 1);
  for (const [index, name] of names.entries()) {
    const wrong = nameFinding(root, names, index);
    if (wrong !== undefined) {
      diagnostics.push(wrong);
      continue;
    }
    const layer = readCached(`${folder}${name}`, reader);
    if ('failure' in layer) {
      const span = root.locate(['extends', index])?.value ?? wholeFile;
      diagnostics.push(failed(`${folder}${name}`, layer, { file: root.file, span }));
    } else {
      diagnostics.push(...layerFindings(layer));
      layers.push(layer);
    }
  }
  return { layers, diagnostics, complete: layers.length === names.length };
}

function nothing(file: string, diagnostic: Diagnostic): LoadedFile {
  return {
    file,
    data: {},
    diagnostics: [diagnostic],
    complete: false,
    layers: [],
    origin: () => undefined,
    sources: new Map(),
  };
}

/**
 * Reads an environment file and its layers. Never throws. The file is named relative to the repository's
 * root; `extends` lists files under `layers/` beside it, later ones win, the file itself wins over all.
 */
export function loadEnvironment(file: string, reader: Reader): LoadedFile {
  const read = reader.readText(file);
  if ('failure' in read) return nothing(file, failed(file, read, { file, span: wholeFile }));
  const root = reader.parse(file, read.text);
  const extended = readLayers(root, reader);
  const all = [...extended.layers, root];
  const merged = mergeLayers(all.map(({ data }) => mapOf(data)));
  const { extends: _, ...data } = merged;
  return {
    file,
    data,
    diagnostics: [...root.diagnostics, ...notAMap(root), ...extended.diagnostics],
    complete: extended.complete && all.every((layer) => layer.complete && notAMap(layer).length === 0),
    layers: extended.layers,
    origin: (path) => originOf(all, path),
    sources: new Map(all.map((layer) => [layer.file, layer.text])),
  };
}
