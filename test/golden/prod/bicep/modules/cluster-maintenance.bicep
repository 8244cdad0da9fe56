// When Azure may change the cluster and the images of its nodes: once a week, at an hour that people chose.
import { clusterType } from '../generated/types.bicep'

@description('The cluster, and when it is upgraded.')
param settings clusterType

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {
  name: settings.name
}

resource configurations 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations@2025-10-01' = [
  for schedule in ['aksManagedAutoUpgradeSchedule', 'aksManagedNodeOSUpgradeSchedule']: {
    parent: cluster
    name: schedule
    properties: {
      maintenanceWindow: {
        schedule: { weekly: { intervalWeeks: 1, dayOfWeek: settings.upgrades.day } }
        startTime: '${padLeft(settings.upgrades.startHour, 2, '0')}:00'
        utcOffset: '+00:00'
        durationHours: settings.upgrades.durationHours
      }
    }
  }
]
