// ../../tmp/lm/measure.ts
import { spawn as spawn2 } from "node:child_process";

// test/cluster/clock.ts
var monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

// test/cluster/load/attempt-records.ts
var errorKinds = [
  "refused",
  "reset",
  "connect-timeout",
  "timeout",
  "unreachable",
  "protocol",
  "local"
];
var recordBytes = 24;
var keepAliveBit = 1;
var reusedBit = 2;
function readRecord(bytes, pods) {
  const error = errorKinds[bytes.readUInt8(21) - 1];
  const pod = pods[bytes.readUInt16LE(18) - 1];
  const flags = bytes.readUInt8(23);
  return {
    request: bytes.readUInt32LE(0),
    attempt: bytes.readUInt8(20),
    scheduledMs: bytes.readUInt32LE(4) / 1e3,
    startedMs: bytes.readUInt32LE(8) / 1e3,
    endedMs: bytes.readUInt32LE(12) / 1e3,
    status: bytes.readUInt16LE(16),
    ...error === void 0 ? {} : { error },
    connection: (flags & keepAliveBit) === 0 ? "new" : "keep-alive",
    reused: (flags & reusedBit) !== 0,
    target: bytes.readUInt8(22),
    ...pod === void 0 ? {} : { pod }
  };
}
function readBatches(batches) {
  const pods = batches.flatMap((batch) => batch.pods);
  return batches.flatMap(({ records }) => {
    const bytes = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
    return Array.from(
      { length: bytes.length / recordBytes },
      (_, index) => readRecord(bytes.subarray(index * recordBytes, (index + 1) * recordBytes), pods)
    );
  });
}

// test/cluster/load/generator-process.ts
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";

// test/cluster/load/addresses.ts
import { BlockList, isIPv4 } from "node:net";
var privateBlocks = [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16]
];
var widestPrefix = 16;
function blockList(subnets) {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, "ipv4");
  return list;
}
var loopback = blockList([["127.0.0.0", 8]]);
var privateNetworks = blockList(privateBlocks);
function readSubnet(text) {
  const [, network = "", digits = "32"] = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const prefix = Number(digits);
  if (!isIPv4(network) || prefix > 32 || prefix < widestPrefix) return void 0;
  return privateNetworks.check(network) ? [network, prefix] : void 0;
}
function clusterAddressFaults(clusterAddresses) {
  return clusterAddresses.filter((address) => readSubnet(address) === void 0).map(
    (address) => `${address} is not a private IPv4 address or range (10/8, 172.16/12, 192.168/16; /16 at most)`
  );
}
function targetFault(target, clusterAddresses) {
  const url = URL.canParse(target) ? new URL(target) : void 0;
  if (url === void 0) return `${target} is not a URL`;
  if (url.protocol !== "http:") return `${url.protocol}// is not supported: use http://`;
  if (url.username !== "" || url.password !== "") return "a target must not hold a user or a password";
  if (url.hostname !== "[::1]" && !isIPv4(url.hostname))
    return `${url.hostname} is not an IPv4 address: write it in digits, such as 127.0.0.1`;
  if (url.hostname === "[::1]" || loopback.check(url.hostname)) return void 0;
  const named = clusterAddresses.map(readSubnet).filter((subnet) => subnet !== void 0);
  if (privateNetworks.check(url.hostname) && blockList(named).check(url.hostname)) return void 0;
  return `${url.hostname} is neither loopback nor named in clusterAddresses`;
}

// test/cluster/load/plan.ts
var bounds = {
  ratePerSecond: [1, 1e3, false],
  seconds: [0.1, 3600, false],
  timeoutMs: [10, 6e4, false],
  connectTimeoutMs: [10, 6e4, false],
  retries: [0, 5, true],
  retryDelayMs: [0, 1e4, false],
  connections: [1, 256, true]
};
var mostRequests = 5e5;
var mostUnderWay = 1e4;
var longestRequestMs = (plan) => (plan.retries + 1) * plan.timeoutMs + plan.retries * plan.retryDelayMs;
function planFaults(plan) {
  const figures = Object.keys(bounds).flatMap((name) => {
    const [least, most, whole] = bounds[name];
    const value = plan[name];
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return [];
    return [`${name} is ${value}: ${whole ? "a whole number " : ""}from ${least} to ${most} is needed`];
  });
  const underWay = plan.ratePerSecond * longestRequestMs(plan) / 1e3;
  return [
    ...figures,
    ...plan.count > mostRequests ? [`${plan.count} requests are too many: at most ${mostRequests}`] : [],
    ...underWay > mostUnderWay ? [`${underWay} requests could be under way: at most ${mostUnderWay}`] : [],
    ...plan.urls.length === 0 || plan.urls.length > 255 ? ["1 to 255 targets are needed"] : [],
    ...clusterAddressFaults(plan.clusterAddresses),
    ...plan.urls.flatMap((url) => targetFault(url, plan.clusterAddresses) ?? [])
  ];
}
function checkPlan(plan) {
  const faults = planFaults(plan);
  if (faults.length > 0) throw new Error(`The load is refused: ${faults.join("; ")}.`);
  return plan;
}
function planLoad({ url, ...options }) {
  return checkPlan({
    connectTimeoutMs: options.timeoutMs,
    retries: 0,
    retryDelayMs: 0,
    connections: 16,
    clusterAddresses: [],
    headers: {},
    ...options,
    urls: typeof url === "string" ? [url] : [...url],
    count: Math.max(1, Math.round(options.ratePerSecond * options.seconds))
  });
}

