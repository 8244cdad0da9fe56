// Which chart carries a rule. Must not know what a rule says.
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import type { Judge } from '../engine/index.ts';

/** The charts that carry rules: a subchart by its alias, or the umbrella around all of them. */
export type Scope = 'api' | 'umbrella';

/**
 * Which chart carries a rule that reads these paths: the one that has all of them. Shared facts, every chart
 * has: what reads nothing else holds whichever charts are installed, and so belongs to the umbrella. The api
 * installed without it loses those rules.
 */
export function scopeOfPaths(reads: readonly (readonly string[])[]): Scope {
  const charts = new Set(reads.map(([chart]) => chart));
  charts.delete('global');
  return charts.size === 1 && charts.has('api') ? 'api' : 'umbrella';
}

const scopes = new WeakMap<Judge, Scope>();

/** Whether a rule says anything of these values: a chart that is not installed carries no rules either. */
export function appliesTo(judge: Judge, { api }: UmbrellaValues): boolean {
  if (api.enabled) return true;
  const scope = scopes.get(judge) ?? scopeOfPaths(judge.reads);
  scopes.set(judge, scope);
  return scope === 'umbrella';
}
