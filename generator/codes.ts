// The closed list of everything that can be wrong. One entry a code: its severity, a title for the
// reference in docs, and the general cure; a finding may carry a more exact one.

export type Severity = 'error' | 'warning';

interface Entry {
  readonly severity: Severity;
  readonly title: string;
  readonly cure: string;
}

export const codes = {
  'FILE-MISSING': {
    severity: 'error',
    title: 'A file that is named does not exist',
    cure: 'Check the name, or create the file.',
  },
  'FILE-UNREADABLE': {
    severity: 'error',
    title: 'A file cannot be read',
    cure: 'Check the permissions of the file.',
  },
  'FILE-NOT-A-FILE': {
    severity: 'error',
    title: 'A folder or a device stands where a file is expected',
    cure: 'Name a YAML file.',
  },
  'FILE-OUTSIDE': {
    severity: 'error',
    title: 'A name leads out of the repository',
    cure: 'Put the file itself inside the folder; links that lead out of it are not followed.',
  },
  'FILE-TOO-LARGE': {
    severity: 'error',
    title: 'A file is larger than 1 MiB',
    cure: 'Keep values small; carry large texts in files of their own.',
  },
  'FILE-NOT-UTF8': {
    severity: 'error',
    title: 'A file is not UTF-8 text',
    cure: 'Save the file as UTF-8.',
  },
  'YAML-SYNTAX': {
    severity: 'error',
    title: 'The text is not YAML',
    cure: 'Check indentation, colons, quotes and brackets on this line and the one before.',
  },
  'YAML-TOO-DEEP': {
    severity: 'error',
    title: 'Maps and lists are nested deeper than 64',
    cure: 'Nest less deeply.',
  },
  'YAML-CONTROL-CHARACTER': {
    severity: 'error',
    title: 'A character that YAML forbids or that readers disagree on',
    cure: 'Delete the character, or write it as an escape in double quotes.',
  },
  'YAML-DUPLICATE-KEY': {
    severity: 'error',
    title: 'A key stands twice in one map',
    cure: 'Keep one of the two.',
  },
  'YAML-AMBIGUOUS-VALUE': {
    severity: 'error',
    title: 'A value that YAML readers understand differently',
    cure: 'Put text in quotes; write true, false, null and numbers as JSON does.',
  },
  'YAML-AMBIGUOUS-KEY': {
    severity: 'error',
    title: 'A key that YAML readers understand differently',
    cure: 'Put the key in quotes.',
  },
  'YAML-KEY-NOT-TEXT': {
    severity: 'error',
    title: 'A key is not text',
    cure: 'Put the key in quotes, or write plain text.',
  },
  'YAML-RESERVED-KEY': {
    severity: 'error',
    title: 'A key that no setting may have',
    cure: 'Use another name.',
  },
  'YAML-ALIAS': {
    severity: 'error',
    title: 'An alias (*name) refers to another place in the file',
    cure: 'Write the value out, or move what is shared into a layer.',
  },
  'YAML-ANCHOR': {
    severity: 'error',
    title: 'An anchor (&name) marks a value for reuse',
    cure: 'Remove the anchor; move what is shared into a layer.',
  },
  'YAML-MERGE-KEY': {
    severity: 'error',
    title: 'A merge key (<<) copies another map',
    cure: 'Write the keys out, or move what is shared into a layer named in "extends".',
  },
  'YAML-TAG': {
    severity: 'error',
    title: 'A tag (!name) asks for a type',
    cure: 'Remove the tag; put text in quotes and write numbers plainly.',
  },
  'YAML-DIRECTIVE': {
    severity: 'error',
    title: 'A directive (%) changes how the file is read',
    cure: 'Remove the line.',
  },
  'YAML-SEVERAL-DOCUMENTS': {
    severity: 'error',
    title: 'More than one document in a file',
    cure: 'Keep one document a file.',
  },
  'YAML-INTEGER-RANGE': {
    severity: 'error',
    title: 'A whole number that cannot be kept exactly',
    cure: 'Write a number between -9007199254740991 and 9007199254740991, or put it in quotes.',
  },
  'YAML-NOT-FINITE': {
    severity: 'error',
    title: 'Infinity, not-a-number, or a number too large to hold',
    cure: 'Write a finite number, or put the text in quotes.',
  },
  'YAML-NOT-A-MAP': {
    severity: 'error',
    title: 'A values file is not a map of settings',
    cure: 'Start the file with settings such as "environment: dev".',
  },
  'LAYER-LIST': {
    severity: 'error',
    title: 'The key "extends" is not a list of file names',
    cure: 'Write a list: extends: [layers/shared.yaml]',
  },
  'LAYER-PATH': {
    severity: 'error',
    title: 'A layer is not named as a file under layers/',
    cure: 'Name it as it stands beside the file: layers/<name>.yaml',
  },
  'LAYER-REPEATED': {
    severity: 'error',
    title: 'A layer is listed twice',
    cure: 'Keep one of the two; the later one wins over the earlier.',
  },
  'LAYER-EXTENDS': {
    severity: 'error',
    title: 'A layer extends another layer',
    cure: 'List both layers in the environment file, in the order in which they apply.',
  },
  'VALUE-UNKNOWN-KEY': {
    severity: 'error',
    title: 'A key that is not a setting',
    cure: 'Correct the name, or remove the key.',
  },
  'VALUE-MISSING': {
    severity: 'error',
    title: 'A setting that must be given is missing',
    cure: 'Add the setting.',
  },
  'VALUE-TYPE': {
    severity: 'error',
    title: 'A value of the wrong type',
    cure: 'Write a value of the type that the message names.',
  },
  'VALUE-NULL': {
    severity: 'error',
    title: 'Null where a value is needed',
    cure: 'Remove the key to get the default, or give a value.',
  },
  'VALUE-RANGE': {
    severity: 'error',
    title: 'A value too small, too large, too short or too long',
    cure: 'Stay within the limit that the message names.',
  },
  'VALUE-FORMAT': {
    severity: 'error',
    title: 'A text that is not in the form that is needed',
    cure: 'Write it in the form that the reference shows.',
  },
  'VALUE-CHOICE': {
    severity: 'error',
    title: 'A value that is not one of the choices',
    cure: 'Use one of the values that the message names.',
  },
  'VALUE-RULE': {
    severity: 'error',
    title: 'A value that breaks a rule of its setting',
    cure: 'Follow what the message says.',
  },
  'FILE-NAME': {
    severity: 'warning',
    title: 'A file in the values folder is passed over',
    cure: 'Environments end in .yaml: rename it, or move it away.',
  },
  'ENVIRONMENT-TWICE': {
    severity: 'error',
    title: 'Two files are the same environment',
    cure: 'Give each file its own environment name, or remove one of them.',
  },
  'OUT-FOLDER': {
    severity: 'error',
    title: 'The output folder is not one that may be replaced',
    cure: 'Name a folder of its own with --out, for example --out dist.',
  },
  'OUT-FOREIGN': {
    severity: 'error',
    title: 'The output folder holds files that the generator did not write',
    cure: 'Name an empty or new folder with --out, or move those files away.',
  },
  'OUT-SYMLINK': {
    severity: 'error',
    title: 'The way to the output passes a symbolic link',
    cure: 'Name the real folder with --out.',
  },
  'OUT-PATH': {
    severity: 'error',
    title: 'A file would have a name that is not safe everywhere',
    cure: 'Change the value that the name is made of.',
  },
  'OUT-FAILED': {
    severity: 'error',
    title: 'The output could not be written',
    cure: 'Free the disk or correct the permissions, and run it again.',
  },
  'OUT-DIFFERS': {
    severity: 'error',
    title: 'What stands on the disk is not what would be generated',
    cure: 'Generate it again, and commit what is committed.',
  },
  'EXPLAIN-UNKNOWN': {
    severity: 'error',
    title: 'There is no setting of that path',
    cure: 'List the settings with: chartwright explain',
  },
  'REGION-ACTIVE': {
    severity: 'error',
    title: 'Exactly one region of an environment is active',
    cure: 'Set `role: active` for one region, and `role: standby` for the others.',
  },
  'REGION-TWICE': {
    severity: 'error',
    title: 'A region is listed twice',
    cure: 'Remove one of the two.',
  },
  'REGION-ZONE-TWICE': {
    severity: 'error',
    title: 'A zone of a region is listed twice',
    cure: 'List each zone once.',
  },
  'API-APP-CONFIGURATION-IDENTITY': {
    severity: 'error',
    title: 'App Configuration is read with an identity',
    cure: 'Set api.workloadIdentity.enabled to true, or api.appConfiguration.enabled to false.',
  },
  'API-APP-CONFIGURATION-UNKNOWN': {
    severity: 'warning',
    title: 'The address of App Configuration is known where it is used',
    cure: 'After the Azure deployment, put the address into api.appConfiguration.endpoint, in the layer with what Azure returned.',
  },
  'API-BLOB-IDENTITY': {
    severity: 'error',
    title: 'Blob Storage is used with an identity',
    cure: 'Set api.workloadIdentity.enabled to true, or api.blob.enabled to false.',
  },
  'API-BLOB-UNKNOWN': {
    severity: 'warning',
    title: 'The address of Blob Storage is known where it is used',
    cure: 'After the Azure deployment, put the address into api.blob.endpoint, in the layer with what Azure returned.',
  },
  'API-IDENTITY-UNKNOWN': {
    severity: 'warning',
    title: 'The Azure identity is known where it is used',
    cure: 'After the Azure deployment, put the client id into api.workloadIdentity.clientId, in the layer with what Azure returned.',
  },
  'HA-API-DRAIN': {
    severity: 'error',
    title: 'A drain can always take one pod',
    cure: 'Lower api.pdb.minAvailable below the fewest pods that run, or raise api.hpa.minReplicas (api.replicas where the autoscaler is off).',
  },
  'HA-API-GATEWAY-ADDRESS': {
    severity: 'error',
    title: 'The load balancer of the gateway has a fixed address',
    cure: 'Give api.gateway.address a free address of the subnet, or set api.gateway.enabled to false.',
  },
  'HA-API-GATEWAY-CLIENTS': {
    severity: 'error',
    title: 'The network policy lets the gateway in',
    cure: 'List the range of the gateway in api.gateway.clients, such as 10.10.0.0/24.',
  },
  'HA-API-GRACE': {
    severity: 'error',
    title: 'A stopping pod has time to finish its requests',
    cure: 'Raise api.shutdown.gracePeriodSeconds to at least the pause before the stop and the longest request together.',
  },
  'HA-API-IMAGE-DIGEST': {
    severity: 'warning',
    title: 'Images are pinned by digest where availability is high',
    cure: 'Put the digest that the registry shows for the tag (sha256:...) into api.image.digest and api.tests.image.digest, in the environment file or in a layer of its own.',
  },
  'HA-API-IMAGE-LATEST': {
    severity: 'error',
    title: 'The image of the api names a version',
    cure: 'Set api.image.tag to the version that was built, such as "1.4.2".',
  },
  'HA-API-PDB-OFF': {
    severity: 'error',
    title: 'A budget limits drains where availability is high',
    cure: 'Set api.pdb.enabled to true, or availability to none.',
  },
  'HA-API-POOL': {
    severity: 'warning',
    title: 'The connections of all pods fit into PostgreSQL',
    cure: 'Lower api.postgresql.maxPoolSize, or the most pods.',
  },
  'HA-API-READINESS': {
    severity: 'error',
    title: 'An outage of a pod is noticed before clients give up',
    cure: 'Lower periodSeconds or failureThreshold of api.probes.readiness, or raise api.resilience.clientTimeoutSeconds if clients really wait longer.',
  },
  'HA-API-REQUESTS-CPU': {
    severity: 'error',
    title: 'A pod asks for no more processor time than it may use',
    cure: 'Lower api.resources.requests.cpu, or raise api.resources.limits.cpu.',
  },
  'HA-API-REQUESTS-MEMORY': {
    severity: 'error',
    title: 'A pod asks for no more memory than it may use',
    cure: 'Lower api.resources.requests.memory, or raise api.resources.limits.memory.',
  },
  'HA-API-REQUESTS-STORAGE': {
    severity: 'error',
    title: 'A pod asks for no more temporary storage than it may use',
    cure: 'Lower api.resources.requests.ephemeralStorage, or raise api.resources.limits.ephemeralStorage.',
  },
  'HA-API-SCALE-ORDER': {
    severity: 'error',
    title: 'The autoscaler has no more pods at least than at most',
    cure: 'Lower api.hpa.minReplicas, or raise api.hpa.maxReplicas.',
  },
  'HA-API-SPREAD': {
    severity: 'error',
    title: 'There are zones to spread the pods over',
    cure: 'List the zones, or set api.spread.enabled to false.',
  },
  'HA-API-SPREAD-OFF': {
    severity: 'error',
    title: 'Pods are spread over zones where availability is high',
    cure: 'Set api.spread.enabled to true, or availability to none.',
  },
  'HA-API-ZONE-LOSS': {
    severity: 'warning',
    title: 'The pods that are left carry the load of a lost zone',
    cure: 'Lower api.hpa.cpuUtilization: at most 66 with three zones, 50 with two; 60 leaves some room.',
  },
  'HA-API-ZONES': {
    severity: 'error',
    title: 'Every zone has a pod of the api',
    cure: 'Raise api.hpa.minReplicas (api.replicas where the autoscaler is off) to at least the number of zones.',
  },
  'HA-POSTGRESQL-ZONES': {
    severity: 'error',
    title: 'Every database node stands in a zone of the platform',
    cure: 'Set the zone of the node in global.postgresql.nodes to one of the zones, or list its zone there.',
  },
  'HA-REDIS-ODD': {
    severity: 'warning',
    title: 'The cache has an odd number of pods',
    cure: 'Set global.redis.replicas to an odd number, such as 3.',
  },
  'HA-REDIS-SESSIONS-ODD': {
    severity: 'warning',
    title: 'The Redis of the sessions has an odd number of pods',
    cure: 'Set global.redisSessions.replicas to an odd number, such as 3.',
  },
  'HA-RELEASE-NAME': {
    severity: 'error',
    title: 'The release name leaves room in the names made from it',
    cure: 'Choose a release name of at most 24 characters.',
  },
  'HA-SESSIONS-EVICTED': {
    severity: 'warning',
    title: 'Sessions have a Redis that evicts nothing where availability is high',
    cure: 'Set global.redisSessions.enabled to true.',
  },
  'HA-ZONES-FEW': {
    severity: 'warning',
    title: 'The platform has three zones where availability is high',
    cure: 'List three zones, or set availability to none.',
  },
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof codes;
