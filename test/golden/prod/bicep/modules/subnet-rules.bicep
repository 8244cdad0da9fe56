// What may enter each subnet, as a security group writes it. Only definitions; the groups stand in network.bicep.

@description('One rule for traffic that enters.')
type inboundRule = {
  name: string
  properties: {
    direction: 'Inbound'
    access: 'Allow' | 'Deny'
    priority: int
    protocol: 'Tcp' | '*'
    sourceAddressPrefix: string?
    sourceAddressPrefixes: string[]?
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: string
  }
}

func allow(name string, priority int, source string, port string) inboundRule => {
  name: name
  properties: {
    direction: 'Inbound'
    access: 'Allow'
    priority: priority
    protocol: port == '*' ? '*' : 'Tcp'
    sourceAddressPrefix: source
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: port
  }
}

func allowRanges(name string, priority int, sources string[], port string) inboundRule => {
  name: name
  properties: {
    direction: 'Inbound'
    access: 'Allow'
    priority: priority
    protocol: 'Tcp'
    sourceAddressPrefixes: sources
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: port
  }
}

func deny(name string, source string) inboundRule => {
  name: name
  properties: {
    direction: 'Inbound'
    access: 'Deny'
    priority: 4000
    protocol: '*'
    sourceAddressPrefix: source
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
  }
}

@export()
@description('The gateway: Front Door on 443, and what the platform itself needs.')
func gatewayRules() inboundRule[] => [
  allow('AllowFrontDoor', 100, 'AzureFrontDoor.Backend', '443')
  allow('AllowGatewayManager', 110, 'GatewayManager', '65200-65535')
  allow('AllowLoadBalancer', 120, 'AzureLoadBalancer', '*')
  deny('DenyInternet', 'Internet')
]

@export()
@description('The nodes: the gateway on the port of the api, other regions on that of the database.')
func nodesRules(gateway string, apiPort int, peers string[]) inboundRule[] =>
  concat(
    [
      allow('AllowGateway', 100, gateway, string(apiPort))
      deny('DenyInternet', 'Internet')
    ],
    // Overlay pods of the other region arrive with the address of their node.
    empty(peers) ? [] : [allowRanges('AllowDatabaseOfPeers', 110, peers, '5432')]
  )

@export()
@description('The private endpoints: the nodes, and the gateway, which reads its certificate there.')
func endpointsRules(nodes string, gateway string) inboundRule[] => [
  allowRanges('AllowNodesAndGateway', 100, [nodes, gateway], '443')
  deny('DenyRest', '*')
]
