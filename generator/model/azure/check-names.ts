// Which names Azure takes: how long each kind may be, and of which characters. Must not know how they are made.
import type { AzureFacts } from './facts.ts';
import type { RegionNames, SharedNames } from './names.ts';

interface NameRule {
  /** The setting that decides the name. */
  readonly path: string;
  readonly what: string;
  readonly pattern: RegExp;
  readonly wanted: string;
}

const account = { pattern: /^[a-z0-9]{3,24}$/, wanted: 'has 3 to 24 lower-case letters and digits' };
const hyphened = (most: number) => ({
  pattern: new RegExp(`^[A-Za-z](?=.{2,${most - 1}}$)[A-Za-z0-9]*(-[A-Za-z0-9]+)*$`),
  wanted: `has 3 to ${most} letters, digits and single hyphens`,
});

const ofRegion: Partial<Record<keyof RegionNames, NameRule>> = {
  storage: { path: 'api.blob.endpoint', what: 'storage account', ...account },
  backup: { path: 'azure.backup.account', what: 'storage account', ...account },
  keyVault: { path: 'azure.keyVault.name', what: 'Key Vault', ...hyphened(24) },
};

const ofAll: Partial<Record<keyof SharedNames, NameRule>> = {
  registry: {
    path: 'global.imageRegistry',
    what: 'registry',
    pattern: /^[a-z0-9]{5,50}$/,
    wanted: 'has 5 to 50 lower-case letters and digits',
  },
  appConfiguration: {
    path: 'api.appConfiguration.endpoint',
    what: 'App Configuration store',
    pattern: /^[A-Za-z0-9][-A-Za-z0-9]{3,48}[A-Za-z0-9]$/,
    wanted: 'has 5 to 50 letters, digits and hyphens',
  },
  grafana: { path: 'azure.observability.grafana', what: 'Grafana', ...hyphened(23) },
};

type NameFact = AzureFacts['names'][number];

function judge(
  names: Readonly<Record<string, string>>,
  rules: Partial<Record<string, NameRule>>,
): readonly NameFact[] {
  return Object.entries(rules).flatMap(([key, rule]) => {
    if (rule === undefined) return [];
    const { path, what, pattern, wanted } = rule;
    const name = names[key] as string;
    return [{ path, what, name, fits: pattern.test(name), wanted }];
  });
}

/** What is to be said of each name that Azure could refuse. */
export const checkNames = (region: RegionNames, shared: SharedNames): NameFact[] => [
  ...judge(region, ofRegion),
  ...judge(shared, ofAll),
];
