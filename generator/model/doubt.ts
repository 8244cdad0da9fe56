// Which places of an environment's file hold something else than the values that rules are asked about: what
// was wrong there has been replaced by a guess. Must not know any rule, nor what was wrong.

type Path = readonly PropertyKey[];

/** Whether a guess stands at this path, or at one above or below it. */
export type IsDoubtful = (path: Path) => boolean;

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => step === path[index]);

/** Of a file in which nothing is wrong; to be known again, so that nobody need ask it path by path. */
export const noDoubt: IsDoubtful = () => false;

/** @param guessed the paths at which a guess replaced what was written; `noDoubt` when there are none. */
export const doubtAbout = (guessed: readonly Path[]): IsDoubtful =>
  guessed.length === 0
    ? noDoubt
    : (path) => guessed.some((other) => startsWith(path, other) || startsWith(other, path));
