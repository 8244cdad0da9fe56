// While a fork writes the data to the disk, every page that changes is held twice.
import { add, lt, multiply, quantity, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { limits } = redis.resources;
const { maxMebibytes } = redis.memory;

// In thousandths of a byte, as quantities are compared.
const mebibyte = 1024 * 1024 * 1000;
/** One and a half times what Redis may hold, and 256 MiB. */
const least = add(multiply(maxMebibytes, 1.5 * mebibyte), 256 * mebibyte);

export const rule = codedRule('REDIS-MEMORY', {
  about: [limits.memory, maxMebibytes],
  check: (say) =>
    when(
      lt(quantity(limits.memory), least),
      say`${key}.resources.limits.memory is ${limits.memory}, less than one and a half times ${key}.memory.maxMebibytes (${maxMebibytes}) and 256 MiB, so Redis is killed when it saves while it is full.`,
    ),
});
