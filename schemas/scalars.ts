// The scalars that values are made of: a pattern that both Zod and Helm (RE2) understand, the unit,
// the canonical form that an API server gives back, and the cure that is shown when it is missed.
// Must not know which setting uses them.
import { z } from 'zod';

/** A TCP or UDP port. */
export const Port = z.int().min(1).max(65535);

/** A label of DNS-1123, as Kubernetes names are: lower case, digits, hyphens; starts with a letter. */
export const DnsLabel = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/)
  .meta({
    cure: 'Use lower-case letters, digits and hyphens; start with a letter, end with a letter or digit.',
  });

/** A DNS name of one or more labels: `cluster.local`, `aiagentplatform.azurecr.io`. */
export const DnsName = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
  .meta({ cure: 'Write a DNS name in lower case, such as "cluster.local".' });

const httpsUrl = /^https:\/\/[a-z0-9][-.a-z0-9]*(:[0-9]{1,5})?(\/[-._~A-Za-z0-9]+)*$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ipv4 =
  /^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])$/;

/** An https address; Azure ends some with a slash. */
export const HttpsUrl = z
  .string()
  .max(253)
  .regex(/^https:\/\/[a-z0-9][-.a-z0-9]*(:[0-9]{1,5})?(\/[-._~A-Za-z0-9]+)*\/?$/);

/** A UUID in lower case. */
export const Uuid = z.string().regex(uuid);

/** Empty, which means not known yet, or the form. */
const orEmpty = (form: RegExp) => new RegExp(`^(${form.source.slice(1, -1)})?$`);

/** Empty, or an https address without a trailing slash. */
export const HttpsUrlOrEmpty = z
  .string()
  .max(253)
  .regex(orEmpty(httpsUrl))
  .meta({ cure: 'Write a full address such as "https://aiagent.azconfig.io", with no slash at the end.' });

/** A path of a URL: starts with a slash; no query. */
export const UrlPath = z
  .string()
  .max(200)
  .regex(/^\/[-._~A-Za-z0-9/]*$/)
  .meta({ cure: 'Write a path that starts with a slash, such as "/health/ready".' });

/** Empty, or a UUID in lower case, as Azure prints client and tenant identifiers. */
export const UuidOrEmpty = z
  .string()
  .regex(orEmpty(uuid))
  .meta({ cure: 'Copy the identifier as `az identity show` prints it, in lower case.' });

/** `sha256:` and 64 hexadecimal digits: what a registry calls exactly this image. */
export const ImageDigest = z
  .string()
  .regex(/^(sha256:[0-9a-f]{64})?$/)
  .meta({ cure: 'Copy the digest that the registry shows: sha256: and 64 hexadecimal digits.' });

/** An image's repository without registry, tag or digest: `aiagent/api`. */
export const ImageRepository = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+([-._/][a-z0-9]+)*$/)
  .meta({
    cure: 'Write the repository alone, such as "api"; registry, tag and digest have keys of their own.',
  });

/** An image's tag, short enough for a label; a bare 1.10 in YAML is the number 1.1, so it must be quoted. */
export const ImageTag = z
  .string()
  .max(63)
  .regex(/^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/)
  .meta({ cure: 'Write the tag in quotes, such as "1.10".' });

/** An IPv4 range: `10.10.0.0/22`. */
export const Cidr = z
  .string()
  .regex(
    /^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\/(3[0-2]|[12]?[0-9])$/,
  )
  .meta({ cure: 'Write an IPv4 range such as "10.10.4.0/24".' });

/** One IPv4 address. */
export const Ipv4Address = z
  .string()
  .regex(ipv4)
  .meta({ cure: 'Write an IPv4 address such as "10.10.3.250".' });

/** Empty, or one IPv4 address. */
export const Ipv4AddressOrEmpty = z
  .string()
  .regex(orEmpty(ipv4))
  .meta({ cure: 'Write an IPv4 address such as "10.10.3.250".' });

const registry = /^[a-z0-9][-.a-z0-9]*(:[0-9]{1,5})?(\/[a-z0-9][-._a-z0-9]*)*$/;
const registryCure = 'Write the registry without https:// and without a slash at the end.';

