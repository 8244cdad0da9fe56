// Only a digest says what exactly is run. Asked for only where the registry is: an image that was put on the nodes
// by hand has no digest.
import { and, eq, isPresent, not, or, pick, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, key, redis } from './redis-values.ts';

const { exporter, flavour, images } = redis;

const isValkey = eq(flavour, 'valkey');

const isOpen = ({ pullPolicy, digest }: typeof images.redis) =>
  and(eq(pullPolicy, 'Always'), not(isPresent(digest)));

const serverIsOpen = or(and(isValkey, isOpen(images.valkey)), and(not(isValkey), isOpen(images.redis)));
const exporterIsOpen = and(exporter.enabled, isOpen(exporter.image));

const server = ternary<string>(isValkey, 'images.valkey.digest', 'images.redis.digest');

export const rule = codedRule('REDIS-IMAGE-DIGEST', {
  about: [images.redis.digest, images.valkey.digest, exporter.image.digest],
  check: (say) =>
    when(
      and(isHighlyAvailable, or(serverIsOpen, exporterIsOpen)),
      say`${key}.${pick(serverIsOpen, server, 'exporter.image.digest')} is empty while global.availability is high, so a node may run something else than its neighbour under the same tag.`,
    ),
});
