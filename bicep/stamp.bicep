// What serves in a region: the cluster, the gateway before it, and the backups of the cluster.
import { regionType, sharedType } from 'generated/types.bicep'
import { backupContainers, snapshotGroupOf } from 'names.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The region.')
param region regionType

@description('What all regions share.')
param shared sharedType

@description('The names of the identities of cluster, nodes and gateway.')
param identityNames { cluster: string, nodes: string, gateway: string }

@description('The principals of the first two.')
param principalIds { cluster: string, nodes: string }

@description('The rules by which metrics and logs are collected, by their ids.')
param ruleIds { metrics: string, logs: string }

@description('The backup accounts of all regions.')
param backups { region: string, name: string, resourceGroup: string }[]

@description('The id that requests through our Front Door bear.')
param frontDoorId string

@description('The address of the vault.')
param keyVaultUri string

@description('The workspace of the logs.')
param workspaceId string

var network = region.network
var cluster = region.cluster
var nodesSubnet = { network: network.name, name: network.nodesSubnet.name }

module connections 'connections.bicep' = {
  params: {
    tags: tags
    region: region
    backups: backups
    registry: shared.registry.tier == 'Premium'
      ? { name: shared.registry.name, resourceGroup: shared.registry.resourceGroup }
      : null
    appConfiguration: shared.appConfiguration.tier == 'Free'
      ? null
      : { name: shared.appConfiguration.name, resourceGroup: shared.resourceGroup }
  }
}

module networkAccess 'modules/network-access.bicep' = {
  params: {
    networkName: network.name
    clusterIdentityName: identityNames.cluster
    clusterPrincipalId: principalIds.cluster
  }
}

module registryAccess 'modules/registry-access.bicep' = {
  scope: resourceGroup(shared.registry.resourceGroup)
  params: {
    registryName: shared.registry.name
    nodesIdentityName: identityNames.nodes
    nodesPrincipalId: principalIds.nodes
  }
}

module kubernetes 'modules/cluster.bicep' = {
  params: {
    location: region.name
    tags: tags
    settings: cluster
    zones: region.zones
    subnet: nodesSubnet
    natGateway: network.natGateway
    identityNames: { cluster: identityNames.cluster, nodes: identityNames.nodes }
    workspaceId: workspaceId
  }
  dependsOn: [connections, networkAccess, registryAccess]
}

module pools 'modules/node-pools.bicep' = {
  params: { tags: tags, settings: cluster, subnet: nodesSubnet }
  dependsOn: [kubernetes]
}

module maintenance 'modules/cluster-maintenance.bicep' = {
  params: { settings: cluster }
  dependsOn: [kubernetes]
}

module monitoring 'modules/cluster-monitoring.bicep' = {
  params: { clusterName: cluster.name, ruleIds: ruleIds, workspaceId: workspaceId }
  dependsOn: [kubernetes]
}

module credential 'modules/federated-credential.bicep' = {
  scope: resourceGroup(shared.resourceGroup)
  params: { region: region.name, identity: shared.identity, issuer: kubernetes.outputs.issuer }
}

module entrance 'entrance.bicep' = {
  params: {
    tags: tags
    region: region
    shared: shared
    identityName: identityNames.gateway
    frontDoorId: frontDoorId
    keyVaultUri: keyVaultUri
    workspaceId: workspaceId
  }
  // Without the private name of the vault the gateway would not find its certificate.
  dependsOn: [connections]
}

module clusterBackup 'modules/cluster-backup.bicep' = if (cluster.backup.enabled) {
  params: {
    location: region.name
    tags: tags
    clusterName: cluster.name
    clusterIdentityName: identityNames.cluster
    clusterPrincipalId: principalIds.cluster
    retentionDays: cluster.backup.retentionDays
    snapshotGroup: snapshotGroupOf(region)
    storage: { accountName: region.backup.account, container: backupContainers.cluster }
  }
  dependsOn: [pools]
}

@description('The issuer of the cluster.')
output issuer string = kubernetes.outputs.issuer

@description('The public address of the gateway.')
output gatewayAddress string = entrance.outputs.address
