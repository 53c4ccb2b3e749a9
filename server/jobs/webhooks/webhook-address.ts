import { BlockList, isIP, isIPv4 } from 'node:net';

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

/**
 * What is wrong with a webhook's URL; null where nothing is. It is https to a public host, unless the deployment allows private ones:
 * then also http, and any address its network reaches. Names are looked up when something is sent, not here: see send-webhook.
 */
export function wrongUrl(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'url is not a URL';
  const url = new URL(text);
  if (url.username || url.password) return 'url must not hold a name or password';
  if (url.hash) return 'url must not hold a fragment';
  if (allowPrivate)
    return ['https:', 'http:'].includes(url.protocol) ? null : 'url is https or http';
  if (url.protocol !== 'https:')
    return 'url is https; http takes a deployment that allows private hosts (WEBHOOK_PRIVATE_HOSTS=on)';
  const host = hostOf(url);
  if (/(^|\.)localhost\.?$/.test(host) || (isIP(host) && !isPublic(host)))
    return 'url names a private host; that takes a deployment that allows them (WEBHOOK_PRIVATE_HOSTS=on)';
  return null;
}
