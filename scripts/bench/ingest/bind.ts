import { insertBinding } from '../../../server/db/handhelds/bindings.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { createSecret, hashSecret } from '../../../server/domain/accounts/secret.ts';
import { type Foreign, phoneOf } from '../../simulator/wire/foreign/bind.ts';
import { HTTP_APPS } from '../../simulator/wire/foreign/http.ts';

/** Binds every handheld by a protocol: apps by a token, terminals by this machine's network. Paths or phone numbers by code. */
export async function bindAll(db: Db, protocol: Foreign): Promise<Record<string, string>> {
  const addresses: Record<string, string> = {};
  const handhelds = await db.selectFrom('handhelds').select(['id', 'code']).execute();
  for (const { id, code } of handhelds) {
    const token = createSecret();
    const isTerminal = protocol === 'jt808';
    const bound = isTerminal ? 'jt808' : HTTP_APPS[protocol].protocol;
    await insertBinding(db, {
      handheldId: id,
      protocol: bound,
      device: isTerminal ? phoneOf(id) : null,
      tokenHash: isTerminal ? null : hashSecret(token),
      addressRange: isTerminal ? '127.0.0.0/8' : null,
      sharedKey: null,
      registerUntil: null,
      createdBy: 'bench',
    });
    addresses[code] = isTerminal ? phoneOf(id) : `/in/${bound}/${token}`;
  }
  return addresses;
}
