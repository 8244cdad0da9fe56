// The one file that pins the outside programs: their versions, where they are built from, and the
// releases whose SHA-256 is known. Must not know how a tool is searched for or run.
import type { ToolName } from './commands/tool-door.ts';

export interface Release {
  /** `{version}` and `{platform}` are replaced; the file is the program itself, not an archive. */
  readonly url: string;
  /** By `<process.platform>-<process.arch>`: a platform that is absent is not downloaded. */
  readonly builds: Readonly<Record<string, { readonly platform: string; readonly sha256: string }>>;
}

export interface ToolPin {
  /** Without the leading v. */
  readonly version: string;
  /** What makes it say its version. */
  readonly versionArguments: readonly string[];
  /** What it is for, in a few words, for `doctor`. */
  readonly purpose: string;
  /** Whether the checks of every change need it; the others are asked for by name. */
  readonly required: boolean;
  /** What `go install` takes, and the variable that the linker sets to the version. */
  readonly goPackage?: string;
  readonly goVersionVariable?: string;
  readonly release?: Release;
}

export const toolVersions: Readonly<Record<ToolName, ToolPin>> = {
  helm: {
    version: '4.3.1',
    versionArguments: ['version', '--short'],
    purpose: 'renders the chart',
    required: true,
    goPackage: 'helm.sh/helm/v4/cmd/helm',
    goVersionVariable: 'helm.sh/helm/v4/internal/version.version',
  },
  kubeconform: {
    version: '0.8.0',
    versionArguments: ['-v'],
    purpose: 'checks objects against the API',
    required: true,
    goPackage: 'github.com/yannh/kubeconform/cmd/kubeconform',
    goVersionVariable: 'main.version',
  },
  'kube-score': {
    version: '1.20.0',
    versionArguments: ['version'],
    purpose: 'judges reliability and security',
    required: true,
    goPackage: 'github.com/zegl/kube-score/cmd/kube-score',
    goVersionVariable: 'main.version',
  },
  kind: {
    version: '0.33.0',
    versionArguments: ['version'],
    purpose: 'runs a cluster for tests',
    required: false,
    goPackage: 'sigs.k8s.io/kind',
  },
  registry: {
    version: '3.1.2',
    versionArguments: ['--version'],
    purpose: 'serves charts to the cluster tests',
    required: false,
    goPackage: 'github.com/distribution/distribution/v3/cmd/registry',
    goVersionVariable: 'github.com/distribution/distribution/v3/version.version',
  },
  bicep: {
    version: '0.49.2',
    versionArguments: ['--version'],
    purpose: 'compiles the Azure templates',
    required: false,
    release: {
      url: 'https://github.com/Azure/bicep/releases/download/v{version}/bicep-{platform}',
      builds: {
        'linux-x64': {
          platform: 'linux-x64',
          sha256: '0ab9de90c2493f206f8281bae74f9ee2d5ed3605548dab1adf41fef185e1f7c5',
        },
      },
    },
  },
};
