// Only a digest says what exactly is run. Asked for only where the registry is: an image that was put on the nodes
// by hand has no digest.
import { and, eq, isPresent, not, or, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, postgresql } from './postgresql-values.ts';

const { exporter, image } = postgresql;

const isOpen = ({ pullPolicy, digest }: typeof image) =>
  and(eq(pullPolicy, 'Always'), not(isPresent(digest)));

const serverIsOpen = isOpen(image);
const exporterIsOpen = and(exporter.enabled, isOpen(exporter.image));

export const rule = codedRule('POSTGRESQL-IMAGE-DIGEST', {
  about: [image.digest, exporter.image.digest],
  check: (say) =>
    when(
      and(isHighlyAvailable, or(serverIsOpen, exporterIsOpen)),
      say`${ternary<string>(serverIsOpen, 'postgresql.image.digest', 'postgresql.exporter.image.digest')} is empty while global.availability is high, so a node may run something else than its neighbour under the same tag.`,
    ),
});
