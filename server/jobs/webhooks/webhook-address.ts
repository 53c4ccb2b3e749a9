import { BlockList, isIP, isIPv4 } from 'node:net';
import type { FileProblemCode } from '../../contract/file-problem.ts';

/** Ranges of the IANA special-purpose registries (RFC 6890) that are not the public internet; mapped IPv4 is read as IPv4. */
const NOT_PUBLIC = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 95],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, 'ipv6');

/** Whether an IP address is one of the public internet. */
export const isPublic = (address: string): boolean =>
  !NOT_PUBLIC.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

type WrongUrl = Extract<FileProblemCode, `url-${string}`>;

/**
 * What is wrong with a webhook's URL; null where nothing is. It is https to a public host, unless the deployment allows private ones:
 * then also http, and any address its network reaches. Names are looked up when something is sent, not here: see send-webhook.
 */
export function wrongUrl(text: string, allowPrivate: boolean): WrongUrl | null {
  if (!URL.canParse(text)) return 'url-not-one';
  const url = new URL(text);
  if (url.username || url.password) return 'url-with-name';
  if (url.hash) return 'url-with-fragment';
  if (allowPrivate) return ['https:', 'http:'].includes(url.protocol) ? null : 'url-http-or-https';
  if (url.protocol !== 'https:') return 'url-https';
  const host = hostOf(url);
  if (/(^|\.)localhost\.?$/.test(host) || (isIP(host) && !isPublic(host))) return 'url-private';
  return null;
}
