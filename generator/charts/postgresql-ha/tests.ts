// The pods of `helm test`: a write through the string that clients have, seen on a standby; and what the monitor says.
import type { V1Pod, V1Volume } from '@kubernetes/client-node';
import {
  type Expr,
  include,
  type Manifest,
  manifest,
  spread,
  type Template,
  when,
} from '../../engine/index.ts';
import { podSecurityContext } from '../security-context.ts';
import { environment, variable } from './environment.ts';
import { image, name, securityContext } from './fragments.ts';
import { testMetadata } from './metadata.ts';
import { placement } from './placement.ts';
import { isActive, values as v } from './values.ts';
import {
  authorityVolume,
  monitorPasswordSecrets,
  passwordSecrets,
  scriptsVolume,
  temporaryVolumes,
  tlsMount,
} from './volumes.ts';

const runs = (part: string, secrets: Template<V1Volume>, needed: Expr<boolean>) =>
  when<Manifest>(
    needed,
    manifest<V1Pod>({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: testMetadata(part),
      spec: {
        restartPolicy: 'Never',
        activeDeadlineSeconds: 300,
        serviceAccountName: include(name),
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        ...placement,
        securityContext: podSecurityContext,
        containers: [
          {
            name: 'ask',
            image: include(image),
            imagePullPolicy: v.image.pullPolicy,
            command: ['sh', `/scripts/test-${part}.sh`],
            env: [variable('NODE_NAME', 'test'), spread(environment)],
            // A container that ends by itself is well as long as it runs; scanners ask for probes all the same.
            livenessProbe: { exec: { command: ['true'] }, initialDelaySeconds: 10, periodSeconds: 10 },
            readinessProbe: { exec: { command: ['test', '-d', '/proc/1'] }, periodSeconds: 5 },
            securityContext: include(securityContext),
            resources: {
              requests: { cpu: '10m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
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
        volumes: [scriptsVolume, secrets, authorityVolume, ...temporaryVolumes],
      },
    }),
  );

export const writeTest = runs('write', passwordSecrets, isActive);
export const monitorTest = runs('monitor', monitorPasswordSecrets, isActive);
