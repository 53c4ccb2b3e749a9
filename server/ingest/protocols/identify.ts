import { BlockList, isIPv4 } from 'node:net';
import type { Protocol, Trust } from '../../contract/handhelds/binding.ts';
import { type BoundHandheld, findByDevice, findByToken } from '../../db/handhelds/bindings.ts';
import type { Db } from '../../db/store/open.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';

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

/** The handheld of a token. Throws `wrong-secret`, the same for a token nobody has and one that was revoked. */
export async function identifyByToken(
  db: Db,
  protocol: Protocol,
  token: string,
): Promise<BoundHandheld & { trust: Trust }> {
  const found = await findByToken(db, protocol, hashSecret(token));
  if (!found) throw new Refusal('wrong-secret', 'no handheld has this token');
  return { ...found, trust: 'token' };
}

/** The handheld that a protocol knows by a name, where it sends from its own network. Throws `wrong-secret`. */
export async function identifyByAddress(
  db: Db,
  protocol: Protocol,
  { device, address }: { device: string | null; address: string },
): Promise<BoundHandheld & { trust: Trust }> {
  const found = device === null ? undefined : await findByDevice(db, protocol, device);
  if (!found?.addressRange || !isWithin(address, found.addressRange))
    throw new Refusal('wrong-secret', 'send with a token, or from the network of this device');
  return { ...found, trust: 'address' };
}
