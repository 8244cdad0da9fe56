// Two users of one name would be one: the password and the rights of the last one listed.
import { isPresent, repeated, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const twice = repeated(redis.users, 'name');

export const rule = codedRule('REDIS-USERS', {
  about: [redis.users],
  check: (say) =>
    when(
      isPresent(twice),
      say`${key}.users names ${twice} twice, so whoever logs in under it has the password and the rights of one of the two.`,
    ),
});
