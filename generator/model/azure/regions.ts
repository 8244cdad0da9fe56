// The regions of Azure: which there are, which have three zones, and which other one keeps the copies of storage.
// From the lists that Microsoft publishes (learn: regions-list, cross-region replication); must not know any setting.

interface RegionFacts {
  /** Whether it has three availability zones. */
  readonly zones: boolean;
  /** Where geo-redundant copies go; fixed by Azure. Newer regions have none. */
  readonly pair?: string;
}

const withZones = (pair?: string): RegionFacts => ({ zones: true, ...(pair && { pair }) });
const withoutZones = (pair?: string): RegionFacts => ({ zones: false, ...(pair && { pair }) });

const regions: Readonly<Record<string, RegionFacts>> = {
  australiacentral: withoutZones('australiacentral2'),
  australiaeast: withZones('australiasoutheast'),
  australiasoutheast: withoutZones('australiaeast'),
  austriaeast: withZones(),
  belgiumcentral: withZones(),
  brazilsouth: withZones('southcentralus'),
  canadacentral: withZones('canadaeast'),
  canadaeast: withoutZones('canadacentral'),
  centralindia: withZones('southindia'),
  centralus: withZones('eastus2'),
  chilecentral: withZones(),
  eastasia: withZones('southeastasia'),
  eastus: withZones('westus'),
  eastus2: withZones('centralus'),
  francecentral: withZones('francesouth'),
  germanywestcentral: withZones('germanynorth'),
  indonesiacentral: withZones(),
  israelcentral: withZones(),
  italynorth: withZones(),
  japaneast: withZones('japanwest'),
  japanwest: withZones('japaneast'),
  koreacentral: withZones('koreasouth'),
  koreasouth: withoutZones('koreacentral'),
  malaysiawest: withZones(),
  mexicocentral: withZones(),
  newzealandnorth: withZones(),
  northcentralus: withoutZones('southcentralus'),
  northeurope: withZones('westeurope'),
  norwayeast: withZones('norwaywest'),
  polandcentral: withZones(),
  qatarcentral: withZones(),
  southafricanorth: withZones('southafricawest'),
  southcentralus: withZones('northcentralus'),
  southeastasia: withZones('eastasia'),
  southindia: withoutZones('centralindia'),
  spaincentral: withZones(),
  swedencentral: withZones('swedensouth'),
  switzerlandnorth: withZones('switzerlandwest'),
  uaenorth: withZones('uaecentral'),
  uksouth: withZones('ukwest'),
  ukwest: withoutZones('uksouth'),
  westcentralus: withoutZones('westus2'),
  westeurope: withZones('northeurope'),
  westindia: withoutZones('southindia'),
  westus: withoutZones('eastus'),
  westus2: withZones('westcentralus'),
  westus3: withZones('eastus'),
};

/** What is known of a region; undefined for a name that is none. */
export const regionFacts = (name: string): RegionFacts | undefined =>
  Object.hasOwn(regions, name) ? regions[name] : undefined;
