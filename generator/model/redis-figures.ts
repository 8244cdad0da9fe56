// Figures of a Redis with Sentinels that follow from several of its settings, for its rules and for its chart.
import { and, type Expr, eq, gt, ternary } from '../engine/index.ts';

interface Timed {
  readonly profile: Expr<'fast' | 'conservative'>;
  readonly sentinel: {
    readonly downAfterMilliseconds: Expr<number>;
    readonly failoverTimeoutMilliseconds: Expr<number>;
  };
}

const ofProfile = (own: Expr<number>, { profile }: Timed, of: { fast: number; conservative: number }) =>
  ternary<number>(gt(own, 0), own, ternary<number>(eq(profile, 'fast'), of.fast, of.conservative));

/** After how many milliseconds of silence the master counts as lost. */
export const downAfter = (of: Timed): Expr<number> =>
  ofProfile(of.sentinel.downAfterMilliseconds, of, { fast: 5000, conservative: 30_000 });

/** After how many milliseconds a failover that got stuck is given up; it is tried anew after twice as long. */
export const failoverTimeout = (of: Timed): Expr<number> =>
  ofProfile(of.sentinel.failoverTimeoutMilliseconds, of, { fast: 10_000, conservative: 180_000 });

interface Guarded {
  readonly replication: { readonly durability: Expr<'safe' | 'available'> };
}

/** Whether a master takes writes only while a replica follows it; one that is alone has none to wait for. */
export const waitsForReplicas = ({ replication }: Guarded, replicas: Expr<number>): Expr<boolean> =>
  and(eq(replication.durability, 'safe'), gt(replicas, 1));
