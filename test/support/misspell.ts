// Every slip of one letter in a word, by what the hand did. Must not know which words.

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01-_'];

type Slip = (word: string, at: number) => readonly string[];

const head = (word: string, at: number): string => word.slice(0, at);

/** What the hand did at a place of a word, and what came out. */
export const slips: Readonly<Record<string, Slip>> = {
  drop: (word, at) => [head(word, at) + word.slice(at + 1)],
  double: (word, at) => [head(word, at) + word.slice(at, at + 1) + word.slice(at)],
  swap: (word, at) => [
    head(word, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2),
  ],
  replace: (word, at) => letters.map((letter) => head(word, at) + letter + word.slice(at + 1)),
  add: (word, at) => letters.map((letter) => head(word, at) + letter + word.slice(at)),
};

/** Each misspelling once; never one of the names that exist. */
export function misspellings(word: string, names: readonly string[]): readonly string[] {
  const places = Array.from({ length: word.length }, (_, at) => at);
  const all = Object.values(slips).flatMap((slip) => places.flatMap((at) => slip(word, at)));
  const atTheEnd = letters.map((letter) => word + letter);
  return [...new Set([...all, ...atTheEnd])].filter((text) => !names.includes(text));
}

/** One misspelling of each kind, in the middle of the word. */
export function sampleMisspellings(word: string, names: readonly string[]): readonly string[] {
  const at = Math.floor((word.length - 1) / 2);
  const all = Object.values(slips).map((slip) =>
    slip(word, at).find((text) => text !== word && !names.includes(text)),
  );
  return [...new Set(all.filter((text) => text !== undefined))];
}
