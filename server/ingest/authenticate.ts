import type { Datum } from '../contract/areas/geo.ts';
import { findHandheld } from '../db/people/duty.ts';
import type { Db } from '../db/store/open.ts';
import { verifySecret } from '../domain/accounts/secret.ts';
import { Refusal } from '../errors.ts';

/** A handheld that has proven who it is. */
export interface Source {
  handheldId: number;
  datum: Datum;
}

/** The handheld of a code and its secret. Throws `unknown-handheld` or `wrong-secret`. */
export async function authenticateHandheld(
  db: Db,
  credentials: { handheldId: unknown; secret: unknown },
): Promise<Source> {
  const { handheldId: code, secret } = credentials;
  if (typeof code !== 'string' || typeof secret !== 'string')
    throw new Refusal('invalid', 'auth is {handheldId, secret}, both strings');
  const handheld = await findHandheld(db, code);
  if (!handheld) throw new Refusal('unknown-handheld');
  if (!verifySecret(secret, handheld.secretHash)) throw new Refusal('wrong-secret');
  return { handheldId: handheld.id, datum: handheld.datum };
}
