// The codes of the rules about Azure. Part of the closed list; must not know how a rule is checked.

export const azureCodes = {
  'AZURE-ADDRESS-OUTSIDE': {
    severity: 'error',
    title: 'The address of the load balancer is one of the nodes’ subnet',
    cure: 'Give api.gateway.address a free address of azure.network.nodesSubnet; Azure keeps its first four and its last.',
  },
  'AZURE-AUTOSCALER-SHORT': {
    severity: 'error',
    title: 'The most nodes have room for the most pods',
    cure: 'Raise azure.cluster.nodes.maximumPerZone, choose a larger azure.cluster.nodes.size, or lower api.hpa.maxReplicas.',
  },
  'AZURE-GATEWAY-SUBNET': {
    severity: 'error',
    title: 'The subnet of the Application Gateway is a /24 or larger',
    cure: 'Give azure.network.gatewaySubnet a /24, such as 10.10.0.0/24.',
  },
  'AZURE-NAME': {
    severity: 'error',
    title: 'Azure takes every name',
    cure: 'Set the name, or shorten release and environment, of which it is made.',
  },
  'AZURE-RANGE-OUTSIDE': {
    severity: 'error',
    title: 'Every subnet lies inside its network',
    cure: 'Choose a part of azure.network.range.',
  },
  'AZURE-RANGES-OVERLAP': {
    severity: 'error',
    title: 'No two ranges share an address',
    cure: 'Choose ranges that share no address; each region needs its own, under regions[].overrides.azure.network.',
  },
  'AZURE-REGION-UNKNOWN': {
    severity: 'error',
    title: 'Every region is one of Azure',
    cure: 'Write its short name, as `az account list-locations` shows it, such as eastus or westus2.',
  },
  'AZURE-REGION-ZONES': {
    severity: 'error',
    title: 'Regions whose zones are used have zones',
    cure: 'Choose a region with three availability zones, such as eastus, eastus2 or westus2.',
  },
  'AZURE-SCALE': {
    severity: 'error',
    title: 'The fewest are no more than the most',
    cure: 'Lower the one, or raise the other.',
  },
  'AZURE-STORAGE-PAIR': {
    severity: 'warning',
    title: 'The files reach the region that waits',
    cure: 'Set azure.storage.replicateToStandby to true, or let the region wait that Azure pairs with the active one.',
  },
  'AZURE-STORAGE-RESTORE': {
    severity: 'error',
    title: 'Deleted files are kept longer than a restore reaches back',
    cure: 'Set azure.storage.restoreDays below azure.storage.softDeleteDays.',
  },
  'AZURE-VM-SIZE': {
    severity: 'error',
    title: 'The sizes of nodes are of a known family',
    cure: 'Choose a size of the families B, D, DC, E, EC, F, FX, L or M with an s, such as Standard_D4s_v3.',
  },
  'AZURE-ZONE-ROOM': {
    severity: 'warning',
    title: 'The other zones have room for the pods of a lost one',
    cure: 'Raise azure.cluster.nodes.maximumPerZone, or lower api.hpa.maxReplicas.',
  },
} as const;
