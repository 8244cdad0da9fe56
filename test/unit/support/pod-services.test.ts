// Services of single pods are excused only where the pod is one that there is.
import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../support/judges.ts';
import { servicesOfPods, withoutServicesOfPods } from '../../support/pod-services.ts';

const object = (kind: string, name: string, spec: object): KubernetesObject =>
  ({ apiVersion: 'v1', kind, metadata: { name }, spec }) as KubernetesObject;
const service = (name: string, selector: object) => object('Service', name, { selector });
const byName = (pod: string) => ({ 'statefulset.kubernetes.io/pod-name': pod });

const objects = [
  object('StatefulSet', 'a', { replicas: 2 }),
  service('first', byName('a-0')),
  service('second', byName('a-1')),
  service('third', byName('a-2')),
  service('foreign', byName('b-0')),
  service('narrow', { ...byName('a-0'), more: 'x' }),
  service('usual', { app: 'a' }),
];

describe('Services of single pods', () => {
  it('are those whose pod there is', () => {
    expect(servicesOfPods(objects)).toEqual(['Service/first', 'Service/second']);
  });

  it('alone are excused, and of nothing else', () => {
    const finding = (of: string, check: string) => ({ object: `Service/${of}`, check, message: '' });
    const criticals = [
      finding('first', 'service-targets-pod'),
      finding('third', 'service-targets-pod'),
      finding('first', 'service-type'),
    ];
    const { criticals: left } = withoutServicesOfPods({ criticals, warnings: [] }, objects);
    expect(left).toEqual(criticals.slice(1));
  });
});
