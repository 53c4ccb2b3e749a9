import { BlockList, isIPv4 } from 'node:net';
import type { Protocol, Trust } from '../../contract/handhelds/binding.ts';
import { type BoundHandheld, findByDevice, findByToken } from '../../db/handhelds/bindings.ts';
import type { Db } from '../../db/store/open.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import type { Door } from '../authenticate.ts';

/** Whether an address lies in a range such as 10.20.0.0/16 or 2001:db8::/32. */
export function isWithin(address: string, range: string): boolean {
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

/** The handheld of a token. Throws `wrong-secret`, the same for a token nobody has and one that was revoked. */
export const identifyByToken = (
  { db, door }: Entrance,
  { protocol, token, address }: { protocol: Protocol; token: string; address: string },
): Promise<Bound> =>
  door.enter<BoundHandheld | undefined, Bound>(
    { name: null, address },
    () => findByToken(db, protocol, hashSecret(token)),
    (found) =>
      found
        ? { ...found, trust: 'token' }
        : { why: 'unknown-token', detail: 'no handheld has this token' },
  );

/** The handheld that a protocol knows by a name, where it sends from its own network. Throws `wrong-secret`. */
export const identifyByAddress = (
  { db, door }: Entrance,
  { protocol, device, address }: { protocol: Protocol; device: string | null; address: string },
): Promise<Bound> =>
  door.enter<BoundHandheld | undefined, Bound>(
    { name: device, address },
    async () => (device === null ? undefined : findByDevice(db, protocol, device)),
    (found) =>
      found?.addressRange && isWithin(address, found.addressRange)
        ? { ...found, trust: 'address' }
        : {
            why: 'other-network',
            detail: 'send with a token, or from the network of this device',
          },
  );
