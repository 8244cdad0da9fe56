// Addresses, logs and money: what each must be. Every row names who recommends it. Must not know
// how a row is checked.
import { is, isAtLeast, isFilled, isOneOf, type PropertyRule } from './rule.ts';

const address = 'Microsoft.Network/publicIPAddresses';
const natGateway = 'Microsoft.Network/natGateways';
const flowLog = 'Microsoft.Network/networkWatchers/flowLogs';
const workspace = 'Microsoft.OperationalInsights/workspaces';
const budget = 'Microsoft.Consumption/budgets';
const actionGroup = 'Microsoft.Insights/actionGroups';

export const networkSettings: readonly PropertyRule[] = [
  {
    code: 'AZURE-AUDIT-ADDRESS-SKU',
    source: 'APRL, PSRule Azure.PublicIP.StandardSKU',
    type: address,
    at: 'sku.name',
    must: isOneOf('Standard', 'StandardV2'),
    so: 'the address would be gone with its zone',
    about: 'azure.network.natGateway',
  },
  {
    code: 'AZURE-AUDIT-ADDRESS-ZONES',
    source: 'APRL, PSRule Azure.PublicIP.AvailabilityZone',
    type: address,
    at: 'zones.length',
    must: isAtLeast(3),
    so: 'the address may be gone with its zone',
    about: 'azure.network.natGateway',
    whenHigh: true,
  },
  {
    code: 'AZURE-AUDIT-ADDRESS-STATIC',
    source: 'Microsoft: public addresses',
    type: address,
    at: 'properties.publicIPAllocationMethod',
    must: is('Static'),
    so: 'names would lead nowhere after a restart',
    about: 'azure.network.natGateway',
  },
  {
    code: 'AZURE-AUDIT-NAT-ZONES',
    source: 'APRL: NAT gateways and zones',
    type: natGateway,
    at: 'zones.length',
    must: isAtLeast(3),
    so: 'nodes may lose the internet with one zone',
    about: 'azure.network.natGateway',
    whenHigh: true,
  },
  {
    code: 'AZURE-AUDIT-FLOW-LOG',
    source: 'APRL: flow logs of networks',
    type: flowLog,
    at: 'properties.enabled',
    must: is(true),
    so: 'nobody could tell who spoke to whom',
    about: 'azure.network.flowLogs',
  },
  {
    code: 'AZURE-AUDIT-LOG-RETENTION',
    source: 'Azure Monitor: retention',
    type: workspace,
    at: 'properties.retentionInDays',
    must: isAtLeast(30),
    so: 'Azure refuses less',
    about: 'azure.observability.retentionDays',
  },
  {
    code: 'AZURE-AUDIT-LOG-LIMIT',
    source: 'Azure cost optimisation: Log Analytics',
    type: workspace,
    at: 'properties.workspaceCapping.dailyQuotaGb',
    must: isAtLeast(1),
    so: 'one talkative pod could cost more than the platform',
    about: 'azure.observability.dailyGigabytes',
  },
  {
    code: 'AZURE-AUDIT-BUDGET-NOTICE',
    source: 'Azure cost optimisation: budgets',
    type: budget,
    at: 'properties.notifications',
    must: isFilled,
    so: 'nobody would see that it costs too much',
    about: 'azure.budget.percents',
  },
  {
    code: 'AZURE-AUDIT-ALERT-RECEIVERS',
    source: 'APRL: alerts on the health of resources',
    type: actionGroup,
    at: 'properties.emailReceivers',
    must: isFilled,
    so: 'alerts are seen only by who looks',
    about: 'azure.alerts.emails',
    whenHigh: true,
  },
];
