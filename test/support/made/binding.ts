import type { Protocol } from '../../../server/contract/handhelds/binding.ts';
import { insertBinding } from '../../../server/db/handhelds/bindings.ts';
import type { Db } from '../../../server/db/store/open.ts';

/** Binds a handheld by a protocol; what is not told stays empty. */
export const bindHandheld = (
  db: Db,
  handheldId: number,
  protocol: Protocol,
  own: Partial<Parameters<typeof insertBinding>[1]>,
) =>
  insertBinding(db, {
    handheldId,
    protocol,
    device: null,
    tokenHash: null,
    addressRange: null,
    sharedKey: null,
    registerUntil: null,
    createdBy: 'test',
    ...own,
  });
