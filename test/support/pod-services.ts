// kube-score knows no label that a controller gives: a Service that selects one pod of a StatefulSet by its name seems
// to select nothing. So it is judged here instead, by what the StatefulSet is. Must not know our charts.
import type { Finding, KubernetesObject, KubeScore } from './judges.ts';

const podName = 'statefulset.kubernetes.io/pod-name';

interface Spec {
  readonly replicas?: number;
  readonly selector?: Readonly<Record<string, string>>;
}
const specOf = (object: KubernetesObject): Spec => (object as unknown as { spec?: Spec }).spec ?? {};

/** The pods that the StatefulSets among these objects have. */
const podsIn = (objects: readonly KubernetesObject[]): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ kind }) => kind === 'StatefulSet')
      .flatMap((object) =>
        Array.from({ length: specOf(object).replicas ?? 1 }, (_, at) => `${object.metadata.name}-${at}`),
      ),
  );

/** The Services that select, by nothing but its name, a pod that there is. */
export function servicesOfPods(objects: readonly KubernetesObject[]): readonly string[] {
  const pods = podsIn(objects);
  return objects
    .filter(({ kind }) => kind === 'Service')
    .filter((service) => {
      const { selector = {} } = specOf(service);
      return Object.keys(selector).join() === podName && pods.has(selector[podName] ?? '');
    })
    .map(({ metadata }) => `Service/${metadata.name}`);
}

/** What kube-score says but that those Services select no pod. */
export function withoutServicesOfPods(score: KubeScore, objects: readonly KubernetesObject[]): KubeScore {
  const excused = new Set(servicesOfPods(objects));
  const isLeft = ({ check, object }: Finding): boolean =>
    !(check === 'service-targets-pod' && excused.has(object));
  return { criticals: score.criticals.filter(isLeft), warnings: score.warnings.filter(isLeft) };
}
