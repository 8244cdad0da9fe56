// Twice what Redis may hold is what survived a load of writes during a save; anything below was killed at times.
import { add, and, ge, lt, multiply, quantity, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { limits } = redis.resources;
const { maxMebibytes } = redis.memory;

const mebibyte = 1024 * 1024 * 1000;
const limit = quantity(limits.memory);
const least = add(multiply(maxMebibytes, 1.5 * mebibyte), 256 * mebibyte);

export const rule = codedRule('REDIS-MEMORY-TIGHT', {
  about: [limits.memory, maxMebibytes],
  check: (say) =>
    when(
      and(ge(limit, least), lt(limit, multiply(maxMebibytes, 2 * mebibyte))),
      say`${key}.resources.limits.memory is ${limits.memory}, less than twice ${key}.memory.maxMebibytes (${maxMebibytes}), so Redis may be killed when many writes come while it saves.`,
    ),
});
