// The environments of the repository that run on Azure, as the generator reads them. Must not know what is asked of
// them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BicepFolder } from '../../generator/azure/bicep-files.ts';
import { assembleProduct } from '../../generator/commands/assemble-product.ts';
import { repository } from '../support/run-chartwright.ts';

export const environments = ['dev', 'staging', 'prod'] as const;

const readText = (file: string) => ({ text: readFileSync(join(repository, file), 'utf8') });

const product = assembleProduct();

/** The folder `bicep` of an environment. */
export function folderOf(environment: string): BicepFolder {
  const { bicep, diagnostics } = product.readEnvironment(`values/${environment}.yaml`, readText);
  if (bicep === undefined)
    throw new Error(`${environment}: ${diagnostics.map(({ message }) => message).join('\n')}`);
  return bicep;
}
