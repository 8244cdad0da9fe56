// The Log Analytics workspace: where the logs of everything arrive. With a standby region, it has a copy there.
import { observabilityType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The workspace.')
param settings observabilityType

@description('The region of the copy; absent, there is none.')
param copyLocation string?

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: settings.workspace
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: settings.retentionDays
    workspaceCapping: { dailyQuotaGb: settings.dailyGigabytes }
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
    replication: copyLocation == null ? null : { enabled: true, location: copyLocation! }
  }
}
