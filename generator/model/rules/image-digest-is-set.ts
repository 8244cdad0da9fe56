// Only a digest says what exactly is run, the pods of helm test included. Asked for only where the registry
// is: an image that was put on the nodes by hand has no digest.
import { and, eq, isPresent, not, or, pick, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { image, tests } = values.api;

const isOpen = ({ pullPolicy, digest }: typeof image) =>
  and(eq(pullPolicy, 'Always'), not(isPresent(digest)));

const open = pick(
  isOpen(image),
  pick(isOpen(tests.image), 'api.image.digest and api.tests.image.digest are', 'api.image.digest is'),
  'api.tests.image.digest is',
);

export const rule = codedRule('HA-API-IMAGE-DIGEST', {
  about: [image.digest, tests.image.digest],
  check: (say) =>
    when(
      and(isHighlyAvailable, or(isOpen(image), isOpen(tests.image))),
      say`${open} empty while global.availability is high, so a node may run something else than its neighbour under the same tag.`,
    ),
});
