// Joins the rooms into the product that the verbs use. Must not know the verbs, nor touch the outside.
import { EnvironmentSchema } from '../../schemas/environment.ts';
import { regionFiles } from '../charts/region-files.ts';
import { umbrella } from '../charts/umbrella/index.ts';
import { type Diagnostic, sortDiagnostics } from '../diagnostic.ts';
import { checkValues } from '../load/check-values.ts';
import { judgeHints } from '../load/judge-hints.ts';
import { type LayerCache, type LoadedFile, loadEnvironment } from '../load/load-environment.ts';
import type { ReadText } from '../load/read-text.ts';
import { checkEnvironment } from '../model/check-environment.ts';
import { checkLayers } from '../model/check-layers.ts';
import { deriveRegion } from '../model/derive-region.ts';
import { familiarNames } from '../model/familiar-names.ts';
import { rules, scopeOf } from '../model/rules/index.ts';
import { explainSetting } from './explain-setting.ts';
import type { EnvironmentOutput, Product } from './product.ts';

/** The name that the file gives itself, however wrong the rest of it is. */
function nameIn({ data }: LoadedFile): string | undefined {
  return typeof data.environment === 'string' ? data.environment : undefined;
}

/** The product, made at its first use. */
export function assembleProduct(): Product {
  const charts = umbrella(rules, scopeOf);
  const layers: LayerCache = new Map();

  function readEnvironment(file: string, readText: ReadText): EnvironmentOutput {
    const loaded = loadEnvironment(file, readText, layers);
    const checked = checkValues(EnvironmentSchema, loaded, familiarNames);
    const { value, guess, doubtful, diagnostics: wrong } = checked;
    const environment = value ?? guess;
    // Of a file that could not be read as a whole, rules would judge values that nobody wrote.
    const judged = loaded.complete ? environment : undefined;
    const broken =
      judged === undefined ? [] : checkEnvironment({ environment: judged, doubtful }, loaded, rules);
    const diagnostics: Diagnostic[] = sortDiagnostics([
      ...judgeHints(EnvironmentSchema, loaded),
      ...checkLayers(loaded),
      ...wrong,
      ...broken,
    ]);
    const { sources } = loaded;
    const failed = diagnostics.some(({ severity }) => severity === 'error');
    if (value === undefined || failed) return { name: nameIn(loaded), diagnostics, sources, regions: [] };
    const release = { name: value.release, namespace: value.namespace };
    const regions = value.regions.map((region) => ({
      region: region.name,
      ...regionFiles(charts, deriveRegion(value, region), release),
    }));
    return { name: value.environment, diagnostics, sources, regions };
  }

  return {
    readEnvironment,
    explain: (path, file, readText) =>
      explainSetting(
        EnvironmentSchema,
        path,
        file === undefined ? undefined : loadEnvironment(file, readText, layers),
      ),
  };
}
