// What a layer may not say: what is an environment's own, and would be overridden in silence, or give every
// environment the same name. Must not know how layers are read or merged.
import type { Diagnostic } from '../diagnostic.ts';
import { finding, wholeFile } from '../load/finding.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import { isJsonMap } from '../load/merge-layers.ts';

/** The keys of an environment file that no layer has. */
const ownKeys = ['environment', 'regions'] as const;

/** A finding for each such key in each layer. */
export function checkLayers({ layers }: LoadedFile): Diagnostic[] {
  return layers.flatMap(({ file, data, locate }) =>
    ownKeys
      .filter((key) => isJsonMap(data) && Object.hasOwn(data, key))
      .map((key) => {
        const span = locate([key])?.key ?? wholeFile;
        const message = `A layer cannot say ${key}: each environment has its own.`;
        return finding({ code: 'LAYER-KEY', file, span, path: [key], message });
      }),
  );
}
