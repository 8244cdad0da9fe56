// The codes of the audit of every kind of resource. Part of the closed list; must not know how a rule is checked.
import { module } from './module.ts';

export const resourceCodes = {
  'AZURE-AUDIT-ADDRESS-SKU': {
    severity: 'error',
    title: 'Public addresses know zones',
    cure: module,
  },
  'AZURE-AUDIT-ADDRESS-STATIC': {
    severity: 'error',
    title: 'Public addresses stay',
    cure: module,
  },
  'AZURE-AUDIT-ADDRESS-ZONES': {
    severity: 'error',
    title: 'Public addresses survive the loss of a zone',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-ALERT-RECEIVERS': {
    severity: 'warning',
    title: 'Alerts reach somebody',
    cure: 'List addresses in azure.alerts.emails.',
  },
  'AZURE-AUDIT-BACKEND-ADDRESS': {
    severity: 'error',
    title: 'The name of the api leads to an address of the nodes’ subnet, in the gateway’s own network',
    cure: 'Give api.gateway.address an address of azure.network.nodesSubnet.',
  },
  'AZURE-AUDIT-BUDGET-GROUPS': {
    severity: 'error',
    title: 'The budget counts every resource group',
    cure: module,
  },
  'AZURE-AUDIT-BUDGET-NOTICE': {
    severity: 'error',
    title: 'Somebody is told what it costs',
    cure: module,
  },
  'AZURE-AUDIT-COST-DDOS': {
    severity: 'warning',
    title: 'Only what must be highly available pays for a DDoS plan',
    cure: 'Set azure.ddosProtection.kind to none or ip.',
  },
  'AZURE-AUDIT-DIAGNOSTICS': {
    severity: 'error',
    title: 'What serves or stores tells what happens',
    cure: module,
  },
  'AZURE-AUDIT-DNS-ADDRESS': {
    severity: 'error',
    title: 'The DNS of the cluster has an address of its Services',
    cure: 'Choose another azure.network.serviceRange.',
  },
  'AZURE-AUDIT-DUPLICATE': {
    severity: 'error',
    title: 'No two resources have the same id',
    cure: 'Give one of them another name.',
  },
  'AZURE-AUDIT-ENDPOINT-NAME': {
    severity: 'error',
    title: 'Private endpoints have a name in the network',
    cure: module,
  },
  'AZURE-AUDIT-FEDERATION': {
    severity: 'error',
    title: 'The api is believed in each cluster',
    cure: module,
  },
  'AZURE-AUDIT-FLOW-LOG': {
    severity: 'error',
    title: 'The flow log is on',
    cure: module,
  },
  'AZURE-AUDIT-FLOW-LOG-MISSING': {
    severity: 'warning',
    title: 'Every network has a flow log',
    cure: 'Set azure.network.flowLogs to true.',
  },
  'AZURE-AUDIT-HEALTH-ALERT': {
    severity: 'error',
    title: 'Somebody is told when a resource is not well',
    cure: module,
  },
  'AZURE-AUDIT-LOCK-MISSING': {
    severity: 'warning',
    title: 'What holds data has a lock',
    cure: 'Set azure.locks to true.',
  },
  'AZURE-AUDIT-LOG-LIMIT': {
    severity: 'error',
    title: 'A day’s logs have a limit',
    cure: module,
  },
  'AZURE-AUDIT-LOG-RETENTION': {
    severity: 'error',
    title: 'Logs are kept for a month',
    cure: module,
  },
  'AZURE-AUDIT-MAINTENANCE': {
    severity: 'error',
    title: 'Upgrades have their hours',
    cure: module,
  },
  'AZURE-AUDIT-NAME': {
    severity: 'error',
    title: 'Names are such as Azure takes',
    cure: 'Set the name, or shorten release and environment, of which it is made.',
  },
  'AZURE-AUDIT-NAT-ZONES': {
    severity: 'error',
    title: 'The NAT gateway survives the loss of a zone',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-PEERING': {
    severity: 'error',
    title: 'Regions see each other, both ways',
    cure: module,
  },
  'AZURE-AUDIT-PREVIEW': {
    severity: 'error',
    title: 'No preview of an API is used',
    cure: module,
  },
  'AZURE-AUDIT-PRIVATE-ENDPOINT': {
    severity: 'error',
    title: 'What is closed to the internet is open to the network',
    cure: module,
  },
  'AZURE-AUDIT-RANGES-OVERLAP': {
    severity: 'error',
    title: 'No two ranges share an address',
    cure: 'Choose ranges that share no address; each region needs its own.',
  },
  'AZURE-AUDIT-REFERENCE': {
    severity: 'error',
    title: 'Whatever is referred to is made',
    cure: module,
  },
  'AZURE-AUDIT-REGION': {
    severity: 'error',
    title: 'Every resource stands in a region of Azure',
    cure: 'Write the region as Azure does, such as eastus.',
  },
  'AZURE-AUDIT-ROLE-MISSING': {
    severity: 'error',
    title: 'Every identity may do what it must',
    cure: module,
  },
  'AZURE-AUDIT-ROLE-PRINCIPAL': {
    severity: 'error',
    title: 'Roles are given to identities that are made',
    cure: module,
  },
  'AZURE-AUDIT-ROLE-WIDE': {
    severity: 'error',
    title: 'No identity may do more than it must',
    cure: module,
  },
  'AZURE-AUDIT-SCALE': {
    severity: 'error',
    title: 'The fewest are no more than the most',
    cure: 'Lower the one, or raise the other.',
  },
  'AZURE-AUDIT-SECRET': {
    severity: 'error',
    title: 'No secret stands in a template',
    cure: module,
  },
  'AZURE-AUDIT-SUBNET-OUTSIDE': {
    severity: 'error',
    title: 'Every subnet lies inside its network',
    cure: 'Choose a part of azure.network.range.',
  },
} as const;
