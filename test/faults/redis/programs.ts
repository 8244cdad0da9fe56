// The programs of the machine that the trials need, and the package that each is in. Must not run any of them.
import { programsOnPath } from '../../../generator/tools.ts';

/** Program → package of Debian and Ubuntu. */
const packages: Readonly<Record<string, string>> = {
  'redis-server': 'redis-server',
  'redis-cli': 'redis-tools',
  ip: 'iproute2',
  'iptables-restore': 'iptables',
  python3: 'python3-venv',
  setpriv: 'util-linux',
  flock: 'util-linux',
};

/** One sentence that says what to install; undefined when all is there. */
export function missingPrograms(variables: Readonly<Record<string, string | undefined>>): string | undefined {
  const missing = Object.keys(packages).filter((name) => programsOnPath(name, variables).length === 0);
  if (missing.length === 0) return undefined;
  const named = missing.map((name) => `${name} (package ${packages[name]})`).join(', ');
  return `The fault tests of Redis need what is not installed here: ${named}.`;
}