/** Where images are pulled from: `aiagentplatform.azurecr.io`. */
export const ImageRegistry = z.string().max(253).regex(registry).meta({ cure: registryCure });

/** Empty, or where one image is pulled from. */
export const ImageRegistryOrEmpty = z.string().max(253).regex(orEmpty(registry)).meta({ cure: registryCure });

/** A label key that is no label of ours: those say what an object belongs to. */
export const OwnLabelKey = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/)
  .refine((key) => !/^(app\.kubernetes\.io|helm\.sh)\//.test(key), { error: 'is set by the chart' })
  .meta({
    not: { pattern: '^(app\\.kubernetes\\.io|helm\\.sh)/' },
    cure: 'Choose a label of your own, such as "release".',
  });

/** A key of a label or annotation, with an optional prefix. */
export const LabelKey = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/)
  .meta({ cure: 'Write a label key such as "topology.kubernetes.io/zone".' });

/** The value of a label: at most 63 characters. */
export const LabelValue = z
  .string()
  .max(63)
  .regex(/^([A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?)?$/)
  .meta({ cure: 'Use letters, digits, ".", "_" and "-", at most 63 characters.' });

// The API server rewrites 1000m as 1 and 1024Mi as 1Gi, and a tool that compares would show that as a
// difference for ever; so only the form that comes back is accepted.
const binaryUnits = ['Ki', 'Mi', 'Gi'] as const;
const notCanonicalBytes = binaryUnits.flatMap((unit) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map((thousand) => `${thousand * 1024}${unit}`),
);

/** CPU in cores or thousandths of one: `250m`, `2`; canonical, so never `1000m` nor `0.5`. */
export const CpuQuantity = z
  .string()
  .regex(/^([1-9][0-9]{0,2}|[1-9][0-9]*([1-9][0-9]{2}|0[1-9][0-9]|00[1-9]))m$|^[1-9][0-9]{0,2}$/)
  .meta({ unit: 'cores', cure: 'Write whole cores in quotes ("2") or thousandths ("250m"), shortest form.' });

/** A plain amount: `100`, `1500`, `1k`; canonical, so never `1000`. */
export const AmountQuantity = z
  .string()
  .regex(/^([1-9][0-9]{0,2}|[1-9][0-9]{0,2}k|[1-9][0-9]{0,2}([1-9][0-9]{2}|0[1-9][0-9]|00[1-9]))$/)
  .meta({ cure: 'Write a whole number in quotes, in its shortest form: "100", "1500", "2k" (not "2000").' });

/** Memory or disk in binary units: `512Mi`, `1Gi`; canonical, so never `1024Mi` nor `0.5Gi`. */
export const ByteQuantity = z
  .string()
  .regex(/^([1-9][0-9]{0,3}(Ki|Mi|Gi)|[1-9][0-9]{0,2}Ti)$/)
  .refine((text) => !notCanonicalBytes.includes(text), { error: 'is not in its shortest form' })
  .meta({
    unit: 'bytes',
    not: { enum: notCanonicalBytes },
    cure: 'Write a whole number with Ki, Mi, Gi or Ti in its shortest form: "512Mi", "1Gi" (not "1024Mi").',
  });

const notCanonicalMemory = notCanonicalBytes.filter((text) => text.endsWith('Mi'));

/** Memory of a server in Mi or Gi, below a thousand Gi; canonical. @param least the fewest digits of an amount in Mi. */
export const memoryQuantity = (least: 1 | 3 = 1) =>
  z
    .string()
    .regex(
      least === 1 ? /^([1-9][0-9]{0,3}Mi|[1-9][0-9]{0,2}Gi)$/ : /^([1-9][0-9]{2,3}Mi|[1-9][0-9]{0,2}Gi)$/,
    )
    .refine((text) => !notCanonicalMemory.includes(text), { error: 'is not in its shortest form' })
    .meta({
      unit: 'bytes',
      not: { enum: notCanonicalMemory },
      cure: `Write a whole number with Mi or Gi in its shortest form, from ${least === 1 ? '1Mi' : '100Mi'} to 999Gi: "512Mi", "1Gi" (not "1024Mi").`,
    });
