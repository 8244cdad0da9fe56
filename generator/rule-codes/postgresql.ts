// The codes of the rules about PostgreSQL.

export const postgresqlCodes = {
  'POSTGRESQL-ALERTS-METRICS': {
    severity: 'warning',
    title: 'Alerts have metrics to look at',
    cure: 'Set postgresql.serviceMonitor.enabled and postgresql.exporter.enabled to true, or postgresql.prometheusRule.enabled to false.',
  },
  'POSTGRESQL-BACKUP-OFF': {
    severity: 'warning',
    title: 'There are backups where availability is high',
    cure: 'Set postgresql.backup.enabled to true, and say where the repository is.',
  },
  'POSTGRESQL-BACKUP-UNREACHABLE': {
    severity: 'error',
    title: 'The network policy lets the nodes out to the backup store',
    cure: 'List the range and port of the store in postgresql.networkPolicy.destinations, such as 10.10.4.0/24 and 443.',
  },
  'POSTGRESQL-CROSS-REGION': {
    severity: 'error',
    title: 'Every node has an address for the other region, and lets it in',
    cure: 'List each node with its address in postgresql.crossRegion.nodes, and the range of the other region’s nodes in postgresql.crossRegion.clients.',
  },
  'POSTGRESQL-CROSS-REGION-TWICE': {
    severity: 'error',
    title: 'Every node has one address for the other region',
    cure: 'List each node once in postgresql.crossRegion.nodes.',
  },
  'POSTGRESQL-GRACE': {
    severity: 'error',
    title: 'A stopping primary has time to hand over',
    cure: 'Raise postgresql.shutdown.gracePeriodSeconds, or lower postgresql.shutdown.handoverSeconds.',
  },
  'POSTGRESQL-IMAGE-DIGEST': {
    severity: 'warning',
    title: 'Images of a registry are pinned by digest where availability is high',
    cure: 'Put the digest that the registry shows for the tag (sha256:...) into postgresql.image.digest and postgresql.exporter.image.digest.',
  },
  'POSTGRESQL-MEMORY': {
    severity: 'error',
    title: 'The container has room for all that PostgreSQL may use',
    cure: 'Raise postgresql.resources.limits.memory, or lower sharedBuffers, workMem, maintenanceWorkMem or autovacuumWorkMem of postgresql.memory, or postgresql.connections.maximum.',
  },
  'POSTGRESQL-MONITOR-NOWHERE': {
    severity: 'error',
    title: 'The zone of the monitor is one of the platform',
    cure: 'Set postgresql.monitor.zone to one of the zones.',
  },
  'POSTGRESQL-MONITOR-PRIORITY': {
    severity: 'error',
    title: 'The node in the zone of the monitor is the last choice',
    cure: 'Lower candidatePriority of the node in the zone of the monitor, in global.postgresql.nodes.',
  },
  'POSTGRESQL-MONITOR-ZONE': {
    severity: 'error',
    title: 'The monitor stands in a zone of its own while there are two nodes',
    cure: 'Set postgresql.monitor.zone to the zone that has no database node, or add a third node.',
  },
  'POSTGRESQL-NODES': {
    severity: 'error',
    title: 'There are two nodes at least where availability is high',
    cure: 'Add a node to global.postgresql.nodes, or set availability to none.',
  },
  'POSTGRESQL-PDB-OFF': {
    severity: 'error',
    title: 'A budget limits drains where availability is high',
    cure: 'Set postgresql.pdb.enabled to true, or availability to none.',
  },
  'POSTGRESQL-REPOSITORY': {
    severity: 'error',
    title: 'The store of the backups is named',
    cure: 'Set postgresql.backup.repository.account for Azure, or postgresql.backup.repository.region for S3.',
  },
  'POSTGRESQL-REPOSITORY-KEYS': {
    severity: 'error',
    title: 'Each storage account has a key of its own',
    cure: 'Give postgresql.backup.secondRepository.existingSecret a Secret of its own, with the key of its account.',
  },
  'POSTGRESQL-REPOSITORY-MISSING': {
    severity: 'error',
    title: 'What is restored or tried stands in a repository that there is',
    cure: 'Set postgresql.backup.secondRepository.enabled to true, or repository of postgresql.restore and postgresql.backup.drill to 1.',
  },
  'POSTGRESQL-REPOSITORY-SECOND': {
    severity: 'error',
    title: 'The second store of the backups is named',
    cure: 'Set postgresql.backup.secondRepository.account for Azure, or postgresql.backup.secondRepository.region for S3.',
  },
  'POSTGRESQL-REQUESTS-CPU': {
    severity: 'error',
    title: 'A pod asks for no more processor time than it may use',
    cure: 'Lower postgresql.resources.requests.cpu, or raise postgresql.resources.limits.cpu.',
  },
  'POSTGRESQL-REQUESTS-MEMORY': {
    severity: 'error',
    title: 'A pod asks for no more memory than it may use',
    cure: 'Lower postgresql.resources.requests.memory, or raise postgresql.resources.limits.memory.',
  },
  'POSTGRESQL-RESTORE-STANZA': {
    severity: 'error',
    title: 'A restored release does not write where it was restored from',
    cure: 'Set postgresql.backup.stanza to a name that no other release has, such as main-2.',
  },
  'POSTGRESQL-SPREAD': {
    severity: 'warning',
    title: 'Each node is bound to its zone where availability is high',
    cure: 'Set postgresql.spread to zone, or availability to none.',
  },
  'POSTGRESQL-STANDBY-PRIMARIES': {
    severity: 'error',
    title: 'The standby of a region knows whom it follows',
    cure: 'List the load balancers of the nodes of the active region in postgresql.standby.primaries, in the overrides of the region.',
  },
  'POSTGRESQL-STANDBY-QUORUM': {
    severity: 'error',
    title: 'No commit waits for the standby of a region',
    cure: 'Set candidatePriority to 0 and replicationQuorum to false for the nodes of the standby region.',
  },
  'POSTGRESQL-STRICT': {
    severity: 'error',
    title: 'A commit that always waits has two standbys to wait for',
    cure: 'Add a third node to global.postgresql.nodes, or set postgresql.durability to standard.',
  },
  'POSTGRESQL-TIMERS': {
    severity: 'error',
    title: 'A primary that was cut off stops before another is made',
    cure: 'Lower postgresql.failover.partitionSeconds or postgresql.replication.senderTimeoutSeconds, or raise unhealthySeconds or demoteSeconds of postgresql.failover.',
  },
  'POSTGRESQL-VOLUME': {
    severity: 'error',
    title: 'The volume holds the data twice, and WAL',
    cure: 'Raise postgresql.storage.size; or lower postgresql.storage.expectedData, postgresql.replication.maxSlotWalKeepSize or postgresql.backup.queueSize.',
  },
  'POSTGRESQL-ZONES-SHARED': {
    severity: 'error',
    title: 'No two nodes share a zone',
    cure: 'Give each node in global.postgresql.nodes a zone of its own, or set postgresql.spread to node or none.',
  },
} as const;
