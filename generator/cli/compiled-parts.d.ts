// What scripts/build.mjs puts in: see generator/commands/compile-parts.ts.
declare module 'chartwright:compiled-parts' {
  export const parts: import('../commands/compiled-product.ts').CompiledParts;
}
