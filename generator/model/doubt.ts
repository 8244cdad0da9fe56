// Which places of an environment's file hold something else than the values that rules are asked about: what
// was wrong there has been replaced by a guess. Must not know any rule, nor what was wrong.

type Path = readonly PropertyKey[];

/** Whether a guess stands at this path, or at one above or below it. */
export type IsDoubtful = (path: Path) => boolean;

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => step === path[index]);

/** @param guessed the paths at which a guess replaced what was written. */
export const doubtAbout =
  (guessed: readonly Path[]): IsDoubtful =>
  (path) =>
    guessed.some((other) => startsWith(path, other) || startsWith(other, path));
