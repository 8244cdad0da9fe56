// A shell script that a chart carries is imported as its text: scripts/build.mjs and vitest.config.ts see to it.
declare module '*.sh' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what loads a text gives it as the default
  export default text;
}
