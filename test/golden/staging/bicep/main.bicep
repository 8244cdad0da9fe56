// Everything that the platform needs of Azure: a shared group, and one of each kind for every region. What an
// environment is, its parameter file says.
import { environmentType, helmOutputType, regionType, sharedType } from 'generated/types.bicep'
import * as names from 'names.bicep'
targetScope = 'subscription'

@description('What the deployment is for.')
param environment environmentType

@description('What all regions share.')
param shared sharedType

@description('A stamp of everything for each region.')
param regions regionType[]

@description('The certificate of the gateways as PFX, in base64; empty leaves the one that is in the vaults.')
@secure()
param certificate string = ''

var tags = { ...environment.tags, environment: environment.name, release: environment.release }
var groupsMade = names.groupsOf(environment, shared, regions)
var workspaceId = names.workspaceIdOf(shared)
var ruleNames = { metrics: '${environment.release}-metrics', logs: '${environment.release}-logs' }
var ruleIds = names.ruleIdsOf(shared, ruleNames)

resource groups 'Microsoft.Resources/resourceGroups@2025-04-01' = [
  for group in groupsMade: {
    name: group.name
    location: group.location
    tags: tags
  }
]

module base 'shared.bicep' = {
  scope: resourceGroup(shared.resourceGroup)
  params: {
    location: environment.location
    tags: tags
    settings: shared
    ruleNames: ruleNames
    locks: environment.locks
    standbyLocation: first(filter(regions, region => region.role == 'standby')).?name
  }
  dependsOn: [groups]
}

module networks 'networks.bicep' = {
  params: { tags: tags, shared: shared, regions: regions }
  dependsOn: [base]
}

module stores 'stores.bicep' = [
  for (region, index) in regions: {
    scope: resourceGroup(region.resourceGroup)
    params: {
      tags: tags
      region: region
      identityNames: names.identityNamesOf(region)
      apiIdentityName: shared.identity.name
      apiPrincipalId: base.outputs.apiPrincipalId
      isCopy: contains(map(regions, other => other.storage.?replicateTo ?? ''), region.storage.account)
      backupContainers: map(items(names.backupContainers), item => item.value)
      certificate: certificate
      locks: environment.locks
      workspaceId: workspaceId
      flowAccountName: names.flowAccountOf(region, subscription().subscriptionId)
    }
  }
]

module stamps 'stamp.bicep' = [
  for (region, index) in regions: {
    scope: resourceGroup(region.resourceGroup)
    params: {
      tags: tags
      region: region
      shared: shared
      identityNames: names.identityNamesOf(region)
      principalIds: stores[index].outputs.principalIds
      ruleIds: ruleIds
      backups: map(regions, other => names.backupOf(other))
      frontDoorId: base.outputs.frontDoorId
      keyVaultUri: stores[index].outputs.keyVaultUri
      workspaceId: workspaceId
    }
    dependsOn: [networks, stores]
  }
]

module copies 'copies.bicep' = [
  for region in regions: {
    scope: resourceGroup(region.resourceGroup)
    params: {
      tags: tags
      region: region
      regions: regions
      flowAccountName: names.flowAccountOf(region, subscription().subscriptionId)
      workspace: { id: workspaceId, location: environment.location }
      flowDays: shared.observability.retentionDays
    }
    dependsOn: [networks, stores]
  }
]

module edge 'edge.bicep' = {
  scope: resourceGroup(shared.resourceGroup)
  params: { tags: tags, shared: shared, regions: regions }
  dependsOn: [stamps]
}

module alerts 'alerts.bicep' = {
  scope: resourceGroup(shared.resourceGroup)
  params: { location: environment.location, tags: tags, shared: shared, regions: regions }
  dependsOn: [edge]
}

module budget 'modules/budget.bicep' = {
  params: {
    settings: shared.budget
    resourceGroups: map(groupsMade, group => group.name)
    emails: shared.alerts.emails
  }
}

module answer 'answer.bicep' = {
  params: {
    regions: [
      for (region, index) in regions: {
        name: region.name
        oidcIssuer: stamps[index].outputs.issuer
        keyVaultUri: stores[index].outputs.keyVaultUri
        blobEndpoint: stores[index].outputs.blobEndpoint
        gatewayAddress: stamps[index].outputs.gatewayAddress
        gatewayHost: region.gateway.originHost
      }
    ]
    environmentName: environment.name
    apiClientId: base.outputs.apiClientId
    appConfigurationEndpoint: base.outputs.appConfigurationEndpoint
    registryName: shared.registry.name
  }
}

@description('What the charts need and only Azure knows.')
output helm helmOutputType = answer.outputs.helm

@description('The name servers to enter where the name above the zone is kept.')
output nameServers string[] = base.outputs.nameServers
