// The typed root of the chart's values, and what several of its objects ask of them.
import { PostgresqlHaValues } from '../../../schemas/postgresql-ha.ts';
import { eq, ne, valuesOf } from '../../engine/index.ts';

export const values = valuesOf(PostgresqlHaValues);

/** The shared facts of the database. */
export const { postgresql: facts } = values.global;

/** Whether every connection is encrypted. */
export const hasTls = facts.tls.enabled;

/** Whether this region waits: its nodes follow those of another, and nobody decides about them. */
export const isStandby = eq(values.global.role, 'standby');

export const isActive = ne(values.global.role, 'standby');
