// The audit: every rule asked of what a deployment would make. Must not know where the prediction comes from.
import { accessRules } from './access.ts';
import { addressRules } from './addresses.ts';
import { clusterSettings } from './cluster-settings.ts';
import { coverageRules } from './coverage.ts';
import { edgeSettings } from './edge-settings.ts';
import type { Estate } from './estate.ts';
import { networkSettings } from './network-settings.ts';
import { referenceRules } from './references.ts';
import { type AuditRule, type Offence, type PropertyRule, ruleOf } from './rule.ts';
import { storesSettings } from './stores-settings.ts';
import { topologyRules } from './topology.ts';

export { type Estate, readEstate } from './estate.ts';
export type { Offence } from './rule.ts';

/** The rules about one property each. */
export const propertyRules: readonly PropertyRule[] = [
  ...clusterSettings,
  ...edgeSettings,
  ...storesSettings,
  ...networkSettings,
];

export const auditRules: readonly AuditRule[] = [
  ...referenceRules,
  ...addressRules,
  ...accessRules,
  ...coverageRules,
  ...topologyRules,
  ...propertyRules.map(ruleOf),
];

export const auditEstate = (estate: Estate): readonly Offence[] =>
  auditRules.flatMap(({ check }) => check(estate));
