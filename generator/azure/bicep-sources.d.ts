// What scripts/bicep-sources.mjs puts in: the texts of bicep/, as they were when the generator was built.
declare module 'chartwright:bicep' {
  /** Path below bicep/ → text. */
  export const readFiles: () => Readonly<Record<string, string>>;
  /** SHA-256 of all of them. */
  export const digest: string;
}