// test/cluster/load/generator-process.ts
var graceMs = 15e3;
var program;
function bundleProgram() {
  program ??= build({
    entryPoints: [join(import.meta.dirname, "load-process.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    write: false,
    logLevel: "silent"
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return program;
}
function spawnProgram(code) {
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    stdio: ["pipe", "ignore", "pipe", "ipc"],
    serialization: "advanced",
    env: {}
  });
  child.stdin?.on("error", () => {
  });
  child.stdin?.end(code);
  return child;
}
function awaitReport(child, kind) {
  let complaint = "";
  child.stderr?.on("data", (text) => {
    complaint = (complaint + text).slice(-2e3);
  });
  const report = new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Error(`The load generator ${reason}. ${complaint}`.trim()));
    child.on("message", (message) => {
      if (message.kind === kind) resolve(message);
    });
    child.on("error", (error) => fail(`did not start: ${error.message}`));
    child.on("close", (code, signal) => fail(`ended before it was ${kind} (${signal ?? code})`));
  });
  report.catch(() => {
  });
  return report;
}
async function startGenerator(plan) {
  const child = spawnProgram(await bundleProgram());
  const batches = [];
  const send = (order) => void (child.connected && child.send(order, () => {
  }));
  child.on("message", (report) => {
    if (report.kind === "ready") send({ kind: "run", plan });
    if (report.kind === "records") batches.push(report);
  });
  const killAfter = (ms) => setTimeout(() => child.kill("SIGKILL"), ms);
  let timer = killAfter(plan.seconds * 1e3 + longestRequestMs(plan) + graceMs);
  child.on("close", () => clearTimeout(timer));
  return {
    pid: child.pid ?? 0,
    started: awaitReport(child, "started"),
    finished: awaitReport(child, "finished"),
    batches,
    stop() {
      send({ kind: "stop" });
      clearTimeout(timer);
      if (child.exitCode === null && child.signalCode === null)
        timer = killAfter(longestRequestMs(plan) + graceMs);
    }
  };
}

// test/cluster/gaps.ts
function longestGap(momentsMs, span) {
  const sorted = [...momentsMs].sort((a, b) => a - b);
  let from = span.fromMs;
  let longest = { ms: 0, fromMs: from, toMs: from };
  for (const to of [...sorted, span.toMs]) {
    if (to - from > longest.ms) longest = { ms: to - from, fromMs: from, toMs: to };
    from = Math.max(from, to);
  }
  return longest;
}

