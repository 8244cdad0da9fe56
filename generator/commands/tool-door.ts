// What the verbs may ask of outside programs, as a type: the door itself is generator/tools.ts.
// Must not know how a program is found, built or started.

export const toolNames = ['helm', 'kubeconform', 'kube-score', 'kind', 'registry', 'bicep'] as const;
export type ToolName = (typeof toolNames)[number];

interface ToolFound {
  readonly found: true;
  readonly name: ToolName;
  /** What it is for, in a few words. */
  readonly purpose: string;
  readonly wanted: string;
  /** As the tool says it, without a leading v; the pinned one for a tool that we built ourselves. */
  readonly version: string;
  readonly path: string;
  readonly from: 'variable' | 'path' | 'cache';
  /** Tools of that name that were passed over, and why: one sentence each. */
  readonly skipped: readonly string[];
}

interface ToolMissing {
  readonly found: false;
  readonly name: ToolName;
  readonly purpose: string;
  readonly wanted: string;
  readonly required: boolean;
  /** One sentence: why there is none. */
  readonly problem: string;
  /** What to type or do. */
  readonly cure: string;
  readonly skipped: readonly string[];
}

export type ToolFinding = ToolFound | ToolMissing;

export interface RunOptions {
  /** Written to its standard input; nothing is written when absent. */
  readonly input?: string;
  readonly cwd?: string;
  /** Milliseconds, 120,000 when absent; then the tool is killed and the status is 124. */
  readonly timeout?: number;
  /** Added to the environment of this process. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface ToolRun {
  /** 0 is success; 124 timed out, 126 could not be started, 128 + n killed by signal n. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder or file outside the repository, named by a variable. */
export interface Setting {
  readonly variable: string;
  readonly purpose: string;
  readonly value?: string;
  readonly state: 'unset' | 'present' | 'missing';
}

export interface ToolDoor {
  /** Looks, never installs. */
  readonly locateTool: (name: ToolName) => Promise<ToolFinding>;
  /** Looks, then builds or downloads into the cache. Two processes may ask at once. */
  readonly findTool: (name: ToolName) => Promise<ToolFinding>;
  /** Finds the tool and runs it without a shell; never throws for what the tool does. */
  readonly runTool: (name: ToolName, args: readonly string[], options?: RunOptions) => Promise<ToolRun>;
  readonly settings: () => readonly Setting[];
  /** Node's own version, and the range that package.json asks for. */
  readonly node: { readonly version: string; readonly supported: boolean; readonly wanted: string };
  readonly cache: string;
}
