// The values of the umbrella chart: the shared facts, and each subchart's settings under its alias.
import { z } from 'zod';
import { ApiSettings } from './api.ts';
import { GlobalValues } from './global.ts';
import { PostgresqlSettings } from './postgresql-ha.ts';
import { RedisSessionsSettings, RedisSettings } from './redis-sentinel.ts';
import { StorageClasses } from './storage-classes.ts';
import type { Alias } from './subcharts.ts';

/** What a person may set for the charts, by the alias of each. */
export const subchartSettings = {
  api: ApiSettings.prefault({}).meta({ description: 'The api: the pods that serve requests.' }),
  postgresql: PostgresqlSettings.prefault({}).meta({
    description: 'PostgreSQL with pg_auto_failover: a primary, standbys, a monitor, and backups.',
  }),
  redis: RedisSettings.prefault({}).meta({ description: 'Redis with Sentinels: the cache.' }),
  redisSessions: RedisSessionsSettings.prefault({}).meta({
    description: 'Redis with Sentinels once more, for sessions; `global.redisSessions.enabled` installs it.',
  }),
} satisfies Readonly<Record<Alias, z.ZodType>>;

/** Objects of the umbrella itself. */
export const ownSettings = {
  storageClasses: StorageClasses.prefault({}).meta({
    description: 'The StorageClasses of the volumes; they belong to the whole cluster.',
  }),
};

export const UmbrellaValues = z.strictObject({
  global: GlobalValues.prefault({}).meta({ description: 'Facts that all charts of the platform share.' }),
  ...ownSettings,
  ...subchartSettings,
});

export type UmbrellaValues = z.output<typeof UmbrellaValues>;
