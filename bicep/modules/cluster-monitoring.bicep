// What a cluster tells: metrics and logs of its pods by the shared rules, logs of its control plane directly.

@description('The cluster.')
param clusterName string

@description('The rules by which metrics and logs are collected, by their ids.')
param ruleIds { metrics: string, logs: string }

@description('The workspace of the logs.')
param workspaceId string

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {
  name: clusterName
}

resource metrics 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  name: 'metrics'
  scope: cluster
  properties: { dataCollectionRuleId: ruleIds.metrics }
}

resource logs 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  // The add-on looks for this name.
  name: 'ContainerInsightsExtension'
  scope: cluster
  properties: { dataCollectionRuleId: ruleIds.logs }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: cluster
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    // kube-audit is left out: it repeats kube-audit-admin with every read, at many times the cost.
    logs: [
      for category in [
        'kube-audit-admin'
        'kube-apiserver'
        'kube-controller-manager'
        'kube-scheduler'
        'cluster-autoscaler'
        'guard'
      ]: { category: category, enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
