// The monitor is bound to its zone; in one that the platform does not have, it never starts.
import { and, eq, has, isPresent, joined, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isActive, platformZones, postgresql } from './postgresql-values.ts';

const { monitor } = postgresql;

export const rule = codedRule('POSTGRESQL-MONITOR-NOWHERE', {
  about: [monitor.zone, platformZones],
  check: (say) =>
    when(
      and(
        isActive,
        eq(postgresql.spread, 'zone'),
        isPresent(monitor.zone),
        isPresent(platformZones),
        not(has(monitor.zone, platformZones)),
      ),
      say`postgresql.monitor.zone is ${monitor.zone}, which is not among global.zones (${joined(platformZones, ', ')}), so the monitor can never be scheduled.`,
    ),
});
