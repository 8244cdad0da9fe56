// The Prometheus of the environment, kept by Azure Monitor, the rules by which clusters send metrics and
// logs.
import { observabilityType } from '../generated/types.bicep'

@description('The region; clusters of other regions send here too.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The workspaces.')
param settings observabilityType

@description('The names of the two rules.')
param ruleNames { metrics: string, logs: string }

var logStreams = ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory']

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: settings.workspace
}

resource prometheus 'Microsoft.Monitor/accounts@2023-04-03' = {
  name: settings.monitor
  location: location
  tags: tags
}

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2023-03-11' = {
  name: ruleNames.metrics
  location: location
  tags: tags
  kind: 'Linux'
  properties: {}
}

resource metricsRule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: ruleNames.metrics
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataCollectionEndpointId: endpoint.id
    dataSources: { prometheusForwarder: [{ name: 'prometheus', streams: ['Microsoft-PrometheusMetrics'] }] }
    destinations: { monitoringAccounts: [{ name: 'prometheus', accountResourceId: prometheus.id }] }
    dataFlows: [{ streams: ['Microsoft-PrometheusMetrics'], destinations: ['prometheus'] }]
  }
}

resource logsRule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: ruleNames.logs
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataSources: {
      extensions: [
        {
          name: 'ContainerInsightsExtension'
          extensionName: 'ContainerInsights'
          streams: logStreams
          extensionSettings: {
            dataCollectionSettings: {
              interval: '1m'
              namespaceFilteringMode: 'Off'
              enableContainerLogV2: true
            }
          }
        }
      ]
    }
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.id }] }
    dataFlows: [{ streams: logStreams, destinations: ['workspace'] }]
  }
}
