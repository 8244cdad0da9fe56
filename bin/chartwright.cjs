#!/usr/bin/env node
// Starts the program in build/ quickly: V8's compiled form of it is kept in the user's cache folder.
// Must not know the verbs' work. Whatever is wrong with the cache, the program runs without it, silently.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const args = process.argv.slice(2);
const build = path.join(__dirname, '..', 'build');
// One cache a verb: each holds the functions that its verb compiled, and no more than those.
const verbs = ['generate', 'chart', 'validate', 'explain', 'azure', 'doctor', 'tools'];

/** The cache folder outside any repository, or undefined where there is no home. */
function cacheFolder() {
  const { CHARTWRIGHT_CACHE, XDG_CACHE_HOME } = process.env;
  if (CHARTWRIGHT_CACHE) return path.resolve(CHARTWRIGHT_CACHE, 'code');
  if (XDG_CACHE_HOME) return path.resolve(XDG_CACHE_HOME, 'chartwright', 'code');
  try {
    return path.join(require('node:os').homedir(), '.cache', 'chartwright', 'code');
  } catch {
    return undefined;
  }
}

/** Names the cache after all that its content depends on: program and verb, Node, the machine, our build. */
function cacheName(program, code, stat) {
  const [, version = '0', content = '0'] = /^\/\/chartwright (\S+) ([0-9a-f]+)\n/.exec(code) ?? [];
  const verb = verbs.includes(args[0]) ? args[0] : 'other';
  const series = `${program}-${verb}-${process.version}-${process.arch}-`;
  return { series, name: `${series}${version}-${content}-${stat.size}-${Math.trunc(stat.mtimeMs)}.bin` };
}

// In front of the data: V8 trusts what it is given, and ends the process on a torn or rotten cache.
const digestSize = 32;
const digest = (data) => require('node:crypto').hash('sha256', data, 'buffer');

/** The cached data, or undefined. Only a file of this very user counts, since it is as good as code. */
function readCache(file) {
  try {
    const descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
      const stat = fs.fstatSync(descriptor);
      if (!stat.isFile() || (process.getuid && stat.uid !== process.getuid()) || stat.mode & 0o022) return;
      // Memory of its own, since V8 wants the data aligned.
      const bytes = Buffer.from(new ArrayBuffer(stat.size));
      if (fs.readSync(descriptor, bytes) !== stat.size) return;
      const data = bytes.subarray(digestSize);
      return digest(data).equals(bytes.subarray(0, digestSize)) ? data : undefined;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Folder by folder: Node's own recursive form never returns where nothing can be made (/proc). */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder, { mode: 0o700 });
}

/** Written beside its place and renamed, so that two first runs at once cannot mix. */
function writeCache(folder, { series, name }, script) {
  try {
    // V8 takes a cache only under the flags that it was made with.
    setFlags(shortRun);
    const data = script.createCachedData();
    makeFolder(folder);
    const waiting = path.join(folder, `${name}.${process.pid}`);
    fs.writeFileSync(waiting, Buffer.concat([digest(data), data]), { flag: 'wx', mode: 0o600 });
    fs.renameSync(waiting, path.join(folder, name));
    for (const other of fs.readdirSync(folder)) {
      if (other !== name && other.startsWith(series)) fs.unlinkSync(path.join(folder, other));
    }
  } catch {
    // A cache that cannot be written costs some milliseconds, nothing else.
  }
}

/** Flags of V8 as they are while code is compiled and cached, and as they are in a run that lasts. */
const shortRun = ['--no-opt', '--no-parallel-scavenge', '--semi-space-growth-factor=4'];
const longRun = ['--semi-space-growth-factor=1'];

function setFlags(flags) {
  const v8 = require('node:v8');
  for (const flag of flags) v8.setFlagsFromString(flag);
}

/**
 * No run lasts long enough for optimized code to pay for the threads that make it, and for their memory; and
 * one large step of memory costs less than many small ones. In a run that lasts, memory grows no further.
 */
function tuneForShortRuns() {
  setFlags(shortRun);
  // By the processor's time, since on a busy machine a short run may take long.
  const settle = () => {
    const { user, system } = process.cpuUsage();
    if (user + system < 300_000) setTimeout(settle, 50).unref();
    else setFlags(longRun);
  };
  setTimeout(settle, 100).unref();
}

/** Loads a program of build/, and gives what it exports. */
function load(program) {
  const bundle = path.join(build, `${program}.cjs`);
  const code = fs.readFileSync(bundle, 'latin1');
  const folder = cacheFolder();
  const cache = folder === undefined ? undefined : cacheName(program, code, fs.statSync(bundle));
  const cachedData = cache && readCache(path.join(folder, cache.name));
  const source = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
  const script = new vm.Script(source, { filename: bundle, cachedData });
  if (cache && (cachedData === undefined || script.cachedDataRejected)) {
    // At the end, when the functions that this verb needs have been compiled.
    process.once('exit', () => writeCache(folder, cache, script));
  }
  const module = { exports: {} };
  // The bundle asks for Node's own modules only, so any `require` will do.
  script.runInThisContext()(module.exports, require, module, bundle, build);
  return module.exports;
}

async function start() {
  // Before any code is compiled: the cache is good for one set of flags only.
  tuneForShortRuns();
  // The verb that runs most has a program of its own for when nothing is wrong; else the whole one runs.
  const status = args[0] === 'generate' ? await load('generate').run(args) : undefined;
  // All output is written by then; to leave at once spares the wait for V8's compilers.
  process.exit(status ?? (await load('chartwright').run(args)));
}

if (fs.existsSync(path.join(build, 'chartwright.cjs'))) start();
else {
  fs.writeSync(2, 'chartwright is not built yet: run `npm run build`.\n');
  process.exitCode = 2;
}
