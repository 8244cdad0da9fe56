// What one setting of the api is, and where its pods find files. Must not know which settings there are.
import type { ChartVariable } from '../../../schemas/api/variables.ts';
import type { Expr, Omissible } from '../../engine/index.ts';

/** Where Secrets are mounted: the password of each store, and the authority that signed its certificate. */
export const secretPaths = {
  postgresql: '/run/secrets/postgresql',
  redis: '/run/secrets/redis',
  sessions: '/run/secrets/redis-sessions',
} as const;

export const certificatePaths = {
  postgresql: '/etc/ssl/postgresql',
  redis: '/etc/ssl/redis',
  sessions: '/etc/ssl/redis-sessions',
} as const;

/** One environment variable: its name, its value, and what the api does with it. */
export type Setting = readonly [
  name: ChartVariable,
  value: string | Expr<string> | Omissible<Expr<string>>,
  meaning: string,
];
