import { sql } from 'kysely';
import { IMPORT_KINDS, type ImportKind } from '../../contract/imports/import.ts';
import type { Db } from '../store/open.ts';

const IMPORTS_LOCK = 6_020;

/**
 * Waits until no other file of this kind is being brought in: of two at once, neither would see what the other makes, and secrets that one
 * has given out would be written over by the other's.
 */
export const takeTurn = async (trx: Db, kind: ImportKind): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${IMPORTS_LOCK}::int, ${IMPORT_KINDS.indexOf(kind)}::int)`.execute(
    trx,
  );
};
