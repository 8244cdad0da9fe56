// From an environment in which nothing is wrong so far to its findings and files. Must not know how its
// values were judged, nor whether rules and charts are walked or compiled.
import type { Environment } from '../../schemas/environment.ts';
import { bicepFolder } from '../azure/bicep-files.ts';
import type { ParameterFrame } from '../azure/parameter-frame.ts';
import { regionFiles } from '../charts/region-files.ts';
import type { Code } from '../codes.ts';
import { type Diagnostic, sortDiagnostics } from '../diagnostic.ts';
import type { Components, Judge } from '../engine/index.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import { deriveAzure } from '../model/azure/derive-azure.ts';
import { checkEnvironment } from '../model/check-environment.ts';
import { checkLayers } from '../model/check-layers.ts';
import { deriveRegion } from '../model/derive-region.ts';
import type { EnvironmentOutput } from './product.ts';

/** The rules, ready to be asked, and the charts, ready to be evaluated. */
export interface Parts {
  readonly judges: readonly Judge<Code>[];
  readonly charts: Components;
  /** Of the parameters of the Bicep templates. */
  readonly frame: ParameterFrame;
}

/** Values that stand for an environment, and what was found so far. */
interface Read {
  readonly loaded: LoadedFile;
  /** What was written; absent when anything is wrong with it. */
  readonly value?: Environment | undefined;
  /** What the rules are asked about: the value, or a good guess at it. */
  readonly judged: Environment | undefined;
  readonly doubtful: readonly (readonly PropertyKey[])[];
  readonly found: readonly Diagnostic[];
}

/** The name that the file gives itself, however wrong the rest of it is. */
function nameIn({ data }: LoadedFile): string | undefined {
  return typeof data.environment === 'string' ? data.environment : undefined;
}

/** All findings, sorted; and the files, unless one of them is an error. */
export function environmentOutput(
  { loaded, value, judged, doubtful, found }: Read,
  parts: Parts,
): EnvironmentOutput {
  const regions = judged?.regions.map((region) => {
    const values = deriveRegion(judged, region);
    const azure = judged.azure.enabled ? deriveAzure(judged, region, values) : undefined;
    return { name: region.name, region, values, azure };
  });
  const broken =
    judged === undefined || regions === undefined
      ? []
      : checkEnvironment({ environment: judged, regions, doubtful }, loaded, parts.judges);
  const diagnostics = sortDiagnostics([...checkLayers(loaded), ...found, ...broken]);
  const { sources } = loaded;
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  if (value === undefined || failed || regions === undefined)
    return { name: nameIn(loaded), diagnostics, sources, regions: [] };
  const release = { name: value.release, namespace: value.namespace };
  const outputs = regions.map(({ name, values }) => ({
    region: name,
    ...regionFiles(parts.charts, values, release),
  }));
  const bicep = value.azure.enabled
    ? { bicep: bicepFolder(parts.frame, { environment: value, charts: regions }) }
    : {};
  const highlyAvailable = value.availability === 'high';
  const audited = { loaded, highlyAvailable, regions: regions.map(({ name }) => name) };
  return { name: value.environment, diagnostics, sources, regions: outputs, audited, ...bicep };
}
