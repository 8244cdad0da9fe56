// What the compiler must refuse in a chart: each line below an @ts-expect-error is a mistake that a
// person makes. The check is `tsc`: a mistake that compiles makes the expectation itself an error.
import type { V1ConfigMap, V1Deployment, V1PodDisruptionBudget, V1Service } from '@kubernetes/client-node';
import { z } from 'zod';
import {
  each,
  eq,
  gt,
  manifest,
  not,
  pick,
  t,
  using,
  valuesOf,
  when,
} from '../../../generator/engine/index.ts';

const Values = z.strictObject({
  replicas: z.int().min(1).max(10).default(1),
  name: z.string().default('x'),
  on: z.boolean().default(true),
  labels: z.record(z.string(), z.string()).default({}),
  items: z.array(z.strictObject({ key: z.string() })).default([]),
  extra: z.strictObject({ size: z.int() }).optional(),
  note: z.string().optional(),
});

const v = valuesOf(Values);

export const sound = manifest<V1Deployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: t`${v.name}-x`, labels: using(v.labels, (labels) => labels) },
  spec: {
    replicas: when(not(v.on), v.replicas),
    selector: { matchLabels: { a: v.name } },
    template: {
      spec: {
        containers: [{ name: v.name, env: [each(v.items, (item) => ({ name: item.key, value: v.name }))] }],
      },
    },
  },
});

export const mistakes = () => {
  // @ts-expect-error a text into a number
  manifest<V1Deployment>({ spec: { replicas: v.name, selector: {}, template: {} } });
  // @ts-expect-error plain text into a number
  manifest<V1Deployment>({ spec: { replicas: '3', selector: {}, template: {} } });
  // @ts-expect-error a value that may be absent, into an optional field
  manifest<V1ConfigMap>({ data: { note: v.note } });
  // @ts-expect-error a value that may be absent has no keys
  v.extra.size;
  // @ts-expect-error no such value
  v.replcas;
  // @ts-expect-error no such field of a Service
  manifest<V1Service>({ spec: { tpye: 'ClusterIP' } });
  // @ts-expect-error no such field, inside a condition
  manifest<V1Service>({ spec: when(v.on, { tpye: 'ClusterIP' }) });
  // @ts-expect-error no such field, inside a choice
  manifest<V1Service>({ spec: pick(v.on, { type: 'ClusterIP' }, { tpye: 'NodePort' }) });
  // @ts-expect-error a required field may not be left out
  manifest<V1Deployment>({ spec: { selector: when(v.on, {}), template: {} } });
  // @ts-expect-error a number compared with a text
  eq(v.replicas, 'x');
  // @ts-expect-error a condition must be true or false
  when(v.replicas, 'x');
  // @ts-expect-error a text is not ordered
  gt(v.name, 3);
  // @ts-expect-error the wrong type, inside a condition
  manifest<V1PodDisruptionBudget>({ spec: when(v.on, { minAvailable: v.on }) });
  // @ts-expect-error arithmetic with a reference
  v.replicas + 1;
  // @ts-expect-error a map is no text
  manifest<V1ConfigMap>({ data: { a: v.labels } });
  // @ts-expect-error a scalar is not for using()
  using(v.name, (name) => name);
  // @ts-expect-error an expression as a condition of the program: it would always hold
  v.on ? 1 : 2;
  // @ts-expect-error the same in an if
  if (v.on) v.name;
  // @ts-expect-error the same before &&
  v.on && 1;
  // @ts-expect-error a list of other things
  manifest<V1Service>({ spec: { externalIPs: v.items } });
};
