// A session that is evicted logs a person out.
import { and, ne, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isOfSessions, key, redis } from './redis-values.ts';

const { policy } = redis.memory;

export const rule = codedRule('REDIS-SESSIONS-POLICY', {
  about: [policy],
  check: (say) =>
    when(
      and(isOfSessions, ne(policy, 'noeviction')),
      say`${key}.memory.policy is ${policy}, so sessions are thrown away when memory is full, and people are logged out.`,
    ),
});
