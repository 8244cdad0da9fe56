// Lets the cluster write snapshots of its disks into a resource group, and the backup vault see them. The group
// holds nothing else: the cluster may do everything in it.

@description('The backup vault.')
param vaultName string

@description('Its principal.')
param vaultPrincipalId string

@description('The name of the identity of the control plane.')
param clusterIdentityName string

@description('Its principal.')
param clusterPrincipalId string

var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
var reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
var roles = 'Microsoft.Authorization/roleDefinitions'

resource vaultReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, vaultName, reader)
  properties: {
    principalId: vaultPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(roles, reader)
  }
}

resource clusterWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, clusterIdentityName, contributor)
  properties: {
    principalId: clusterPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(roles, contributor)
  }
}
