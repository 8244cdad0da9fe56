// Teaches the API server the kinds that it does not bring: a CustomResourceDefinition made of each schema in
// test/kubernetes-schemas, structural and closed. Must not know what our charts put into them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accepted, type Client } from './client.ts';

type Schema = { readonly [key: string]: unknown };

interface CustomKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schemaFile: string;
}

const monitoring = { group: 'monitoring.coreos.com', version: 'v1' } as const;
export const customKinds: readonly CustomKind[] = [
  { ...monitoring, kind: 'ServiceMonitor', schemaFile: 'servicemonitor-monitoring-v1.json' },
  { ...monitoring, kind: 'PrometheusRule', schemaFile: 'prometheusrule-monitoring-v1.json' },
];

const establishTimeoutMilliseconds = 20_000;

const mapValues = (map: Schema, change: (value: Schema) => Schema): Schema =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value as Schema)]));

/**
 * A schema for kubeconform as the structural schema that it was made from: fields are closed by being
 * listed, and "a string or an integer" has a mark of its own.
 */
export function structural(schema: Schema): Schema {
  const { $schema, additionalProperties, properties, items, oneOf, ...rest } = schema;
  if (oneOf !== undefined) return { ...rest, 'x-kubernetes-int-or-string': true };
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: mapValues(properties as Schema, structural) }),
    ...(items === undefined ? {} : { items: structural(items as Schema) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: structural(additionalProperties as Schema) }
      : {}),
  };
}

function definition({ group, version, kind, schemaFile }: CustomKind) {
  const file = join(import.meta.dirname, '../kubernetes-schemas', schemaFile);
  const schema = structural(JSON.parse(readFileSync(file, 'utf8')) as Schema);
  // What every object has, the API server itself knows, and lets nobody describe.
  const { apiVersion, kind: _, metadata, ...properties } = schema.properties as Schema;
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    // The annotation that guards the group k8s.io is not needed here.
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular, listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', required: schema.required, properties } },
        },
      ],
    },
  };
}

/** Defines the kinds and waits until each is served. @throws with the server's words where one is refused. */
export async function defineCustomKinds(client: Client): Promise<void> {
  const definitions = customKinds.map(definition);
  for (const one of definitions) accepted(await client.create(one));
  const deadline = performance.now() + establishTimeoutMilliseconds;
  for (const { group, version, kind } of customKinds) {
    const isServed = async (): Promise<boolean> => {
      const { body } = await client.send({ method: 'GET', path: `/apis/${group}/${version}` });
      return JSON.stringify(body.resources ?? []).includes(`"kind":"${kind}"`);
    };
    while (!(await isServed())) {
      if (performance.now() > deadline) throw new Error(`${kind} is defined but not served`);
      await sleep(50);
    }
  }
}
