// The answer of a deployment as typed data: JSON is YAML, so it is read and judged as values are. Must not know what
// becomes of it.
import { HelmOutputs } from '../../schemas/azure/outputs.ts';
import { checkValues } from '../load/check-values.ts';
import { loadEnvironment } from '../load/load-environment.ts';
import { readYaml } from '../load/read-yaml.ts';
import type { ReadAnswer } from './azure-outputs.ts';

const cure = 'Save what `az deployment sub show --query properties.outputs.helm.value` prints, whole.';

const nowhere = { line: 0, column: 0, length: 0 };

/** Everything that is wrong with it, each at its place; never throws for a person's mistake. */
export const readAnswer: ReadAnswer = (file, { readGiven }) => {
  const loaded = loadEnvironment(file, { readText: readGiven, parse: readYaml, layers: new Map() });
  const { value, diagnostics } = checkValues(HelmOutputs, loaded, new Map());
  // The usual cures are about settings.
  const found = [...loaded.diagnostics, ...diagnostics].map((finding) => ({ ...finding, cure }));
  return {
    ...(loaded.complete && value !== undefined ? { value } : {}),
    diagnostics: found,
    sources: loaded.sources,
    locate: (path) => loaded.origin(path)?.value ?? nowhere,
  };
};
