// What a virtual machine of a size has, and what of it is left to pods. Sizes follow a pattern: family, processors,
// features, version. Must not know any setting.

interface Machine {
  readonly processors: number;
  readonly memoryGibibytes: number;
  /** Whether its name has the `s` of Premium disks, which the stores need. */
  readonly premiumDisks: boolean;
}

/** GiB of memory for each processor, by family; those that run AKS nodes well and come in three zones. */
const families: Readonly<Record<string, number>> = {
  B: 4,
  D: 4,
  DC: 4,
  E: 8,
  EC: 8,
  F: 2,
  FX: 21,
  L: 8,
  M: 14,
};
// `l` stands for half the memory: D4ls_v5.
const lowMemory = 0.5;

/** What a machine of the size has; undefined where its family is not known. */
export function machineOf(size: string): Machine | undefined {
  const [, family = '', processors = '', features = ''] =
    /^Standard_([A-Z]+)([0-9]+)(?:-[0-9]+)?([a-z]*)(?:_v[0-9]+)?$/.exec(size) ?? [];
  if (!Object.hasOwn(families, family)) return undefined;
  const perProcessor = (families[family] as number) * (features.includes('l') ? lowMemory : 1);
  return {
    processors: Number(processors),
    memoryGibibytes: Number(processors) * perProcessor,
    premiumDisks: features.includes('s'),
  };
}

/** Processors that AKS keeps for a node: of the first, second, third and fourth, and of each one more (learn: core-aks-clusters-workloads). */
const reservedMillicores = [60, 40, 20, 20];
const reservedBeyond = 10;
const mebibyte = 1024 ** 2;

/** What pods may ask for on a node, in thousandths of a processor and of a byte, as quantities are compared. */
export interface Room {
  readonly cpu: number;
  readonly memory: number;
}

/** What AKS leaves of a node: 1.29 and later keep 20 MB a pod and 50 MB, at most a quarter, and 100 Mi for eviction. */
export function roomOf({ processors, memoryGibibytes }: Machine, maximumPods: number): Room {
  const all = Array.from({ length: processors }, (_, index) => reservedMillicores[index] ?? reservedBeyond);
  const memory = memoryGibibytes * 1024 * mebibyte;
  const kept = Math.min((20 * maximumPods + 50) * mebibyte, memory / 4) + 100 * mebibyte;
  const cpu = processors * 1000 - all.reduce((sum, part) => sum + part, 0);
  return { cpu, memory: Math.floor(memory - kept) * 1000 };
}
