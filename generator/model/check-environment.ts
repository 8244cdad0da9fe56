// What the rules say of an environment: each broken rule at the line of the value that it is about, once,
// however many regions break it. Must not know files' formats, kinds or charts.

import type { Environment } from '../../schemas/environment.ts';
import type { Code } from '../codes.ts';
import { codes } from '../codes.ts';
import { type Diagnostic, formatPath } from '../diagnostic.ts';
import { brokenBy, hintOf, pathsAbout, type Rule } from '../engine/index.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import { deriveRegion } from './derive-region.ts';
import { appliesTo } from './rules/index.ts';

type Path = readonly PropertyKey[];

/** Where a person wrote what stands at a path of the umbrella's values: the region's override first. */
function candidates(path: readonly string[], index: number): readonly Path[] {
  if (path[0] === 'global' && path[1] === 'zones') return [['regions', index, 'zones']];
  if (path[0] === 'global' && (path[1] === 'availability' || path[1] === 'clusterDomain')) return [[path[1]]];
  const steps = path.filter((step) => step !== '*');
  return [['regions', index, 'overrides', ...steps], steps];
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly path: string;
}

/** The most exact place known of the values that a rule is about. */
function placeOf(rule: Rule, index: number, loaded: LoadedFile): Place {
  const paths = pathsAbout(rule).flatMap((path) => candidates(path, index));
  if (rule.about.length === 0) paths.push(['release']);
  for (const path of paths) {
    const origin = loaded.origin(path);
    const span = origin?.value ?? origin?.key;
    if (origin !== undefined && span !== undefined)
      return { file: origin.file, ...span, path: formatPath(path) };
  }
  const named = paths.find((path) => path[0] !== 'regions') ?? [];
  // Nobody wrote any of them: the nearest map around the likeliest.
  for (let depth = named.length - 1; depth > 0; depth--) {
    const origin = loaded.origin(named.slice(0, depth));
    if (origin?.key !== undefined) return { file: origin.file, ...origin.key, path: formatPath(named) };
  }
  return { file: loaded.file, line: 0, column: 0, length: 0, path: formatPath(named) };
}

/** @param environment the checked values, or a good guess at them. */
export function checkEnvironment(
  environment: Environment,
  loaded: LoadedFile,
  rules: readonly Rule<Code>[],
): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const release = { name: environment.release, namespace: environment.namespace };
  for (const [index, region] of environment.regions.entries()) {
    const values = deriveRegion(environment, region);
    for (const rule of rules) {
      if (!appliesTo(rule, values)) continue;
      for (const message of brokenBy(rule, { values, release })) {
        const { severity } = codes[rule.code];
        const hint = hintOf(rule, { values, release });
        const text = message.startsWith(`${rule.code}: `) ? message.slice(rule.code.length + 2) : message;
        const diagnostic: Diagnostic = {
          code: rule.code,
          severity,
          ...placeOf(rule, index, loaded),
          message: text,
          ...(hint === undefined ? {} : { hint }),
          cure: rule.cure,
        };
        const key = `${rule.code} ${diagnostic.path} ${message}`;
        if (!found.has(key)) found.set(key, diagnostic);
      }
    }
  }
  return [...found.values(), ...regionFindings(environment, loaded)];
}

/** What the list of regions itself must hold. */
function regionFindings({ regions }: Environment, loaded: LoadedFile): Diagnostic[] {
  const finding = (code: Code, path: Path, message: string): Diagnostic => {
    const origin = loaded.origin(path);
    const span = origin?.value ?? origin?.key ?? { line: 0, column: 0, length: 0 };
    return {
      code,
      ...codes[code],
      file: origin?.file ?? loaded.file,
      ...span,
      path: formatPath(path),
      message,
    };
  };
  const names = regions.map(({ name }) => name);
  const twice = regions.flatMap(({ name }, index) =>
    names.indexOf(name) < index
      ? [finding('REGION-TWICE', ['regions', index, 'name'], `The region ${name} is listed already.`)]
      : [],
  );
  const zones = regions.flatMap((region, index) =>
    new Set(region.zones).size < region.zones.length
      ? [
          finding(
            'REGION-ZONE-TWICE',
            ['regions', index, 'zones'],
            `A zone of ${region.name} is listed twice.`,
          ),
        ]
      : [],
  );
  const active = regions.filter(({ role }) => role === 'active').length;
  const roles =
    active === 1
      ? []
      : [finding('REGION-ACTIVE', ['regions'], `${active} regions are active; it must be one.`)];
  return [...twice, ...zones, ...roles];
}
