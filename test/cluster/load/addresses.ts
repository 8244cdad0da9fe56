// Which addresses may be put under load: loopback, and private ones that the caller names as the cluster's.
// Must not know how a request is sent.
import { BlockList, isIPv4 } from 'node:net';

/** RFC 1918. */
const privateBlocks: readonly (readonly [network: string, prefix: number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];

/** A cluster's node network is a /16 at most (docker's own size); a wider range would name other machines. */
const widestPrefix = 16;

function blockList(subnets: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, 'ipv4');
  return list;
}

const loopback = blockList([['127.0.0.0', 8]]);
const privateNetworks = blockList(privateBlocks);

/** `172.18.0.3` or `172.18.0.0/16` as a subnet; undefined when it is neither, or not private. */
function readSubnet(text: string): readonly [network: string, prefix: number] | undefined {
  const [, network = '', digits = '32'] = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const prefix = Number(digits);
  if (!isIPv4(network) || prefix > 32 || prefix < widestPrefix) return undefined;
  return privateNetworks.check(network) ? [network, prefix] : undefined;
}

/** What is wrong with the addresses that are said to be the cluster's, one sentence each. */
export function clusterAddressFaults(clusterAddresses: readonly string[]): string[] {
  return clusterAddresses
    .filter((address) => readSubnet(address) === undefined)
    .map(
      (address) =>
        `${address} is not a private IPv4 address or range (10/8, 172.16/12, 192.168/16; /16 at most)`,
    );
}

/** What is wrong with a target, in a sentence; undefined when it may be put under load. */
export function targetFault(target: string, clusterAddresses: readonly string[]): string | undefined {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined) return `${target} is not a URL`;
  if (url.protocol !== 'http:') return `${url.protocol}// is not supported: use http://`;
  if (url.username !== '' || url.password !== '') return 'a target must not hold a user or a password';
  // A name may lead anywhere, and elsewhere tomorrow.
  if (url.hostname !== '[::1]' && !isIPv4(url.hostname))
    return `${url.hostname} is not an IPv4 address: write it in digits, such as 127.0.0.1`;
  if (url.hostname === '[::1]' || loopback.check(url.hostname)) return undefined;
  const named = clusterAddresses.map(readSubnet).filter((subnet) => subnet !== undefined);
  if (blockList(named).check(url.hostname)) return undefined;
  return `${url.hostname} is neither loopback nor named in clusterAddresses`;
}
