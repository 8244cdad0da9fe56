// All stores of the release, as they are when nothing is wrong.
import { awaitPostgresql } from './postgresql-group.ts';
import { awaitRedis, cacheGroup, sessionsGroup } from './redis-group.ts';

export async function awaitStores(): Promise<void> {
  await awaitPostgresql();
  await awaitRedis(cacheGroup);
  await awaitRedis(sessionsGroup);
}
