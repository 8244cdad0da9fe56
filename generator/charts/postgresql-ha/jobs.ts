// What runs by itself or when somebody asks for it: the drill that restores a backup, and the promotion of the standby of
// a region.
import type { V1Container, V1CronJob, V1PodSpec } from '@kubernetes/client-node';
import {
  and,
  checksum,
  commented,
  include,
  isPresent,
  type Manifest,
  manifest,
  multiply,
  spread,
  type Template,
  when,
} from '../../engine/index.ts';
import { podSecurityContext } from '../security-context.ts';
import { configuration } from './configuration.ts';
import { resourcesOf } from './containers.ts';
import { drillEnvironment, environment, variable } from './environment.ts';
import { drillLabels, image, name, promotionLabels, securityContext } from './fragments.ts';
import { metadata } from './metadata.ts';
import { placement } from './placement.ts';
import { isActive, isStandby, values as v } from './values.ts';
import {
  authorityVolume,
  configurationVolume,
  keysMount,
  keysVolume,
  operationsSecrets,
  scriptsVolume,
  storeMounts,
  storeSecretsVolume,
  storeVolumes,
  temporaryVolumes,
  tlsMount,
} from './volumes.ts';

const { drill } = v.backup;

const jobPod = {
  restartPolicy: 'Never',
  serviceAccountName: include(name),
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  ...placement,
  securityContext: podSecurityContext,
} satisfies Partial<Template<V1PodSpec>>;

const container = (file: string) =>
  ({
    name: file,
    image: include(image),
    imagePullPolicy: v.image.pullPolicy,
    command: ['sh', `/scripts/${file}.sh`],
    securityContext: include(securityContext),
  }) satisfies Partial<Template<V1Container>>;

const annotations = { 'checksum/configuration': checksum(configuration) };

export const drillJob = when<Manifest>(
  and(drill.enabled, v.backup.enabled, isActive),
  manifest<V1CronJob>({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata('workload', 'restore-drill', drillLabels),
    spec: {
      schedule: drill.schedule,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: multiply(drill.deadlineMinutes, 60),
          template: {
            metadata: { labels: include(drillLabels), annotations },
            spec: {
              ...jobPod,
              containers: [
                {
                  ...container('drill'),
                  env: [...drillEnvironment, spread(environment)],
                  resources: resourcesOf(drill.resources),
                  volumeMounts: [
                    { name: 'scripts', mountPath: '/scripts', readOnly: true },
                    { name: 'configuration', mountPath: '/config', readOnly: true },
                    { name: 'secrets', mountPath: '/secrets', readOnly: true },
                    { name: 'data', mountPath: '/data' },
                    { name: 'run', mountPath: '/run/postgresql' },
                    keysMount,
                    { name: 'tmp', mountPath: '/tmp' },
                    ...storeMounts,
                  ],
                },
              ],
              volumes: [
                scriptsVolume,
                configurationVolume,
                storeSecretsVolume,
                ...temporaryVolumes,
                keysVolume,
                ...storeVolumes,
                {
                  name: 'data',
                  ephemeral: {
                    volumeClaimTemplate: {
                      metadata: { labels: include(drillLabels) },
                      spec: {
                        accessModes: ['ReadWriteOnce'],
                        storageClassName: when(isPresent(drill.storageClass), drill.storageClass),
                        volumeMode: 'Filesystem',
                        resources: { requests: { storage: drill.size } },
                      },
                    },
                  },
                },
              ],
            },
          },
        },
      },
    },
  }),
);

export const promotionJob = when<Manifest>(
  isStandby,
  manifest<V1CronJob>({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata('workload', 'promote', promotionLabels),
    spec: {
      schedule: '0 0 1 1 *',
      suspend: commented('Only a person starts it: kubectl create job --from=cronjob/...', true),
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 300,
          template: {
            metadata: { labels: include(promotionLabels), annotations },
            spec: {
              ...jobPod,
              containers: [
                {
                  ...container('promote'),
                  env: [variable('NODE_NAME', 'promotion'), spread(environment)],
                  resources: {
                    requests: { cpu: '50m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
                    limits: { cpu: '250m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
                  },
                  volumeMounts: [
                    { name: 'scripts', mountPath: '/scripts', readOnly: true },
                    { name: 'secrets', mountPath: '/secrets', readOnly: true },
                    tlsMount,
                    { name: 'run', mountPath: '/run/postgresql' },
                    { name: 'tmp', mountPath: '/tmp' },
                  ],
                },
              ],
              volumes: [scriptsVolume, operationsSecrets, authorityVolume, ...temporaryVolumes],
            },
          },
        },
      },
    },
  }),
);
