// Alerts on the numbers that Azure keeps of a resource: each says one sentence about one resource.

@description('What is asked of a resource.')
type metricAlert = {
  @description('The end of the alert\'s name.')
  name: string

  @description('What it means when it fires.')
  description: string

  @description('The resource, by its id.')
  resourceId: string

  @description('The kind of metric, and its name.')
  metric: { namespace: string, name: string }

  aggregation: 'Average' | 'Maximum' | 'Minimum' | 'Total'
  operator: 'GreaterThan' | 'LessThan'
  threshold: int

  @description('0 wakes people at once; 4 only tells.')
  @minValue(0)
  @maxValue(4)
  severity: int
}

@description('Tags of every resource.')
param tags { *: string }

@description('The first part of the names.')
param prefix string

@description('The alerts.')
param alerts metricAlert[]

@description('The group that is told.')
param actionGroupId string

resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in alerts: {
    name: '${prefix}-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      enabled: true
      autoMitigate: true
      description: alert.description
      severity: alert.severity
      scopes: [alert.resourceId]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'criterion'
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: alert.metric.namespace
            metricName: alert.metric.name
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]
