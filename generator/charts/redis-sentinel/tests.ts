// The pods of `helm test`: a write on the master that every replica has, and a quorum that every Sentinel sees.
import type { V1Pod } from '@kubernetes/client-node';
import { include, manifest, spread } from '../../engine/index.ts';
import { podSecurityContext } from '../security-context.ts';
import { serverName } from './clients.ts';
import { environment } from './containers.ts';
import { image, name, pullPolicy, securityContext } from './fragments.ts';
import { testMetadata } from './metadata.ts';
import { placement } from './placement.ts';
import { authorityMount, authorityVolume, passwordVolume, scriptsVolume } from './volumes.ts';

const runs = (part: string) =>
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
          imagePullPolicy: include(pullPolicy),
          command: ['sh', `/scripts/test-${part}.sh`],
          env: [spread(environment), { name: 'SERVER_NAME', value: serverName }],
          // A container that ends by itself is well as long as it runs; scanners ask for probes all the same.
          livenessProbe: { exec: { command: ['true'] }, initialDelaySeconds: 10, periodSeconds: 10 },
          readinessProbe: { exec: { command: ['test', '-d', '/proc/1'] }, periodSeconds: 5 },
          securityContext: include(securityContext),
          resources: {
            requests: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '16Mi' },
            limits: { cpu: '100m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
          },
          volumeMounts: [
            { name: 'scripts', mountPath: '/scripts', readOnly: true },
            { name: 'secrets', mountPath: '/secrets', readOnly: true },
            authorityMount,
          ],
        },
      ],
      volumes: [scriptsVolume, passwordVolume, authorityVolume],
    },
  });

export const quorumTest = runs('quorum');
export const replicationTest = runs('replication');
