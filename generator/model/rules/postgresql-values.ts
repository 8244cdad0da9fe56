// What the rules of PostgreSQL speak of: its values, and the shared facts. Must not know any rule.
import { type Expr, eq, length, ne, ternary } from '../../engine/index.ts';
import { values } from './values.ts';

export const { postgresql } = values;

const { availability, postgresql: facts, role, zones } = values.global;

export const { nodes } = facts;
export const nodeCount = length(nodes);
export const platformZones = zones;

/** True where the platform must survive the loss of a zone. */
export const isHighlyAvailable = eq(availability, 'high');

/** Whether this region serves: then it has a monitor, and its nodes fail over. */
export const isActive = eq(role, 'active');
/** Whether its nodes follow those of another region. */
export const isStandby = eq(role, 'standby');

const { repository, secondRepository } = postgresql.backup;

type Repository = Pick<typeof repository, 'account' | 'region' | 'type'>;

interface Store {
  readonly key: string;
  readonly of: Repository;
}

export const firstStore: Store = { key: 'postgresql.backup.repository', of: repository };
export const secondStore: Store = { key: 'postgresql.backup.secondRepository', of: secondRepository };

/** Whether the store is asked over the network. */
export const isRemote = ({ of }: Store): Expr<boolean> => ne(of.type, 'volume');

/** The setting that holds what such a store must have. */
export const neededOf = ({ key, of }: Store): Expr<string> =>
  ternary<string>(eq(of.type, 'azure'), `${key}.account`, `${key}.region`);
