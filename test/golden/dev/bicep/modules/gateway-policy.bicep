// The web application firewall of a gateway: Microsoft's rules, and nobody but our Front Door.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the policy.')
param name string

@description('Prevention blocks; Detection only writes down.')
param mode 'Detection' | 'Prevention'

@description('The id that our Front Door sends with each request; the address ranges alone are those of every customer.')
param frontDoorId string

resource policy 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    policySettings: {
      state: 'Enabled'
      mode: mode
      requestBodyCheck: true
      maxRequestBodySizeInKb: 128
      fileUploadLimitInMb: 100
    }
    customRules: [
      {
        name: 'OnlyOurFrontDoor'
        priority: 1
        ruleType: 'MatchRule'
        action: 'Block'
        matchConditions: [
          {
            matchVariables: [{ variableName: 'RequestHeaders', selector: 'X-Azure-FDID' }]
            operator: 'Equal'
            // The API spells it so.
            negationConditon: true
            matchValues: [frontDoorId]
          }
        ]
      }
    ]
    managedRules: {
      managedRuleSets: [
        { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.1' }
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }
      ]
    }
  }
}
