// The chart `redis-sentinel`: its templates in the order of a person's reading, its notes and its rules.
import { RedisSentinelValues } from '../../../schemas/redis-sentinel.ts';
import type { Chart, ChartTemplate, Rule } from '../../engine/index.ts';
import { backupJob } from './backup.ts';
import * as clients from './clients.ts';
import { configuration, configurationMap, downAfterFigure } from './configuration.ts';
import { environment } from './containers.ts';
import { dashboard, dashboardFile } from './dashboard.ts';
import * as fragments from './fragments.ts';
import * as proxy from './master-proxy.ts';
import * as policies from './network-policies.ts';
import { notes } from './notes.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { prometheusRule } from './prometheus-rule.ts';
import { scriptFiles, scripts, scriptsMap } from './scripts.ts';
import { serviceAccount } from './service-account.ts';
import { serviceMonitor } from './service-monitor.ts';
import { headlessService, podServices } from './services.ts';
import { statefulSet } from './stateful-set.ts';
import { quorumTest, replicationTest } from './tests.ts';
import { factFragments } from './values.ts';
import { scriptMounts } from './volumes.ts';

/** @param resource said by the file of the folder that makes it. */
const template = (file: string, source: string, resource: ChartTemplate['resource']): ChartTemplate => ({
  file: `${file}.yaml`,
  source: `generator/charts/redis-sentinel/${source}.ts`,
  resource,
});

const templates: readonly ChartTemplate[] = [
  template('stateful-set', 'stateful-set', statefulSet),
  template('pod-disruption-budget', 'pod-disruption-budget', podDisruptionBudget),
  template('service', 'services', headlessService),
  template('pod-services', 'services', podServices),
  template('service-account', 'service-account', serviceAccount),
  template('configuration', 'configuration', configurationMap),
  template('scripts', 'scripts', scriptsMap),
  template('clients', 'clients', clients.clientsMap),
  template('network-policy-default-deny', 'network-policies', policies.denyPolicy),
  template('network-policy', 'network-policies', policies.serverPolicy),
  template('network-policy-proxy', 'network-policies', policies.proxyPolicy),
  template('network-policy-backup', 'network-policies', policies.backupPolicy),
  template('network-policy-test', 'network-policies', policies.testPolicy),
  template('master-proxy', 'master-proxy', proxy.proxyDeployment),
  template('master-proxy-service', 'master-proxy', proxy.proxyService),
  template('master-proxy-budget', 'master-proxy', proxy.proxyBudget),
  template('backup', 'backup', backupJob),
  template('service-monitor', 'service-monitor', serviceMonitor),
  template('prometheus-rule', 'prometheus-rule', prometheusRule),
  template('dashboard', 'dashboard', dashboard),
  { ...template('tests/quorum', 'tests', quorumTest), isTest: true },
  { ...template('tests/replication', 'tests', replicationTest), isTest: true },
];

/** @param rules those whose every value stands in this chart. */
export const redisSentinelChart = (rules: readonly Rule[]): Chart => ({
  name: 'redis-sentinel',
  values: RedisSentinelValues,
  fragments: [
    ...Object.values(fragments),
    ...factFragments,
    downAfterFigure,
    configuration,
    scripts,
    environment,
    scriptMounts,
    clients.sentinels,
    clients.sentinelObjects,
    clients.sentinelPairs,
    clients.dotnetString,
    clients.nodeOptions,
    clients.pythonOptions,
  ],
  templates,
  rules,
  // Rules speak of the whole platform's values, under the first alias; in this chart they stand at the root.
  rebase: (path) => (path[0] === 'redis' ? path.slice(1) : path),
  notes,
  notesSource: 'generator/charts/redis-sentinel/notes.ts',
  files: new Map([[dashboardFile.path, dashboardFile.text], ...scriptFiles]),
});
