import { sql } from 'kysely';
import { IMPORT_KINDS, type ImportKind } from '../../contract/imports/import.ts';
import type { Db } from '../store/open.ts';

const IMPORTS_LOCK = 6_020;

/**
 * Waits until nobody else puts things of this kind, by a file or one by one. Of two at once neither would see what the other makes: secrets that
 * one has given out would be written over by the other's, and who puts the same codes in another order would wait for the first for good.
 */
export const takeTurn = async (trx: Db, kind: ImportKind): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${IMPORTS_LOCK}::int, ${IMPORT_KINDS.indexOf(kind)}::int)`.execute(
    trx,
  );
};
