// The figures of the requirements contradict their own promise of a failover in less than ten seconds.
import { and, eq, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { profile, sentinel } = redis;

export const rule = codedRule('REDIS-PROFILE', {
  about: [profile],
  check: (say) =>
    when(
      and(
        eq(profile, 'conservative'),
        eq(sentinel.downAfterMilliseconds, 0),
        eq(sentinel.failoverTimeoutMilliseconds, 0),
      ),
      say`${key}.profile is conservative, so writes stop for about 31 seconds when the master is lost, and for 360 more when the Sentinels split their votes.`,
    ),
});
