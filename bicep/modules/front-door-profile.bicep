// The profile of Azure Front Door. It stands before the gateways, which let in only requests that bear its id.
import { frontDoorType } from '../generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The profile.')
param settings frontDoorType

@description('The workspace of the logs.')
param workspaceId string

resource profile 'Microsoft.Cdn/profiles@2025-06-01' = {
  name: settings.name
  location: 'global'
  tags: tags
  sku: { name: '${settings.tier}_AzureFrontDoor' }
  properties: { originResponseTimeoutSeconds: settings.responseSeconds }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: profile
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('The id that requests through this profile bear.')
output frontDoorId string = profile.properties.frontDoorId
