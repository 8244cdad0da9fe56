// The program for the verb that runs in every pull request, `generate`, while nothing is wrong: schema, rules
// and charts are compiled into it, and nothing that explains a mistake is in it.
import { parts } from 'chartwright:compiled-parts';
import { compiledProduct, NeedsWholeProduct } from '../commands/compiled-product.ts';
import { generate } from '../commands/generate.ts';
import { readPlainCall } from './plain-call.ts';
import { runCall } from './run-verb.ts';

/** The exit status; undefined where the whole program must run instead: nothing has been said or written then. */
export async function run(args: readonly string[]): Promise<number | undefined> {
  const call = readPlainCall(args);
  if (call?.verb !== 'generate') return undefined;
  return runCall(call, async ({ doors, names, options: { check = false, out = 'dist' } }) => {
    try {
      return await generate(doors, compiledProduct(parts), { environments: names, check, out });
    } catch (error) {
      if (error instanceof NeedsWholeProduct) return undefined;
      throw error;
    }
  });
}
