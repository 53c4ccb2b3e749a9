import type { Signatures } from '../../contract/patrols/signatures.ts';
import { readSignedBatches } from '../../db/fixes/signed-batches.ts';
import type { Db } from '../../db/store/open.ts';
import type { SessionOf } from '../../domain/entrance/sessions-of.ts';
import { checkSignatures, type NamedFix } from '../../domain/verification/check-signatures.ts';

/** What signatures on record say of fixes; `sessions` are theirs. */
export const gatherSignatures = async (
  db: Db,
  fixes: readonly NamedFix[],
  sessions: readonly SessionOf[],
): Promise<Signatures> => checkSignatures(fixes, await readSignedBatches(db, sessions));
