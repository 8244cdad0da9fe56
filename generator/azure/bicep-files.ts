// The folder `bicep` of an environment: the templates as they are, and its parameters. It needs nothing outside
// itself. Must not know where it is written, nor who compiles it.
import { digest, readFiles } from 'chartwright:bicep';
import { hash } from 'node:crypto';
import type { AzureParameters } from '../../schemas/azure/parameters.ts';
import type { Environment } from '../../schemas/environment.ts';
import type { ParameterFrame } from './parameter-frame.ts';
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

interface OnAzure {
  readonly environment: Environment;
  /** Each region with its charts' values, in the order of the environment. */
  readonly charts: readonly RegionOfCharts[];
}

/** The folder of an environment. */
export function bicepFolder(frame: ParameterFrame, { environment, charts }: OnAzure): BicepFolder {
  const { environment: name } = environment;
  const parameters = `${name}.bicepparam`;
  const values = azureParameters(environment, charts);
  const text = printParameters(frame, name, values);
  return {
    files: new Map([...Object.entries(readFiles()), [parameters, text]]),
    parameters,
    values,
    digest: hash('sha256', `${digest} ${name} ${text}`),
  };
}
