// The pools that carry the platform: one a zone, or one over all of them.
import { clusterType } from '../generated/types.bicep'

@description('Tags of every node.')
param tags { *: string }

@description('The cluster and its pools.')
param settings clusterType

@description('The subnet of the nodes.')
param subnet { network: string, name: string }

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {
  name: settings.name
}

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: subnet.network

  resource nodes 'subnets' existing = {
    name: subnet.name
  }
}

// One after another: a cluster takes one change at a time.
@batchSize(1)
resource pools 'Microsoft.ContainerService/managedClusters/agentPools@2025-10-01' = [
  for pool in settings.pools: {
    parent: cluster
    name: pool.name
    properties: {
      mode: 'User'
      type: 'VirtualMachineScaleSets'
      vmSize: pool.size
      osType: 'Linux'
      osSKU: 'AzureLinux'
      osDiskSizeGB: pool.diskGibibytes
      kubeletDiskType: 'OS'
      availabilityZones: pool.zones
      // No count: the autoscaler owns it, and a deployment must not set it back.
      enableAutoScaling: true
      minCount: pool.minimum
      maxCount: pool.maximum
      maxPods: pool.maximumPods
      vnetSubnetID: network::nodes.id
      enableEncryptionAtHost: true
      upgradeSettings: {
        maxSurge: '${settings.upgrades.surgePercent}%'
        drainTimeoutInMinutes: settings.upgrades.drainMinutes
      }
      tags: tags
    }
  }
]
