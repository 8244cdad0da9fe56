// The folder `bicep` of an environment: the templates as they are, and its parameters. It needs nothing outside
// itself. Must not know where it is written, nor who compiles it.
import { digest, files } from 'chartwright:bicep';
import { hash } from 'node:crypto';
import type { AzureParameters } from '../../schemas/azure/parameters.ts';
import type { Environment } from '../../schemas/environment.ts';
import { azureParameters, type RegionOfCharts } from './parameters.ts';
import { printParameters } from './print-parameters.ts';

export interface BicepFolder {
  /** Path below the folder → text. */
  readonly files: ReadonlyMap<string, string>;
  /** The file to compile: `prod.bicepparam`. */
  readonly parameters: string;
  /** What that file says. */
  readonly values: AzureParameters;
  /** SHA-256 of all texts. */
  readonly digest: string;
}

/** @param charts each region with its charts' values, in the order of the environment. */
export function bicepFolder(environment: Environment, charts: readonly RegionOfCharts[]): BicepFolder {
  const { environment: name } = environment;
  const parameters = `${name}.bicepparam`;
  const values = azureParameters(environment, charts);
  const text = printParameters(name, values);
  return {
    files: new Map([...Object.entries(files), [parameters, text]]),
    parameters,
    values,
    digest: hash('sha256', `${digest} ${name} ${text}`),
  };
}
