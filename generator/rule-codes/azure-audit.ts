// The codes of the audit: what must hold of what a deployment would make, whatever the compiler lets through. Part
// of the closed list; must not know how a rule is checked.

const module = 'Correct the module in bicep/: no value of an environment says this.';

export const auditCodes = {
  'AZURE-AUDIT-ADDRESS-SKU': {
    severity: 'error',
    title: 'Public addresses know zones',
    cure: module,
  },
  'AZURE-AUDIT-ADDRESS-STATIC': {
    severity: 'error',
    title: 'Public addresses stay',
    cure: module,
  },
  'AZURE-AUDIT-ADDRESS-ZONES': {
    severity: 'error',
    title: 'Public addresses survive the loss of a zone',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-ALERT-RECEIVERS': {
    severity: 'warning',
    title: 'Alerts reach somebody',
    cure: 'List addresses in azure.alerts.emails.',
  },
  'AZURE-AUDIT-BACKEND-ADDRESS': {
    severity: 'error',
    title: 'The name of the api leads to an address of the nodes’ subnet, in the gateway’s own network',
    cure: 'Give api.gateway.address an address of azure.network.nodesSubnet.',
  },
  'AZURE-AUDIT-BACKUP-IMMUTABLE': {
    severity: 'error',
    title: 'Backups cannot be deleted before their time',
    cure: module,
  },
  'AZURE-AUDIT-BUDGET-GROUPS': {
    severity: 'error',
    title: 'The budget counts every resource group',
    cure: module,
  },
  'AZURE-AUDIT-BUDGET-NOTICE': {
    severity: 'error',
    title: 'Somebody is told what it costs',
    cure: module,
  },
  'AZURE-AUDIT-CERTIFICATE-VERSION': {
    severity: 'error',
    title: 'A new certificate is taken by itself',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-AUTHORIZED-RANGES': {
    severity: 'warning',
    title: 'The API server answers known ranges only',
    cure: 'List the ranges of your people and pipelines in azure.cluster.authorizedRanges.',
  },
  'AZURE-AUDIT-CLUSTER-BACKUP': {
    severity: 'warning',
    title: 'Clusters are backed up',
    cure: 'Set azure.cluster.backup.enabled to true.',
  },
  'AZURE-AUDIT-CLUSTER-ENTRA': {
    severity: 'error',
    title: 'Rights in the cluster are roles of Azure',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-LOAD-BALANCER': {
    severity: 'error',
    title: 'The load balancer knows zones',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-LOCAL-ACCOUNTS': {
    severity: 'error',
    title: 'Nobody enters the cluster with a certificate of its own',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-LOGS': {
    severity: 'error',
    title: 'The cluster’s logs are collected',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-METRICS': {
    severity: 'error',
    title: 'The cluster’s metrics are collected',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-NETWORK-MODE': {
    severity: 'warning',
    title: 'Pods take no address of the network',
    cure: 'Set azure.cluster.networkMode to overlay.',
  },
  'AZURE-AUDIT-CLUSTER-NETWORK-PLUGIN': {
    severity: 'error',
    title: 'The network of the cluster is the one of Azure',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-NETWORK-POLICY': {
    severity: 'error',
    title: 'NetworkPolicies are enforced',
    cure: 'Set azure.cluster.networkPolicy to azure, cilium or calico.',
  },
  'AZURE-AUDIT-CLUSTER-NODE-UPGRADES': {
    severity: 'warning',
    title: 'Fixes of the nodes arrive by themselves',
    cure: 'Set azure.cluster.upgrades.nodeImage to NodeImage.',
  },
  'AZURE-AUDIT-CLUSTER-OIDC': {
    severity: 'error',
    title: 'The cluster signs the tokens of its pods',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-POLICY': {
    severity: 'error',
    title: 'Azure Policy sees into the cluster',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-RUN-COMMAND': {
    severity: 'error',
    title: 'Nobody runs commands past the cluster’s own rights',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-SECRETS': {
    severity: 'error',
    title: 'Secrets come from Key Vault, and change by themselves',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-SYSTEM-NODES': {
    severity: 'warning',
    title: 'A system node stands in each zone',
    cure: 'Set azure.cluster.system.minimum to 3 or more.',
  },
  'AZURE-AUDIT-CLUSTER-SYSTEM-TAINT': {
    severity: 'error',
    title: 'The cluster’s own pods have nodes to themselves',
    cure: module,
  },
  'AZURE-AUDIT-CLUSTER-SYSTEM-ZONES': {
    severity: 'error',
    title: 'System nodes stand in three zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-CLUSTER-TIER': {
    severity: 'warning',
    title: 'The API server has a promised uptime',
    cure: 'Set azure.cluster.tier to Standard.',
  },
  'AZURE-AUDIT-CLUSTER-UPGRADES': {
    severity: 'warning',
    title: 'Fixes of Kubernetes arrive by themselves',
    cure: 'Set azure.cluster.upgrades.kubernetes to patch.',
  },
  'AZURE-AUDIT-CLUSTER-WORKLOAD-IDENTITY': {
    severity: 'error',
    title: 'Pods have identities of their own',
    cure: module,
  },
  'AZURE-AUDIT-COPIES': {
    severity: 'warning',
    title: 'The standby region has copies of images, settings and files',
    cure: 'Use the tiers that have copies: azure.registry.tier Premium, azure.appConfiguration.tier Standard, azure.storage.replicateToStandby.',
  },
  'AZURE-AUDIT-COST-DDOS': {
    severity: 'warning',
    title: 'Only what must be highly available pays for a DDoS plan',
    cure: 'Set azure.ddosProtection.kind to none or ip.',
  },
  'AZURE-AUDIT-DIAGNOSTICS': {
    severity: 'error',
    title: 'What serves or stores tells what happens',
    cure: module,
  },
  'AZURE-AUDIT-DNS-ADDRESS': {
    severity: 'error',
    title: 'The DNS of the cluster has an address of its Services',
    cure: 'Choose another azure.network.serviceRange.',
  },
  'AZURE-AUDIT-DUPLICATE': {
    severity: 'error',
    title: 'No two resources have the same id',
    cure: 'Give one of them another name.',
  },
  'AZURE-AUDIT-ENDPOINT-NAME': {
    severity: 'error',
    title: 'Private endpoints have a name in the network',
    cure: module,
  },
  'AZURE-AUDIT-FEDERATION': {
    severity: 'error',
    title: 'The api is believed in each cluster',
    cure: module,
  },
  'AZURE-AUDIT-FLOW-LOG': {
    severity: 'error',
    title: 'The flow log is on',
    cure: module,
  },
  'AZURE-AUDIT-FLOW-LOG-MISSING': {
    severity: 'warning',
    title: 'Every network has a flow log',
    cure: 'Set azure.network.flowLogs to true.',
  },
  'AZURE-AUDIT-FRONT-DOOR-AFFINITY': {
    severity: 'error',
    title: 'Front Door ties nobody to a region',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-CERTIFICATE': {
    severity: 'error',
    title: 'Front Door checks the certificates of its origins',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL': {
    severity: 'error',
    title: 'A firewall guards the name that clients ask for',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL-MODE': {
    severity: 'warning',
    title: 'Front Door’s firewall blocks',
    cure: 'Set azure.frontDoor.wafMode to Prevention.',
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL-RULES': {
    severity: 'warning',
    title: 'Front Door’s firewall has Microsoft’s rules',
    cure: 'Set azure.frontDoor.tier to Premium.',
  },
  'AZURE-AUDIT-FRONT-DOOR-HTTPS': {
    severity: 'error',
    title: 'Front Door speaks HTTPS to its origins',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-PROBE': {
    severity: 'error',
    title: 'Front Door asks its origins cheaply, and only where there is a choice',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-REDIRECT': {
    severity: 'error',
    title: 'Clients are led to HTTPS',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-TLS': {
    severity: 'error',
    title: 'Clients speak only modern TLS',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-AFFINITY': {
    severity: 'error',
    title: 'The gateway ties nobody to a pod',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-CERTIFICATE': {
    severity: 'error',
    title: 'The certificate comes from Key Vault',
    cure: 'Name the secret in azure.gateway.certificate.',
  },
  'AZURE-AUDIT-GATEWAY-DRAIN': {
    severity: 'error',
    title: 'Open requests may finish',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-FIREWALL': {
    severity: 'error',
    title: 'A firewall policy guards the gateway',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-FIREWALL-MODE': {
    severity: 'warning',
    title: 'The gateway’s firewall blocks',
    cure: 'Set azure.gateway.wafMode to Prevention.',
  },
  'AZURE-AUDIT-GATEWAY-FIREWALL-RULES': {
    severity: 'error',
    title: 'The gateway’s firewall has Microsoft’s rules',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-HTTPS': {
    severity: 'error',
    title: 'The listener speaks HTTPS',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-INSTANCES': {
    severity: 'warning',
    title: 'The gateway keeps two instances',
    cure: 'Set azure.gateway.minimum to 2 or more.',
  },
  'AZURE-AUDIT-GATEWAY-ONLY-FRONT-DOOR': {
    severity: 'error',
    title: 'The gateway lets in only what our Front Door sends',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-PROBE': {
    severity: 'error',
    title: 'The gateway asks whether the api is ready',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-PROBE-PATH': {
    severity: 'error',
    title: 'The probe asks for a path',
    cure: 'Set api.probes.readiness.path.',
  },
  'AZURE-AUDIT-GATEWAY-RULES': {
    severity: 'error',
    title: 'Only Front Door reaches the gateways from the internet',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-SKU': {
    severity: 'error',
    title: 'The gateway is of the second version, with a firewall',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-SUBNET': {
    severity: 'error',
    title: 'The subnet of a gateway is a /24 or larger',
    cure: 'Give azure.network.gatewaySubnet a /24.',
  },
  'AZURE-AUDIT-GATEWAY-TLS': {
    severity: 'error',
    title: 'The gateway speaks only modern TLS',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-ZONES': {
    severity: 'error',
    title: 'The gateway stands in three zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-HEALTH-ALERT': {
    severity: 'error',
    title: 'Somebody is told when a resource is not well',
    cure: module,
  },
  'AZURE-AUDIT-LOCK-MISSING': {
    severity: 'warning',
    title: 'What holds data has a lock',
    cure: 'Set azure.locks to true.',
  },
  'AZURE-AUDIT-LOG-LIMIT': {
    severity: 'error',
    title: 'A day’s logs have a limit',
    cure: module,
  },
  'AZURE-AUDIT-LOG-RETENTION': {
    severity: 'error',
    title: 'Logs are kept for a month',
    cure: module,
  },
  'AZURE-AUDIT-MAINTENANCE': {
    severity: 'error',
    title: 'Upgrades have their hours',
    cure: module,
  },
  'AZURE-AUDIT-NAME': {
    severity: 'error',
    title: 'Names are such as Azure takes',
    cure: 'Set the name, or shorten release and environment, of which it is made.',
  },
  'AZURE-AUDIT-NAT-ZONES': {
    severity: 'error',
    title: 'The NAT gateway survives the loss of a zone',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-ORIGINS': {
    severity: 'error',
    title: 'Front Door knows each gateway, and one of them first',
    cure: module,
  },
  'AZURE-AUDIT-PEERING': {
    severity: 'error',
    title: 'Regions see each other, both ways',
    cure: module,
  },
  'AZURE-AUDIT-POOL-AUTOSCALER': {
    severity: 'error',
    title: 'Pools grow and shrink by themselves',
    cure: module,
  },
  'AZURE-AUDIT-POOL-COUNT': {
    severity: 'error',
    title: 'A deployment leaves the number of nodes to the autoscaler',
    cure: module,
  },
  'AZURE-AUDIT-POOL-ENCRYPTION': {
    severity: 'error',
    title: 'Disks of nodes are encrypted where they stand',
    cure: module,
  },
  'AZURE-AUDIT-POOL-NODES': {
    severity: 'warning',
    title: 'Pools keep two nodes',
    cure: 'Set azure.cluster.nodes.minimumPerZone to 2 or more.',
  },
  'AZURE-AUDIT-POOL-ZONES': {
    severity: 'error',
    title: 'Pools stand in zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-POOLS-COVER-ZONES': {
    severity: 'error',
    title: 'The pools of a cluster stand in three zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-PREVIEW': {
    severity: 'error',
    title: 'No preview of an API is used',
    cure: module,
  },
  'AZURE-AUDIT-PRIVATE-ENDPOINT': {
    severity: 'error',
    title: 'What is closed to the internet is open to the network',
    cure: module,
  },
  'AZURE-AUDIT-RANGES-OVERLAP': {
    severity: 'error',
    title: 'No two ranges share an address',
    cure: 'Choose ranges that share no address; each region needs its own.',
  },
  'AZURE-AUDIT-REFERENCE': {
    severity: 'error',
    title: 'Whatever is referred to is made',
    cure: module,
  },
  'AZURE-AUDIT-REGION': {
    severity: 'error',
    title: 'Every resource stands in a region of Azure',
    cure: 'Write the region as Azure does, such as eastus.',
  },
  'AZURE-AUDIT-REGISTRY-ADMINISTRATOR': {
    severity: 'error',
    title: 'The registry has no password',
    cure: module,
  },
  'AZURE-AUDIT-REGISTRY-ANONYMOUS': {
    severity: 'error',
    title: 'Nobody pulls without an identity',
    cure: module,
  },
  'AZURE-AUDIT-REGISTRY-COPY-ZONES': {
    severity: 'error',
    title: 'Copies of the registry survive the loss of a zone',
    cure: module,
  },
  'AZURE-AUDIT-REGISTRY-TIER': {
    severity: 'warning',
    title: 'The registry has copies and private endpoints',
    cure: 'Set azure.registry.tier to Premium.',
  },
  'AZURE-AUDIT-REGISTRY-ZONES': {
    severity: 'warning',
    title: 'The registry survives the loss of a zone',
    cure: 'Set azure.registry.tier to Premium.',
  },
  'AZURE-AUDIT-ROLE-MISSING': {
    severity: 'error',
    title: 'Every identity may do what it must',
    cure: module,
  },
  'AZURE-AUDIT-ROLE-PRINCIPAL': {
    severity: 'error',
    title: 'Roles are given to identities that are made',
    cure: module,
  },
  'AZURE-AUDIT-ROLE-WIDE': {
    severity: 'error',
    title: 'No identity may do more than it must',
    cure: module,
  },
  'AZURE-AUDIT-SCALE': {
    severity: 'error',
    title: 'The fewest are no more than the most',
    cure: 'Lower the one, or raise the other.',
  },
  'AZURE-AUDIT-SECRET': {
    severity: 'error',
    title: 'No secret stands in a template',
    cure: module,
  },
  'AZURE-AUDIT-SETTINGS-KEYS': {
    severity: 'error',
    title: 'The settings are read with an identity',
    cure: module,
  },
  'AZURE-AUDIT-SETTINGS-PURGE': {
    severity: 'error',
    title: 'Deleted settings come back',
    cure: module,
  },
  'AZURE-AUDIT-SETTINGS-TIER': {
    severity: 'warning',
    title: 'The settings have a promised uptime',
    cure: 'Set azure.appConfiguration.tier to Standard.',
  },
  'AZURE-AUDIT-SETTINGS-UNREACHABLE': {
    severity: 'error',
    title: 'Settings can be written by the deployment',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-ANONYMOUS': {
    severity: 'error',
    title: 'No file is readable without an identity',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-CONTAINER-DELETE': {
    severity: 'error',
    title: 'Deleted containers come back',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-CONTAINER-PUBLIC': {
    severity: 'error',
    title: 'No container is open',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-HTTPS': {
    severity: 'error',
    title: 'Accounts speak only HTTPS',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-KEYS': {
    severity: 'error',
    title: 'Only the accounts of backups have keys',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-PUBLIC': {
    severity: 'error',
    title: 'No account is open to the internet',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-REDUNDANCY': {
    severity: 'warning',
    title: 'Accounts survive the loss of a zone',
    cure: 'Set azure.storage.redundancy, and azure.backup.redundancy, to ZRS or RAGZRS.',
  },
  'AZURE-AUDIT-STORAGE-RESTORE': {
    severity: 'error',
    title: 'Deleted files are kept longer than a restore reaches back',
    cure: 'Set azure.storage.restoreDays below azure.storage.softDeleteDays.',
  },
  'AZURE-AUDIT-STORAGE-SKU': {
    severity: 'error',
    title: 'The kind of account is one of Azure’s',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-SOFT-DELETE': {
    severity: 'error',
    title: 'Deleted files come back',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-TLS': {
    severity: 'error',
    title: 'Accounts speak only modern TLS',
    cure: module,
  },
  'AZURE-AUDIT-STORAGE-VERSIONS': {
    severity: 'error',
    title: 'Accounts that are copied or restored keep versions',
    cure: module,
  },
  'AZURE-AUDIT-SUBNET-OUTSIDE': {
    severity: 'error',
    title: 'Every subnet lies inside its network',
    cure: 'Choose a part of azure.network.range.',
  },
  'AZURE-AUDIT-VAULT-PUBLIC': {
    severity: 'error',
    title: 'No vault is open to the internet',
    cure: module,
  },
  'AZURE-AUDIT-VAULT-PURGE': {
    severity: 'error',
    title: 'What is deleted from a vault comes back',
    cure: module,
  },
  'AZURE-AUDIT-VAULT-ROLES': {
    severity: 'error',
    title: 'Vaults are read by roles',
    cure: module,
  },
  'AZURE-AUDIT-VAULT-SOFT-DELETE': {
    severity: 'error',
    title: 'What is deleted from a vault is kept',
    cure: module,
  },
} as const;

export type AuditCode = keyof typeof auditCodes;
