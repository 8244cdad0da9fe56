// The Kubernetes cluster of a region and its system pool. Pools for the platform stand in node-pools.bicep.

import { clusterType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource, the nodes included.')
param tags { *: string }

@description('The cluster; the resource group of its nodes is named after it.')
param settings clusterType

@description('The zones of the region.')
param zones string[]

@description('The subnet of the nodes.')
param subnet { network: string, name: string }

@description('Whether nodes reach the internet through the NAT gateway of their subnet.')
param natGateway bool

@description('The identities of the control plane and the nodes.')
param identityNames { cluster: string, nodes: string }

@description('The workspace of the logs.')
param workspaceId string

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityNames.cluster
}

resource nodesIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityNames.nodes
}

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: subnet.network

  resource nodes 'subnets' existing = {
    name: subnet.name
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: settings.name
  location: location
  tags: tags
  sku: { name: 'Base', tier: settings.tier }
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${clusterIdentity.id}': {} } }
  properties: {
    kubernetesVersion: settings.version
    dnsPrefix: settings.name
    nodeResourceGroup: '${settings.name}-nodes-rg'
    disableLocalAccounts: true
    enableRBAC: true
    aadProfile: { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: settings.administrators }
    apiServerAccessProfile: {
      authorizedIPRanges: settings.authorizedRanges
      disableRunCommand: true
    }
    identityProfile: {
      kubeletidentity: {
        resourceId: nodesIdentity.id
        clientId: nodesIdentity.properties.clientId
        objectId: nodesIdentity.properties.principalId
      }
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        type: 'VirtualMachineScaleSets'
        vmSize: settings.system.size
        osType: 'Linux'
        osSKU: 'AzureLinux'
        osDiskSizeGB: settings.system.diskGibibytes
        kubeletDiskType: 'OS'
        availabilityZones: zones
        // No count: the autoscaler owns it, and a deployment must not set it back.
        enableAutoScaling: true
        minCount: settings.system.minimum
        maxCount: settings.system.maximum
        maxPods: 50
        nodeTaints: ['CriticalAddonsOnly=true:NoSchedule']
        vnetSubnetID: network::nodes.id
        enableEncryptionAtHost: true
        upgradeSettings: {
          maxSurge: '${settings.upgrades.surgePercent}%'
          drainTimeoutInMinutes: settings.upgrades.drainMinutes
        }
        tags: tags
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: settings.networkMode == 'overlay' ? 'overlay' : null
      networkPolicy: settings.networkPolicy
      networkDataplane: settings.networkPolicy == 'cilium' ? 'cilium' : 'azure'
      loadBalancerSku: 'standard'
      outboundType: natGateway ? 'userAssignedNATGateway' : 'loadBalancer'
      podCidr: settings.networkMode == 'overlay' ? settings.podRange : null
      serviceCidr: settings.serviceRange
      dnsServiceIP: settings.dnsAddress
    }
    autoScalerProfile: {
      'balance-similar-node-groups': 'true'
      expander: 'least-waste'
      'scale-down-unneeded-time': '10m'
    }
    autoUpgradeProfile: {
      upgradeChannel: settings.upgrades.kubernetes
      nodeOSUpgradeChannel: settings.upgrades.nodeImage
    }
    oidcIssuerProfile: { enabled: true }
    securityProfile: {
      workloadIdentity: { enabled: true }
      imageCleaner: { enabled: true, intervalHours: 48 }
    }
    storageProfile: {
      diskCSIDriver: { enabled: true }
      fileCSIDriver: { enabled: false }
      snapshotController: { enabled: true }
    }
    addonProfiles: {
      azurepolicy: { enabled: true }
      azureKeyvaultSecretsProvider: {
        enabled: true
        config: { enableSecretRotation: 'true', rotationPollInterval: '2m' }
      }
      omsagent: {
        enabled: true
        config: { logAnalyticsWorkspaceResourceID: workspaceId, useAADAuth: 'true' }
      }
    }
    azureMonitorProfile: {
      metrics: {
        enabled: true
        // An alert counts the zones that have nodes.
        kubeStateMetrics: { metricLabelsAllowlist: 'nodes=[topology.kubernetes.io/zone]' }
      }
    }
  }
}

@description('The issuer whose word federated credentials take.')
output issuer string = cluster.properties.oidcIssuerProfile.issuerURL!
