// kube-score knows no label that something gives to pods while they run: a Service that selects one pod of a StatefulSet
// by its name seems to select nothing, and so does one that selects pods by a role that they find out themselves. So
// those are judged here instead, by what the StatefulSets and Roles are. Must not know our charts.
import type { Finding, KubernetesObject, KubeScore } from './judges.ts';

type Labels = Readonly<Record<string, string>>;

const podName = 'statefulset.kubernetes.io/pod-name';

interface Spec {
  readonly replicas?: number;
  readonly selector?: Labels;
  readonly template?: { readonly metadata?: { readonly labels?: Labels } };
}
const specOf = (object: KubernetesObject): Spec => (object as unknown as { spec?: Spec }).spec ?? {};

interface Rule {
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}
const rulesOf = (object: KubernetesObject): readonly Rule[] =>
  (object as unknown as { rules?: readonly Rule[] }).rules ?? [];

interface Pod {
  readonly name: string;
  readonly labels: Labels;
}

/** The pods that the StatefulSets among these objects have. */
const podsIn = (objects: readonly KubernetesObject[]): readonly Pod[] =>
  objects
    .filter(({ kind }) => kind === 'StatefulSet')
    .flatMap((object) => {
      const { replicas = 1, template } = specOf(object);
      const labels = template?.metadata?.labels ?? {};
      return Array.from({ length: replicas }, (_, at) => ({ name: `${object.metadata.name}-${at}`, labels }));
    });

/** The pods whose labels somebody may change while they run. */
const relabelledIn = (objects: readonly KubernetesObject[]): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ kind }) => kind === 'Role')
      .flatMap(rulesOf)
      .filter(({ resources, verbs }) => resources.includes('pods') && verbs.includes('patch'))
      .flatMap(({ resourceNames = [] }) => resourceNames),
  );

const selects = (selector: Labels, { labels }: Pod): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Without the one label that no pod has from the beginning. */
function withoutLaterLabel(selector: Labels, pods: readonly Pod[]): Labels | undefined {
  const later = Object.keys(selector).filter((key) => pods.every(({ labels }) => !(key in labels)));
  return later.length === 1
    ? Object.fromEntries(Object.entries(selector).filter(([key]) => key !== later[0]))
    : undefined;
}

/** The Services that select a pod by nothing but its name, or pods by one label that they get while they run. */
export function servicesOfPods(objects: readonly KubernetesObject[]): readonly string[] {
  const pods = podsIn(objects);
  const names = new Set(pods.map(({ name }) => name));
  const relabelled = relabelledIn(objects);
  const isOfPods = (service: KubernetesObject): boolean => {
    const { selector = {} } = specOf(service);
    if (Object.keys(selector).join() === podName) return names.has(selector[podName] ?? '');
    const rest = withoutLaterLabel(selector, pods);
    const meant = rest === undefined ? [] : pods.filter((pod) => selects(rest, pod));
    return meant.length > 0 && meant.every(({ name }) => relabelled.has(name));
  };
  return objects
    .filter((object) => object.kind === 'Service' && isOfPods(object))
    .map(({ metadata }) => `Service/${metadata.name}`);
}

/** What kube-score says but that those Services select no pod. */
export function withoutServicesOfPods(score: KubeScore, objects: readonly KubernetesObject[]): KubeScore {
  const excused = new Set(servicesOfPods(objects));
  const isLeft = ({ check, object }: Finding): boolean =>
    !(check === 'service-targets-pod' && excused.has(object));
  return { criticals: score.criticals.filter(isLeft), warnings: score.warnings.filter(isLeft) };
}
