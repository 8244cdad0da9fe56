// The codes of the audit: what must hold of what a deployment would make, whatever the compiler lets through. Part
// of the closed list; must not know how a rule is checked.
import { clusterCodes } from './azure-audit/cluster.ts';
import { edgeCodes } from './azure-audit/edge.ts';
import { resourceCodes } from './azure-audit/resources.ts';
import { storeCodes } from './azure-audit/stores.ts';

export const auditCodes = { ...clusterCodes, ...edgeCodes, ...resourceCodes, ...storeCodes } as const;

export type AuditCode = keyof typeof auditCodes;
