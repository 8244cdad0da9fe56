// The pods of `helm test`: what a person would try first after an installation.
import type { V1Pod } from '@kubernetes/client-node';
import { type Expr, include, manifest, t } from '../../engine/index.ts';
import { containerSecurityContext, podSecurityContext } from '../security-context.ts';
import { name, testImage } from './fragments.ts';
import { testMetadata } from './metadata.ts';
import { placement } from './placement.ts';
import { values as v } from './values.ts';

const address = (path: Expr<string>): Expr<string> => t`http://${include(name)}:${v.service.port}${path}`;

const asks = (part: string, path: Expr<string>) =>
  manifest<V1Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: testMetadata(part),
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: 120,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...placement,
      securityContext: podSecurityContext,
      containers: [
        {
          name: 'ask',
          image: include(testImage),
          imagePullPolicy: v.tests.image.pullPolicy,
          command: ['wget'],
          args: ['-q', '-T', '5', '-O', '/dev/null', address(path)],
          // A container that ends by itself is well as long as it runs; scanners ask for probes all the same.
          livenessProbe: { exec: { command: ['true'] }, initialDelaySeconds: 10, periodSeconds: 10 },
          readinessProbe: { exec: { command: ['test', '-d', '/proc/1'] }, periodSeconds: 5 },
          securityContext: containerSecurityContext,
          resources: {
            requests: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '16Mi' },
            limits: { cpu: '100m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
          },
        },
      ],
    },
  });

export const readyTest = asks('ready', v.probes.readiness.path);
export const liveTest = asks('live', v.probes.liveness.path);
