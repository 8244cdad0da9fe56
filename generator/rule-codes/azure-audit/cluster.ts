// The codes of the audit of clusters and their pools. Part of the closed list; must not know how a rule is checked.
import { module } from './module.ts';

export const clusterCodes = {
  'AZURE-AUDIT-CLUSTER-AUTHORIZED-RANGES': {
    severity: 'warning',
    title: 'The API server answers known ranges only',
    cure: 'List the ranges of your people and pipelines in azure.cluster.authorizedRanges.',
  },
  'AZURE-AUDIT-CLUSTER-BACKUP': {
    severity: 'warning',
    title: 'Clusters are backed up',
    cure: 'Set azure.cluster.backup.enabled to true.',
  },
  'AZURE-AUDIT-CLUSTER-ENTRA': {
    severity: 'error',
    title: 'Rights in the cluster are roles of Azure',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-LOAD-BALANCER': {
    severity: 'error',
    title: 'The load balancer knows zones',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-LOCAL-ACCOUNTS': {
    severity: 'error',
    title: 'Nobody enters the cluster with a certificate of its own',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-LOGS': {
    severity: 'error',
    title: 'The cluster’s logs are collected',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-METRICS': {
    severity: 'error',
    title: 'The cluster’s metrics are collected',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-NETWORK-MODE': {
    severity: 'warning',
    title: 'Pods take no address of the network',
    cure: 'Set azure.cluster.networkMode to overlay.',
  },
  'AZURE-AUDIT-CLUSTER-NETWORK-PLUGIN': {
    severity: 'error',
    title: 'The network of the cluster is the one of Azure',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-NETWORK-POLICY': {
    severity: 'error',
    title: 'NetworkPolicies are enforced',
    cure: 'Set azure.cluster.networkPolicy to azure, cilium or calico.',
  },
  'AZURE-AUDIT-CLUSTER-NODE-UPGRADES': {
    severity: 'warning',
    title: 'Fixes of the nodes arrive by themselves',
    cure: 'Set azure.cluster.upgrades.nodeImage to NodeImage.',
  },
  'AZURE-AUDIT-CLUSTER-OIDC': {
    severity: 'error',
    title: 'The cluster signs the tokens of its pods',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-POLICY': {
    severity: 'error',
    title: 'Azure Policy sees into the cluster',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-RUN-COMMAND': {
    severity: 'error',
    title: 'Nobody runs commands past the cluster’s own rights',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-SECRETS': {
    severity: 'error',
    title: 'Secrets come from Key Vault, and change by themselves',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-SYSTEM-NODES': {
    severity: 'warning',
    title: 'A system node stands in each zone',
    cure: 'Set azure.cluster.system.minimum to 3 or more.',
  },
  'AZURE-AUDIT-CLUSTER-SYSTEM-TAINT': {
    severity: 'error',
    title: 'The cluster’s own pods have nodes to themselves',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-SYSTEM-ZONES': {
    severity: 'error',
    title: 'System nodes stand in three zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-CLUSTER-TIER': {
    severity: 'warning',
    title: 'The API server has a promised uptime',
    cure: 'Set azure.cluster.tier to Standard.',
  },
  'AZURE-AUDIT-CLUSTER-UPGRADES': {
    severity: 'warning',
    title: 'Fixes of Kubernetes arrive by themselves',
    cure: 'Set azure.cluster.upgrades.kubernetes to patch.',
  },
  'AZURE-AUDIT-CLUSTER-WORKLOAD-IDENTITY': {
    severity: 'error',
    title: 'Pods have identities of their own',
    cure: module,
  },
  'AZURE-AUDIT-POOL-AUTOSCALER': {
    severity: 'error',
    title: 'Pools grow and shrink by themselves',
    cure: module,
  },
  'AZURE-AUDIT-POOL-COUNT': {
    severity: 'error',
    title: 'A deployment leaves the number of nodes to the autoscaler',
    cure: module,
  },
  'AZURE-AUDIT-POOL-ENCRYPTION': {
    severity: 'error',
    title: 'Disks of nodes are encrypted where they stand',
    cure: module,
  },
  'AZURE-AUDIT-POOL-NODES': {
    severity: 'warning',
    title: 'Pools keep two nodes',
    cure: 'Set azure.cluster.nodes.minimumPerZone to 2 or more.',
  },
  'AZURE-AUDIT-POOL-ZONES': {
    severity: 'error',
    title: 'Pools stand in zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-POOLS-COVER-ZONES': {
    severity: 'error',
    title: 'The pools of a cluster stand in three zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
} as const;
