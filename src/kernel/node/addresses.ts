/** How far away an address is, and which addresses a host name has. */
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** From near to far: this machine, a network that is not open to everybody, everybody's internet. */
const ZONES = ['machine', 'network', 'internet'] as const;
export type Zone = (typeof ZONES)[number];

/** An address of a host, as Node's sockets take it. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
  readonly zone: Zone;
}

/** Finds all addresses of a host name or of an address as a URL writes it; rejects where there is none. */
export type LookUp = (hostname: string) => Promise<readonly HostAddress[]>;

export const lookUp: LookUp = async (hostname) => {
  const found = await lookup(withoutBrackets(hostname), { all: true });
  return found.map(({ address, family }) => ({ address, family, zone: zoneOf(address) }));
};

/** The host of a URL as sockets and certificates name it: an IPv6 address has no brackets there. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether the host of a URL is this machine by the way it is written. A URL has `0x7f.1` and its like as `127.0.0.1`. */
export function namesThisMachine(hostname: string): boolean {
  const host = withoutBrackets(hostname);
  return /(^|\.)localhost\.?$/.test(host) || (ipaddr.isValid(host) && zoneOf(host) === 'machine');
}

/** Only what is known to be open to everybody counts as the internet. */
export function zoneOf(address: string): Zone {
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  // Where a network has no IPv4, this prefix leads to the IPv4 address behind it (RFC 6052).
  if (parsed instanceof ipaddr.IPv6 && parsed.match(NAT64)) {
    return zoneOf(new ipaddr.IPv4(parsed.toByteArray().slice(-4)).toString());
  }
  if (range === 'unicast') return 'internet';
  // To connect to the unspecified address is to connect to this machine.
  return range === 'loopback' || range === 'unspecified' ? 'machine' : 'network';
}

const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];

export function nearest(addresses: readonly HostAddress[]): Zone {
  return ZONES.find((zone) => addresses.some((each) => each.zone === zone)) ?? 'machine';
}

/** What a page names may be as far away as the page or farther, and never nearer. */
export function isNearer(zone: Zone, from: Zone): boolean {
  return ZONES.indexOf(zone) < ZONES.indexOf(from);
}