// test/cluster/load/load-result.ts
var isSuccess = ({ status }) => status >= 200 && status < 300;
var outcomeOf = ({ status, error }) => error ?? `HTTP ${status}`;
function groupBy(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === void 0) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
function readRequest(unsorted) {
  const attempts = [...unsorted].sort((a, b) => a.attempt - b.attempt);
  const first = attempts[0];
  const last = attempts.at(-1);
  return { first, last, attempts, failed: !isSuccess(last), latencyMs: last.endedMs - first.scheduledMs };
}
var readRequests = (attempts) => [...groupBy(attempts, ({ request }) => request).values()].map(readRequest).sort((a, b) => a.first.request - b.first.request);
function tally(names) {
  const counts = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
var countsOf = (requests) => ({
  requests: requests.length,
  failed: requests.filter(({ failed }) => failed).length
});
function latencyOf(requests) {
  const sorted = requests.filter(({ failed }) => !failed).map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const rank = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Infinity;
  return { p50Ms: rank(0.5), p99Ms: rank(0.99), maxMs: rank(1) };
}
function failureOf({ first, last, attempts }) {
  return {
    request: first.request,
    scheduledMs: first.scheduledMs,
    startedMs: first.startedMs,
    endedMs: last.endedMs,
    outcomes: attempts.map(outcomeOf),
    connection: first.connection,
    reused: first.reused,
    target: last.target,
    ...last.pod === void 0 ? {} : { pod: last.pod }
  };
}
var secondsOf = (requests) => [...groupBy(requests, ({ first }) => Math.floor(first.scheduledMs / 1e3))].map(([second, within]) => ({
  second,
  ...countsOf(within),
  ...latencyOf(within)
}));
function gapOf(requests) {
  const ends = requests.filter(({ failed }) => !failed).map(({ last }) => last.endedMs);
  const lastScheduled = requests.at(-1)?.first.scheduledMs ?? 0;
  return longestGap(ends, {
    fromMs: 0,
    toMs: Math.max(
      lastScheduled,
      ends.reduce((a, b) => Math.max(a, b), 0)
    )
  });
}
function windowsOf(requests, marks) {
  const momentMs = (moment) => {
    const ms = typeof moment === "number" ? moment : marks.get(moment);
    if (ms === void 0)
      throw new Error(`No mark "${moment}"; there are: ${[...marks.keys()].join(", ") || "none"}.`);
    return ms;
  };
  const between = (from, to) => {
    const [fromMs, toMs] = [momentMs(from), momentMs(to)];
    if (!(fromMs <= toMs))
      throw new Error(`The span from ${from} (${fromMs} ms) to ${to} (${toMs} ms) is turned.`);
    return requests.filter(({ first }) => first.scheduledMs >= fromMs && first.scheduledMs < toMs);
  };
  return {
    requestsBetween: (from, to) => between(from, to).length,
    failedBetween: (from, to) => countsOf(between(from, to)).failed,
    p99Between: (from, to) => latencyOf(between(from, to)).p99Ms
  };
}
function summarise({ attempts, marks, startedAtMs, cpuMs, elapsedMs }) {
  const requests = readRequests(attempts);
  const counts = countsOf(requests);
  const succeeded = requests.filter(({ failed }) => !failed);
  const byConnection = (kind) => countsOf(requests.filter(({ first }) => first.connection === kind));
  return {
    ...counts,
    ...latencyOf(requests),
    ...windowsOf(requests, marks),
    startedAtMs,
    succeeded: succeeded.length,
    attempts: attempts.length,
    savedByRetry: succeeded.filter(({ attempts: attempts2 }) => attempts2.length > 1).length,
    outcomes: tally(requests.map(({ last }) => outcomeOf(last))),
    attemptOutcomes: tally(attempts.map(outcomeOf)),
    pods: tally(succeeded.flatMap(({ last }) => last.pod ?? [])),
    connections: { "keep-alive": byConnection("keep-alive"), new: byConnection("new") },
    failures: requests.filter(({ failed }) => failed).map(failureOf),
    longestGap: gapOf(requests),
    seconds: secondsOf(requests),
    marks: Object.fromEntries(marks),
    lateMaxMs: requests.reduce((late, { first }) => Math.max(late, first.startedMs - first.scheduledMs), 0),
    localErrors: attempts.filter(({ error }) => error === "local").length,
    cpuShare: elapsedMs > 0 ? cpuMs / elapsedMs : 0
  };
}

// test/cluster/load.ts
async function startLoad(options) {
  const generator = await startGenerator(planLoad(options));
  const { originMs, startedAtMs } = await generator.started;
  const marks = /* @__PURE__ */ new Map();
  const finish = async () => {
    const { cpuMs, elapsedMs } = await generator.finished;
    return summarise({ attempts: readBatches(generator.batches), marks, startedAtMs, cpuMs, elapsedMs });
  };
  return {
    pid: generator.pid,
    mark(name) {
      const ms = monotonicMs() - originMs;
      marks.set(name, ms);
      return ms;
    },
    finish,
    stop() {
      generator.stop();
      return finish();
    }
  };
}

// ../../tmp/lm/measure.ts
var server = spawn2(process.execPath, ["/tmp/lm/server.mjs"], { stdio: ["ignore", "pipe", "inherit"] });
var port = await new Promise((r) => server.stdout.once("data", (d) => r(String(d).trim())));
for (const rate of [100, 200]) {
  const load = await startLoad({ url: `http://127.0.0.1:${port}/`, ratePerSecond: rate, seconds: 20, timeoutMs: 2e3 });
  const r = await load.finish();
  console.log(rate, r.requests, r.failed, "cpu", r.cpuShare.toFixed(3), "p50", r.p50Ms.toFixed(2), "p99", r.p99Ms.toFixed(2), "max", r.maxMs.toFixed(1), "late", r.lateMaxMs.toFixed(1), JSON.stringify(r.longestGap), JSON.stringify(r.connections));
}
server.kill();
