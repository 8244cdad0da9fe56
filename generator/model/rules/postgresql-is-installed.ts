// The api connects to nodes that someone must have installed: the platform, or whoever is named.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { usesPlatformDatabase, values } from './values.ts';

const { api, postgresql } = values;

export const rule = codedRule('API-POSTGRESQL-MISSING', {
  about: [postgresql.enabled, api.postgresql.hosts, api.postgresql.enabled],
  check: (say) =>
    when(
      and(api.enabled, ...usesPlatformDatabase, not(postgresql.enabled)),
      say`postgresql.enabled is false while api.postgresql.enabled is true and api.postgresql.hosts is empty, so the api asks for a database that nobody installs.`,
    ),
});
