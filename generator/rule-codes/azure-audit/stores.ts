// The codes of the audit of storage, vaults, registry and settings. Part of the closed list; must not know how a rule is checked.
import { module } from './module.ts';

export const storeCodes = {
  'AZURE-AUDIT-BACKUP-IMMUTABLE': {
    severity: 'error',
    title: 'Backups cannot be deleted before their time',
    cure: module,
  },
  'AZURE-AUDIT-COPIES': {
    severity: 'warning',
    title: 'The standby region has copies of images, settings and files',
    cure: 'Use the tiers that have copies: azure.registry.tier Premium, azure.appConfiguration.tier Standard, azure.storage.replicateToStandby.',
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
