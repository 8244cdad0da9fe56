// Whom alerts reach.
import { alertsType } from '../generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The group and its receivers.')
param settings alertsType

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: settings.actionGroup
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: take(settings.actionGroup, 12)
    emailReceivers: [
      for address in settings.emails: { name: address, emailAddress: address, useCommonAlertSchema: true }
    ]
  }
}
