// The chart `postgresql-ha`: its templates in the order of a person's reading, its notes and its rules.
import { PostgresqlHaValues } from '../../../schemas/postgresql-ha.ts';
import type { Chart, ChartTemplate, Rule } from '../../engine/index.ts';
import { certificate } from './certificate.ts';
import { clients, clientsMap } from './clients.ts';
import { configuration, configurationMap } from './configuration.ts';
import { dashboard, dashboardFile } from './dashboard.ts';
import { environment } from './environment.ts';
import * as fragments from './fragments.ts';
import { drillJob, promotionJob } from './jobs.ts';
import * as policies from './network-policies.ts';
import { notes } from './notes.ts';
import { monitorBudget, podDisruptionBudget } from './pod-disruption-budget.ts';
import { prometheusRule } from './prometheus-rule.ts';
import { scriptFiles, scripts, scriptsMap } from './scripts.ts';
import { role, roleBinding, serviceAccount } from './service-account.ts';
import { monitorMetrics, nodeMetrics } from './service-monitor.ts';
import * as services from './services.ts';
import { monitorSet, nodeSets } from './stateful-set.ts';
import { monitorTest, writeTest } from './tests.ts';
import { serverMounts } from './volumes.ts';

/** @param resource said by the file of the folder that makes it. */
const template = (file: string, source: string, resource: ChartTemplate['resource']): ChartTemplate => ({
  file: `${file}.yaml`,
  source: `generator/charts/postgresql-ha/${source}.ts`,
  resource,
});

const templates: readonly ChartTemplate[] = [
  template('monitor', 'stateful-set', monitorSet),
  template('nodes', 'stateful-set', nodeSets),
  template('pod-disruption-budget', 'pod-disruption-budget', podDisruptionBudget),
  template('monitor-budget', 'pod-disruption-budget', monitorBudget),
  template('service', 'services', services.headlessService),
  template('node-services', 'services', services.nodeServices),
  template('monitor-service', 'services', services.monitorService),
  template('monitor-identity', 'services', services.monitorIdentity),
  template('primary-service', 'services', services.primaryService),
  template('standby-service', 'services', services.standbyService),
  template('region-services', 'services', services.regionServices),
  template('service-account', 'service-account', serviceAccount),
  template('role', 'service-account', role),
  template('role-binding', 'service-account', roleBinding),
  template('certificate', 'certificate', certificate),
  template('configuration', 'configuration', configurationMap),
  template('scripts', 'scripts', scriptsMap),
  template('clients', 'clients', clientsMap),
  template('network-policy-default-deny', 'network-policies', policies.denyPolicy),
  template('network-policy', 'network-policies', policies.nodePolicy),
  template('network-policy-monitor', 'network-policies', policies.monitorPolicy),
  template('network-policy-drill', 'network-policies', policies.drillPolicy),
  template('network-policy-promotion', 'network-policies', policies.promotionPolicy),
  template('network-policy-test', 'network-policies', policies.testPolicy),
  template('restore-drill', 'jobs', drillJob),
  template('promote', 'jobs', promotionJob),
  template('service-monitor', 'service-monitor', nodeMetrics),
  template('service-monitor-monitor', 'service-monitor', monitorMetrics),
  template('prometheus-rule', 'prometheus-rule', prometheusRule),
  template('dashboard', 'dashboard', dashboard),
  { ...template('tests/write', 'tests', writeTest), isTest: true },
  { ...template('tests/monitor', 'tests', monitorTest), isTest: true },
];

/** @param rules those whose every value stands in this chart. */
export const postgresqlHaChart = (rules: readonly Rule[]): Chart => ({
  name: 'postgresql-ha',
  values: PostgresqlHaValues,
  fragments: [
    ...(Object.values(fragments).filter(
      (one) => typeof one === 'object' && 'body' in one,
    ) as Chart['fragments']),
    configuration,
    scripts,
    clients,
    environment,
    serverMounts,
  ],
  templates,
  rules,
  // Rules speak of the whole platform's values; in this chart its own stand at the root.
  rebase: (path) => (path[0] === 'postgresql' ? path.slice(1) : path),
  notes,
  notesSource: 'generator/charts/postgresql-ha/notes.ts',
  files: new Map([[dashboardFile.path, dashboardFile.text], ...scriptFiles]),
});
