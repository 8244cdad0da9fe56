// The verb `explain`: what a setting means, and where its value comes from. Must not know the settings.
import { formatExplanation } from '../print/explanation.ts';
import type { Doors } from './doors.ts';
import type { Product } from './product.ts';
import { Refusal } from './refusal.ts';
import { selectEnvironments } from './select-environments.ts';

interface ExplainRequest {
  /** `api.hpa.minReplicas`; empty for the top. */
  readonly path: string;
  /** The environment whose value is wanted too. */
  readonly environment?: string;
}

/** Prints the setting and those directly below it. Throws EXPLAIN-UNKNOWN, with what was perhaps meant. */
export async function explain(doors: Doors, product: Product, request: ExplainRequest): Promise<number> {
  const { path, environment } = request;
  const file = environment === undefined ? undefined : selectEnvironments(doors, [environment]).files[0];
  const { settings, suggestions } = product.explain(path, file, doors.readText);
  if (settings.length === 0) {
    const [first] = suggestions;
    throw new Refusal('EXPLAIN-UNKNOWN', path, {
      message: `${path} is not a setting.`,
      hint: first === undefined ? undefined : `did you mean "${first}"?`,
      ...(first === undefined ? {} : { cure: `chartwright explain ${first}` }),
    });
  }
  const json = doors.format === 'json';
  doors.write(json ? `${JSON.stringify(settings, undefined, 2)}\n` : formatExplanation(settings));
  return 0;
}
