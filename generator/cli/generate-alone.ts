// The program for the verb that runs in every pull request: nothing but its own work is in it, awake from
// the start, so the bundler can leave out what it does not use. Must not know what the verb does.
import { runVerb } from './run-verb.ts';
import * as generate from './work/generate.ts';

runVerb(process.argv.slice(2), { generate: async () => generate }).then((status) => process.exit(status));
