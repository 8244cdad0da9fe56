// Only a digest says what exactly is run, the pods of helm test included.
import { and, isPresent, not, or, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { image, tests } = values.api;

const missing = ternary<string>(isPresent(image.digest), 'api.tests.image.digest', 'api.image.digest');

export const rule = codedRule('HA-API-IMAGE-DIGEST', {
  about: [image.digest, tests.image.digest],
  check: (say) =>
    when(
      and(isHighlyAvailable, or(not(isPresent(image.digest)), not(isPresent(tests.image.digest)))),
      say`${missing} is empty while global.availability is high, so a node may run something else than its neighbour under the same tag.`,
    ),
});
