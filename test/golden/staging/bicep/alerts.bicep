// What wakes people: alerts on clusters, gateways, files, vaults, Front Door, and on Azure itself.
import { regionType, sharedType } from 'generated/types.bicep'

@description('The active region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('What all regions share.')
param shared sharedType

@description('The regions.')
param regions regionType[]

var actionGroupId = resourceId('Microsoft.Insights/actionGroups', shared.alerts.actionGroup)
var frontDoorId = resourceId('Microsoft.Cdn/profiles', shared.frontDoor.name)

module clusterAlerts 'modules/prometheus-rules.bicep' = [
  for region in regions: {
    params: {
      location: location
      tags: tags
      cluster: {
        name: region.cluster.name
        id: resourceId(
          region.resourceGroup,
          'Microsoft.ContainerService/managedClusters',
          region.cluster.name
        )
      }
      zones: length(region.zones)
      prometheusId: resourceId('Microsoft.Monitor/accounts', shared.observability.monitor)
      actionGroupId: actionGroupId
    }
  }
]

module gatewayAlerts 'modules/metric-alerts.bicep' = [
  for region in regions: {
    params: {
      tags: tags
      prefix: '${region.gateway.name}-${region.name}'
      actionGroupId: actionGroupId
      alerts: [
        {
          name: 'no-backend'
          description: 'The gateway finds no api that is ready.'
          resourceId: resourceId(
            region.resourceGroup,
            'Microsoft.Network/applicationGateways',
            region.gateway.name
          )
          metric: { namespace: 'Microsoft.Network/applicationGateways', name: 'HealthyHostCount' }
          aggregation: 'Minimum'
          operator: 'LessThan'
          threshold: 1
          // The api of a standby region is not ready before the promotion: that wakes nobody.
          severity: region.role == 'active' ? 0 : 4
        }
        {
          name: 'files-unavailable'
          description: 'Less than 99 of 100 requests for files are answered.'
          resourceId: resourceId(
            region.resourceGroup,
            'Microsoft.Storage/storageAccounts',
            region.storage.account
          )
          metric: { namespace: 'Microsoft.Storage/storageAccounts', name: 'Availability' }
          aggregation: 'Average'
          operator: 'LessThan'
          threshold: 99
          severity: 1
        }
        {
          name: 'vault-unavailable'
          description: 'Less than 99 of 100 requests for secrets are answered.'
          resourceId: resourceId(region.resourceGroup, 'Microsoft.KeyVault/vaults', region.keyVault.name)
          metric: { namespace: 'Microsoft.KeyVault/vaults', name: 'Availability' }
          aggregation: 'Average'
          operator: 'LessThan'
          threshold: 99
          severity: 1
        }
      ]
    }
  }
]

module frontDoorAlerts 'modules/metric-alerts.bicep' = {
  params: {
    tags: tags
    prefix: shared.frontDoor.name
    actionGroupId: actionGroupId
    alerts: [
      {
        name: 'server-errors'
        description: 'More than 5 of 100 answers to clients are errors of the server.'
        resourceId: frontDoorId
        metric: { namespace: 'Microsoft.Cdn/profiles', name: 'Percentage5XX' }
        aggregation: 'Average'
        operator: 'GreaterThan'
        threshold: 5
        severity: 1
      }
    ]
  }
}

module activityAlerts 'modules/activity-alerts.bicep' = {
  params: {
    tags: tags
    prefix: shared.frontDoor.name
    groupNames: concat([shared.resourceGroup], map(regions, region => region.resourceGroup))
    locations: map(regions, region => region.name)
    actionGroupId: actionGroupId
  }
}
