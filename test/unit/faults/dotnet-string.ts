// Reads a connection string as StackExchange.Redis documents it: parts between commas; without `=` an endpoint, else an
// option that the library knows, in any case, with a value of its type. An unknown option makes it throw at the start.
// Must not know which options are good. For tests only.

type Fault = (value: string) => string | undefined;

const text: Fault = (value) => (value === '' ? 'is empty' : undefined);
const truth: Fault = (value) =>
  /^(?:true|false|yes|no|on|off|1|0)$/i.test(value) ? undefined : 'is no truth value';
const integer =
  (least = -(2 ** 31)): Fault =>
  (value) =>
    /^-?\d{1,10}$/.test(value) && Number(value) >= least && Number(value) < 2 ** 31
      ? undefined
      : `is no whole number from ${least}`;
const oneOf =
  (...words: readonly string[]): Fault =>
  (value) =>
    value.split('|').every((word) => words.includes(word.trim().toLowerCase()))
      ? undefined
      : 'is no word of it';

/** The options of the documentation, and those that are read and ignored. */
const options: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(
    [
      'abortConnect',
      'allowAdmin',
      'checkCertificateRevocation',
      'resolveDns',
      'ssl',
      'setlib',
      'tcpKeepAlive',
    ]
      .concat('highIntegrity', 'preserveAsyncOrder')
      .map((name) => [name, truth]),
  ),
  ...Object.fromEntries(
    ['connectRetry', 'connectTimeout', 'configCheckSeconds', 'topologyRefreshSeconds', 'defaultDatabase']
      .concat('keepAlive', 'responseTimeout', 'writeBuffer')
      .map((name) => [name, integer()]),
  ),
  ...Object.fromEntries(['syncTimeout', 'asyncTimeout'].map((name) => [name, integer(1)])),
  ...Object.fromEntries(
    ['channelPrefix', 'configChannel', 'name', 'user', 'password', 'sentinelUser', 'sentinelPassword']
      .concat('serviceName', 'sslHost', 'tiebreaker', 'tunnel', 'highPriorityThreads')
      .map((name) => [name, text]),
  ),
  version: (value) => (/^\d+(?:\.\d+){0,3}$/.test(value) ? undefined : 'is no version'),
  proxy: oneOf('none', 'twemproxy', 'envoyproxy'),
  protocol: oneOf('resp2', 'resp3', '2', '3'),
  sslProtocols: oneOf('none', 'default', 'tls', 'tls11', 'tls12', 'tls13'),
};
const known = new Map(Object.keys(options).map((name) => [name.toLowerCase(), name]));

export interface DotnetString {
  readonly endpoints: readonly string[];
  /** By their documented names. */
  readonly options: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

const endpoint = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?$/;

/** What the library would make of it, and all that it would refuse or silently drop. */
export function readDotnetString(connection: string): DotnetString {
  const endpoints: string[] = [];
  const found: Record<string, string> = {};
  const faults: string[] = [];
  for (const part of connection.split(',').map((one) => one.trim())) {
    const equals = part.indexOf('=');
    if (equals <= 0) {
      const port = endpoint.exec(part)?.[1] ?? '6379';
      if (!endpoint.test(part) || Number(port) < 1 || Number(port) > 65_535)
        faults.push(`${part} is no endpoint`);
      else if (endpoints.includes(part)) faults.push(`${part} stands there twice`);
      else endpoints.push(part);
      continue;
    }
    const value = part.slice(equals + 1).trim();
    const name = known.get(part.slice(0, equals).trim().toLowerCase());
    if (name === undefined) {
      faults.push(`${part.slice(0, equals)} is no option`);
      continue;
    }
    if (name in found) faults.push(`${name} stands there twice`);
    const fault = options[name]?.(value);
    if (fault !== undefined) faults.push(`${name} ${fault}`);
    found[name] = value;
  }
  return { endpoints, options: found, faults };
}
