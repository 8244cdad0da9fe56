// What the verb `azure` needs, joined. Part of the process door; must not know how arguments are read.
import { assembleProduct } from '../../commands/assemble-product.ts';
import { azureOutputs } from '../../commands/azure-outputs.ts';
import { readAnswer } from '../../commands/read-answer.ts';
import { Refusal } from '../../commands/refusal.ts';
import type { Call } from '../verbs.ts';

export const run = async ({
  doors,
  names: [what = '', environment = '', file = ''],
}: Call): Promise<number> => {
  if (what !== 'outputs') {
    const message = `chartwright azure cannot do ${JSON.stringify(what)}.`;
    throw new Refusal('OUTPUTS-WORD', what, { message });
  }
  return azureOutputs(doors, { ...assembleProduct(), readAnswer }, { environment, file });
};
