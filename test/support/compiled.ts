// Runs what the engine compiles. Must not know what was compiled.
import { runtime } from '../../generator/engine/index.ts';

/** The value of JavaScript source that calls the engine's runtime as `$`. */
export const runCompiled = <T>(source: string): T => new Function('$', `return ${source}`)(runtime) as T;
