// The CronJob that copies the data of a replica into a claim that exists.
import type { V1CronJob } from '@kubernetes/client-node';
import { include, type Manifest, manifest, spread, t, when } from '../../engine/index.ts';
import { podSecurityContext } from '../security-context.ts';
import { serverName } from './clients.ts';
import { environment } from './containers.ts';
import { backupLabels, image, name, pullPolicy, securityContext } from './fragments.ts';
import { metadata } from './metadata.ts';
import { placement } from './placement.ts';
import { values as v } from './values.ts';
import { authorityMount, authorityVolume, scriptsVolume, secretsVolume } from './volumes.ts';

const { backup } = v;

export const backupJob = when<Manifest>(
  backup.enabled,
  manifest<V1CronJob>({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata('workload', 'backup', backupLabels),
    spec: {
      schedule: backup.schedule,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 3600,
          template: {
            metadata: { labels: include(backupLabels) },
            spec: {
              restartPolicy: 'Never',
              serviceAccountName: include(name),
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              ...placement,
              securityContext: podSecurityContext,
              containers: [
                {
                  name: 'copy',
                  image: include(image),
                  imagePullPolicy: include(pullPolicy),
                  command: ['sh', '/scripts/backup-copy.sh'],
                  env: [
                    spread(environment),
                    { name: 'SERVER_NAME', value: serverName },
                    { name: 'KEEP', value: t`${backup.keep}` },
                  ],
                  securityContext: include(securityContext),
                  resources: {
                    requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
                    limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
                  },
                  volumeMounts: [
                    { name: 'scripts', mountPath: '/scripts', readOnly: true },
                    { name: 'secrets', mountPath: '/secrets', readOnly: true },
                    { name: 'backup', mountPath: '/backup' },
                    authorityMount,
                  ],
                },
              ],
              volumes: [
                scriptsVolume,
                secretsVolume,
                { name: 'backup', persistentVolumeClaim: { claimName: backup.existingClaim } },
                authorityVolume,
              ],
            },
          },
        },
      },
    },
  }),
);
