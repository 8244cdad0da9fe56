// The closed list of everything that can be wrong. One entry a code: its severity, a title for the
// reference in docs, and the general cure; a finding may carry a more exact one.

export type Severity = 'error' | 'warning';

interface Entry {
  readonly severity: Severity;
  readonly title: string;
  readonly cure: string;
}

export const codes = {
  'FILE-MISSING': {
    severity: 'error',
    title: 'A file that is named does not exist',
    cure: 'Check the name, or create the file.',
  },
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof codes;
