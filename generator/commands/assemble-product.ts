// Joins the rooms into the product that the verbs use. Must not know the verbs, nor touch the outside.
import { AzureParameters } from '../../schemas/azure/parameters.ts';
import { EnvironmentSchema } from '../../schemas/environment.ts';
import { parameterFrame } from '../azure/parameter-frame.ts';
import { umbrella } from '../charts/umbrella/index.ts';
import { componentsOf, judgeOf } from '../engine/index.ts';
import { checkValues } from '../load/check-values.ts';
import { judgeHints } from '../load/judge-hints.ts';
import { type LayerCache, type LoadedFile, loadEnvironment } from '../load/load-environment.ts';
import type { ReadText } from '../load/read-text.ts';
import { readYaml } from '../load/read-yaml.ts';
import { familiarNames } from '../model/familiar-names.ts';
import { rules, scopeOf } from '../model/rules/index.ts';
import { placesOfJudge } from '../model/scope.ts';
import { environmentOutput } from './environment-output.ts';
import { explainSetting } from './explain-setting.ts';
import type { Product } from './product.ts';

/** The product, made at its first use. */
export function assembleProduct(): Product {
  const judges = rules.map(judgeOf).flatMap(placesOfJudge);
  const frame = parameterFrame(Object.keys(AzureParameters.shape));
  const parts = { judges, charts: componentsOf(umbrella(rules, scopeOf)), frame };
  const layers: LayerCache = new Map();
  const load = (file: string, readText: ReadText): LoadedFile =>
    loadEnvironment(file, { readText, parse: readYaml, layers });
  return {
    readEnvironment(file, readText) {
      const loaded = load(file, readText);
      const { value, guess, doubtful, diagnostics } = checkValues(EnvironmentSchema, loaded, familiarNames);
      // Of a file that could not be read as a whole, rules would judge values that nobody wrote.
      const judged = loaded.complete ? (value ?? guess) : undefined;
      const found = [...judgeHints(EnvironmentSchema, loaded), ...diagnostics];
      return environmentOutput({ loaded, value, judged, doubtful, found }, parts);
    },
    explain: (path, file, readText) =>
      explainSetting(EnvironmentSchema, path, file === undefined ? undefined : load(file, readText)),
  };
}
