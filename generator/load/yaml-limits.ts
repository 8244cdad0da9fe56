// What no values file may have, whoever reads it. Knows no grammar.

/** The deepest nesting of maps and lists that is read. */
export const maximumDepth = 64;

/** Keys that mean something else to a JavaScript object. */
export const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
