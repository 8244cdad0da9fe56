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

const roleOf = (...pods: readonly string[]) =>
  ({
    ...object('Role', 'labels', {}),
    rules: [{ resources: ['pods'], resourceNames: pods, verbs: ['get', 'patch'] }],
  }) as KubernetesObject;
const withRoles = [
  object('StatefulSet', 'a', { replicas: 1, template: { metadata: { labels: { app: 'a' } } } }),
  object('StatefulSet', 'b', { replicas: 1, template: { metadata: { labels: { app: 'a' } } } }),
  service('by-role', { app: 'a', role: 'primary' }),
  service('by-two', { app: 'a', role: 'primary', more: 'x' }),
  service('foreign', { app: 'c', role: 'primary' }),
  service('usual', { app: 'a' }),
];

describe('Services by a role', () => {
  it('are those whose pods get the label from somebody who may give it to all of them', () => {
    expect(servicesOfPods([...withRoles, roleOf('a-0', 'b-0')])).toEqual(['Service/by-role']);
    expect(servicesOfPods([...withRoles, roleOf('a-0')])).toEqual([]);
    expect(servicesOfPods(withRoles)).toEqual([]);
  });
});

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
