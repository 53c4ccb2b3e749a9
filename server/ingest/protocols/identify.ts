import { BlockList, isIPv4 } from 'node:net';
import type { Protocol, Trust } from '../../contract/handhelds/binding.ts';
import { type BoundHandheld, findByDevice, findByToken } from '../../db/handhelds/bindings.ts';
import type { Db } from '../../db/store/open.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import type { Door } from '../authenticate.ts';

/** Whether an address lies in a range such as 10.20.0.0/16 or 2001:db8::/32. */
function isWithin(address: string, range: string): boolean {
  const [network, bits] = range.split('/') as [string, string];
  // An IPv4 client of a dual-stack socket.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = (text: string) => (isIPv4(text) ? 'ipv4' : 'ipv6');
  if (family(plain) !== family(network)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family(network));
  return list.check(plain, family(plain));
}

type Bound = BoundHandheld & { trust: Trust };
type Entrance = { db: Db; door: Door };

/** A handheld that sends from its own network; undefined from elsewhere. */
export const inOwnNetwork = (
  found: BoundHandheld | undefined,
  address: string,
): Bound | undefined =>
  found?.addressRange && isWithin(address, found.addressRange)
    ? { ...found, trust: 'address' }
    : undefined;

/**
 * The handheld of a token, by the name it says of itself where it says one. Throws `wrong-secret`, the same for a token nobody has, one of
 * another and one that was revoked.
 */
export const identifyByToken = (
  { db, door }: Entrance,
  asking: { protocol: Protocol; token: string; device?: string; address: string },
): Promise<Bound> => {
  const { address, device, protocol, token } = asking;
  return door.enter<BoundHandheld | undefined, Bound>(
    { name: device === undefined ? null : `${protocol} ${device}`, address },
    () => findByToken(db, protocol, hashSecret(token)),
    (found) =>
      found && (device === undefined || found.device === device)
        ? { ...found, trust: 'token' }
        : { why: 'unknown-token', detail: 'no handheld has this token' },
  );
};

/** The handheld that a protocol knows by a name, where it sends from its own network. Throws `wrong-secret`. */
export const identifyByAddress = (
  { db, door }: Entrance,
  { protocol, device, address }: { protocol: Protocol; device: string | null; address: string },
): Promise<Bound> =>
  door.enter<BoundHandheld | undefined, Bound>(
    { name: device, address },
    async () => (device === null ? undefined : findByDevice(db, protocol, device)),
    (found) =>
      inOwnNetwork(found, address) ?? {
        why: 'other-network',
        detail: 'send with a token, or from the network of this device',
      },
  );
