// Says when Azure itself is not well: a resource of ours, or a service of a region that we use.

@description('Tags of every resource.')
param tags { *: string }

@description('The first part of the names.')
param prefix string

@description('The resource groups whose health counts, by their names.')
param groupNames string[]

@description('The regions whose services count.')
param locations string[]

@description('The group that is told.')
param actionGroupId string

resource resourceHealth 'Microsoft.Insights/activityLogAlerts@2020-10-01' = {
  name: '${prefix}-resource-health'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    description: 'A resource of the platform is degraded or unavailable.'
    scopes: map(groupNames, name => subscriptionResourceId('Microsoft.Resources/resourceGroups', name))
    condition: {
      allOf: [
        { field: 'category', equals: 'ResourceHealth' }
        {
          anyOf: [
            { field: 'properties.currentHealthStatus', equals: 'Degraded' }
            { field: 'properties.currentHealthStatus', equals: 'Unavailable' }
          ]
        }
      ]
    }
    actions: { actionGroups: [{ actionGroupId: actionGroupId }] }
  }
}

resource serviceHealth 'Microsoft.Insights/activityLogAlerts@2020-10-01' = {
  name: '${prefix}-service-health'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    description: 'Azure reports an incident, maintenance or advice for a region of the platform.'
    scopes: [subscription().id]
    condition: {
      allOf: [
        { field: 'category', equals: 'ServiceHealth' }
        {
          field: 'properties.impactedServices[*].ImpactedRegions[*].RegionName'
          containsAny: concat(locations, ['Global'])
        }
      ]
    }
    actions: { actionGroups: [{ actionGroupId: actionGroupId }] }
  }
}
