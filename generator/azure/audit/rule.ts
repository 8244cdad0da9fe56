// The shape of a rule about what a deployment would make. Knows no rule.
import type { AuditCode } from '../../rule-codes/azure-audit.ts';
import { type Estate, ofType, type Resource, titleOf, valueAt } from './estate.ts';

/** What a rule has against one resource. */
export interface Offence {
  readonly code: AuditCode;
  /** Whose region says where the values stand. */
  readonly resource: Resource;
  readonly message: string;
  /** The path of the values that most likely causes it. */
  readonly about: string;
}

export interface AuditRule {
  readonly code: AuditCode;
  /** Who recommends it, or which fact of Azure it restates. */
  readonly source: string;
  readonly check: (estate: Estate) => readonly Offence[];
}

/** What a property must be. */
export interface Expectation {
  readonly text: string;
  readonly holds: (value: unknown) => boolean;
}

export const is = (wanted: unknown): Expectation => ({
  text: JSON.stringify(wanted),
  holds: (value) => value === wanted,
});

export const isOneOf = (...wanted: readonly unknown[]): Expectation => ({
  text: `one of ${wanted.map((one) => JSON.stringify(one)).join(', ')}`,
  holds: (value) => wanted.includes(value),
});

export const isAtLeast = (least: number): Expectation => ({
  text: `at least ${least}`,
  holds: (value) => typeof value === 'number' && value >= least,
});

export const isFilled: Expectation = {
  text: 'set',
  holds: (value) =>
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
};

export const isAbsent: Expectation = {
  text: 'absent',
  holds: (value) => value === undefined || value === null,
};

/** One property of every resource of a type. */
export interface PropertyRule {
  readonly code: AuditCode;
  readonly source: string;
  readonly type: string;
  readonly at: string;
  readonly must: Expectation;
  /** What follows otherwise: the end of the sentence. */
  readonly so: string;
  readonly about: string;
  /** Only where the environment promises high availability. */
  readonly whenHigh?: true;
  /** Only of some of the type. */
  readonly where?: (resource: Resource) => boolean;
}

const shown = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value));

export const ruleOf = ({
  code,
  source,
  type,
  at,
  must,
  so,
  about,
  whenHigh,
  where,
}: PropertyRule): AuditRule => ({
  code,
  source,
  check: (estate) =>
    whenHigh === true && !estate.highlyAvailable
      ? []
      : ofType(estate, type)
          .filter((resource) => where?.(resource) ?? true)
          .filter((resource) => !must.holds(valueAt(resource, at)))
          .map((resource) => ({
            code,
            resource,
            about,
            message: `${titleOf(estate, resource)}: ${at} is ${shown(valueAt(resource, at))}, and must be ${must.text}; ${so}.`,
          })),
});
