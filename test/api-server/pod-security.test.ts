// Every pod that the platform would start is taken where Pod Security `restricted` is enforced.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from './client.ts';
import { nameOf, regionCases } from './region-objects.ts';
import { hasServer, openClient, type Pod, podsOf, restrictedNamespace } from './restricted.ts';

/** The pod with another security context at its first container. */
function withContext(pod: Pod, change: object): Pod {
  const [first, ...others] = pod.spec.containers;
  const spoilt = { ...first, securityContext: { ...first?.securityContext, ...change } };
  return { ...pod, spec: { ...pod.spec, containers: [spoilt, ...others] } };
}

const faults = [
  { fault: 'privileged', change: { privileged: true, allowPrivilegeEscalation: true } },
  { fault: 'free to gain privileges', change: { allowPrivilegeEscalation: true } },
  { fault: 'free to run as root', change: { runAsNonRoot: false } },
  { fault: 'without a seccomp profile', change: { seccompProfile: { type: 'Unconfined' } } },
  { fault: 'with a capability more', change: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
];

describe.runIf(hasServer).each(regionCases)('$environment/$region', ({ environment, withTests }) => {
  const pods = withTests.flatMap(({ object }) => podsOf(object));
  let client: Client;
  let namespace = '';
  beforeAll(async () => {
    client = openClient();
    namespace = await restrictedNamespace(client, environment);
  });
  afterAll(() => client.close());

  it('has pods of its workloads and of its tests', () => {
    expect(pods.length).toBeGreaterThan(2);
    expect(pods.some(({ metadata }) => metadata.name.startsWith('deployment-'))).toBe(true);
  });

  it('every pod is taken, without a warning', async () => {
    for (const pod of pods) {
      const { status, body, warnings } = await client.create(pod, { namespace });
      expect({ status, message: body.message, warnings }, nameOf(pod)).toEqual({ status: 201, warnings: [] });
    }
  });

  it.each(faults)('a pod that is $fault is refused', async ({ change }) => {
    for (const pod of pods) {
      const { status, body } = await client.create(withContext(pod, change), { namespace });
      expect(status, nameOf(pod)).toBe(403);
      expect(body.message).toContain('violates PodSecurity "restricted:latest"');
    }
  });
});
