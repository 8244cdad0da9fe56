// What the network policy drops looks like a store that is away: the volume fills.
import { and, isPresent, not, or, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { firstStore, isRemote, postgresql, secondStore } from './postgresql-values.ts';

const { backup, networkPolicy } = postgresql;

export const rule = codedRule('POSTGRESQL-BACKUP-UNREACHABLE', {
  about: [networkPolicy.destinations, networkPolicy.enabled, backup.enabled],
  check: (say) =>
    when(
      and(
        networkPolicy.enabled,
        not(isPresent(networkPolicy.destinations)),
        backup.enabled,
        or(isRemote(firstStore), and(backup.secondRepository.enabled, isRemote(secondStore))),
      ),
      say`postgresql.networkPolicy.destinations is empty while postgresql.backup.enabled is true, so the network policy drops every backup.`,
    ),
});
