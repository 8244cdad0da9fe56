// The chart `api`: its templates in the order of a person's reading, its notes and its rules.
import { ApiValues } from '../../../schemas/api.ts';
import type { Chart, Rule } from '../../engine/index.ts';
import { configMap } from './config-map.ts';
import { dashboard, dashboardFile } from './dashboard.ts';
import { deployment } from './deployment.ts';
import {
  commonLabels,
  gatewayLabels,
  image,
  labels,
  name,
  postgresqlHosts,
  redisSentinels,
  redisServerName,
  selectorLabels,
  sessionSentinels,
  sessionServerName,
  testImage,
  testLabels,
} from './fragments.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { denyPolicy, servePolicy, testPolicy } from './network-policies.ts';
import { notes } from './notes.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { prometheusRule } from './prometheus-rule.ts';
import { redisOptions } from './redis-settings.ts';
import { serviceAccount } from './service-account.ts';
import { serviceMonitor } from './service-monitor.ts';
import { gatewayService, service } from './services.ts';
import { postgresqlOptions, settings } from './settings.ts';
import { liveTest, readyTest } from './tests.ts';

const from = (file: string): string => `generator/charts/api/${file}.ts`;

/** @param rules those whose every value stands in this chart. */
export const apiChart = (rules: readonly Rule[]): Chart => ({
  name: 'api',
  values: ApiValues,
  fragments: [
    name,
    selectorLabels,
    commonLabels,
    labels,
    gatewayLabels,
    testLabels,
    image,
    testImage,
    postgresqlHosts,
    redisServerName,
    sessionServerName,
    redisSentinels,
    sessionSentinels,
    postgresqlOptions,
    redisOptions,
    settings,
  ],
  templates: [
    { file: 'deployment.yaml', source: from('deployment'), resource: deployment },
    {
      file: 'horizontal-pod-autoscaler.yaml',
      source: from('horizontal-pod-autoscaler'),
      resource: horizontalPodAutoscaler,
    },
    {
      file: 'pod-disruption-budget.yaml',
      source: from('pod-disruption-budget'),
      resource: podDisruptionBudget,
    },
    { file: 'service.yaml', source: from('services'), resource: service },
    { file: 'gateway-service.yaml', source: from('services'), resource: gatewayService },
    { file: 'service-account.yaml', source: from('service-account'), resource: serviceAccount },
    { file: 'settings.yaml', source: from('config-map'), resource: configMap },
    { file: 'network-policy-default-deny.yaml', source: from('network-policies'), resource: denyPolicy },
    { file: 'network-policy.yaml', source: from('network-policies'), resource: servePolicy },
    { file: 'network-policy-test.yaml', source: from('network-policies'), resource: testPolicy },
    { file: 'service-monitor.yaml', source: from('service-monitor'), resource: serviceMonitor },
    { file: 'prometheus-rule.yaml', source: from('prometheus-rule'), resource: prometheusRule },
    { file: 'dashboard.yaml', source: from('dashboard'), resource: dashboard },
    { file: 'tests/ready.yaml', source: from('tests'), resource: readyTest, isTest: true },
    { file: 'tests/live.yaml', source: from('tests'), resource: liveTest, isTest: true },
  ],
  rules,
  // Rules speak of the whole platform's values; in this chart they stand at the root.
  rebase: (path) => (path[0] === 'api' ? path.slice(1) : path),
  notes,
  notesSource: from('notes'),
  files: new Map([[dashboardFile.path, dashboardFile.text]]),
});
