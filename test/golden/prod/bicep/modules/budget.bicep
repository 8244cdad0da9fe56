// What a month should cost. Nothing is switched off; people are told.
import { budgetType } from '../generated/types.bicep'
targetScope = 'subscription'

@description('The budget.')
param settings budgetType

@description('The resource groups that count.')
param resourceGroups string[]

@description('Who is told besides the owners of the subscription.')
param emails string[]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: settings.name
  properties: {
    category: 'Cost'
    amount: settings.monthlyAmount
    timeGrain: 'Monthly'
    timePeriod: { startDate: settings.startDate }
    filter: { dimensions: { name: 'ResourceGroupName', operator: 'In', values: resourceGroups } }
    notifications: toObject(settings.percents, percent => 'at-${percent}-percent', percent => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: percent
      thresholdType: 'Actual'
      contactEmails: emails
      contactRoles: ['Owner']
    })
  }
}
