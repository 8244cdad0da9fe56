// Part of the Bicep door: which contents the compiler has had nothing to say of, as empty files of a cache. A cache
// that cannot be read or written costs a compilation, nothing else.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

export type Variables = Readonly<Record<string, string | undefined>>;

/** As the tools door has it, without loading that; undefined where a person has no home. */
function cacheFolder({
  CHARTWRIGHT_CACHE: own,
  XDG_CACHE_HOME: shared,
  HOME: home,
}: Variables): string | undefined {
  if (own !== undefined && isAbsolute(own)) return join(own, 'bicep');
  if (shared !== undefined && isAbsolute(shared)) return join(shared, 'chartwright', 'bicep');
  return home === undefined || !isAbsolute(home) ? undefined : join(home, '.cache', 'chartwright', 'bicep');
}

export class KeptAnswers {
  readonly #folder: string | undefined;

  constructor(variables: Variables) {
    this.#folder = cacheFolder(variables);
  }

  has(digest: string): boolean {
    return this.#folder !== undefined && existsSync(join(this.#folder, digest));
  }

  add(digest: string): void {
    if (this.#folder === undefined) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(this.#folder, digest), '');
    } catch {
      // The next run asks again.
    }
  }
}
