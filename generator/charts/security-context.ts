// Who a pod is on its node: nobody in particular, with no rights to gain. Pod Security `restricted` and more.
import type { V1PodSecurityContext, V1SecurityContext } from '@kubernetes/client-node';
import type { Template } from '../engine/index.ts';

// Above 10000 no user of a node has this number.
const userAndGroup = 10001;

export const podSecurityContext: Template<V1PodSecurityContext> = {
  runAsNonRoot: true,
  runAsUser: userAndGroup,
  runAsGroup: userAndGroup,
  fsGroup: userAndGroup,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};

export const containerSecurityContext: Template<V1SecurityContext> = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: userAndGroup,
  runAsGroup: userAndGroup,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
