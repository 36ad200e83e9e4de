import { promises as dns, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { BlockedBy } from './types.ts';

/** All addresses of a host name; injected in tests. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A request that must not be sent, with the rule that forbids it and a sentence. */
export class Refused extends Error {
  readonly by: BlockedBy;
  constructor(by: BlockedBy, why: string) {
    super(why);
    this.name = 'Refused';
    this.by = by;
  }
}

/** IANA special-purpose registry for IPv4: everything that is not the public internet. */
const NOT_PUBLIC_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Inside 2000::/3: protocol assignments with Teredo, documentation, 6to4 (which wraps an IPv4 address). */
const NOT_PUBLIC_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

const refusedV4 = listOf(NOT_PUBLIC_V4, 'ipv4');
const refusedV6 = listOf(NOT_PUBLIC_V6, 'ipv6');
/** The only block that IANA hands out as public; leaves out loopback, mapped, NAT64, local and multicast. */
const globalV6 = listOf(['2000::/3'], 'ipv6');

/** Whether an address belongs to the public internet; anything that is no address does not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refusedV4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  return globalV6.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6');
}

/** Names that mean this machine, this network or a cloud's metadata service, whatever a resolver says. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa|metadata\.amazonaws\.com)$/;

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

function refuseHost(hostname: string): void {
  const host = bare(hostname);
  if (isIP(host) !== 0) {
    if (isPublicAddress(host)) return;
    throw new Refused('address', `${host} is not a public address; only public hosts are fetched`);
  }
  if (!host.includes('.') || LOCAL_NAME.test(host)) {
    throw new Refused('address', `${host} names a private host; only public hosts are fetched`);
  }
}

/** Throws Refused where a URL may not be fetched, judged by the URL alone. `mapped` origins skip the host check. */
export function guardUrl(url: URL, mapped: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Refused('scheme', `${url.protocol} addresses are not fetched, only http: and https:`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refused('userinfo', `the address at ${url.host} carries a user name or password; remove it`);
  }
  if (!mapped) refuseHost(url.hostname);
}

const resolveWithSystem: Resolve = (hostname) => dns.lookup(hostname, { all: true });

/** Resolves once and hands on exactly the addresses that were checked, so nothing can change in between. */
async function resolvePublic(hostname: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const addresses = await resolve(hostname);
  const bad = addresses.find(({ address }) => !isPublicAddress(address));
  if (bad) {
    throw new Refused(
      'address',
      `${hostname} resolves to ${bad.address}, which is not a public address; only public hosts are fetched`,
    );
  }
  if (addresses.length === 0)
    throw Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
  return addresses;
}

/** A `lookup` for node:net that refuses a name as soon as one of its addresses is not public. */
export function guardedLookup(resolve: Resolve = resolveWithSystem): LookupFunction {
  return (hostname, options, callback) => {
    resolvePublic(hostname, resolve).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
}

/** Connects to public addresses only: literal addresses never reach a lookup, so host and peer are checked too. */
export function guardedConnector(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    try {
      refuseHost(options.hostname);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      const peer = socket.remoteAddress ?? 'an unknown address';
      if (isPublicAddress(peer)) return callback(null, socket);
      socket.destroy();
      callback(
        new Refused('address', `${options.hostname} answered from ${peer}, not a public address`),
        null,
      );
    });
  };
}

/** Connects to this machine, to the given ports and nowhere else: what plays the mapped origins. */
export function loopbackConnector(ports: ReadonlySet<number>): buildConnector.connector {
  const connect = buildConnector({ timeout: 5000 });
  return (options, callback) => {
    if (options.hostname === '127.0.0.1' && ports.has(Number(options.port)))
      return connect(options, callback);
    callback(new Refused('address', `${options.hostname}:${options.port} plays no mapped origin`), null);
  };
}
