// The Grafana that shows the metrics. People come in with their account; it has no keys.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the Grafana.')
param name string

@description('The workspace of metrics, in the same resource group.')
param prometheusName string

// Monitoring Data Reader
var monitoringDataReader = 'b0d8363b-8ddd-447d-831f-62ca05bff136'

resource prometheus 'Microsoft.Monitor/accounts@2023-04-03' existing = {
  name: prometheusName
}

resource grafana 'Microsoft.Dashboard/grafana@2023-09-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    apiKey: 'Disabled'
    zoneRedundancy: 'Enabled'
    publicNetworkAccess: 'Enabled'
    grafanaIntegrations: {
      azureMonitorWorkspaceIntegrations: [{ azureMonitorWorkspaceResourceId: prometheus.id }]
    }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(prometheus.id, name, monitoringDataReader)
  scope: prometheus
  properties: {
    principalId: grafana.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringDataReader)
  }
}
