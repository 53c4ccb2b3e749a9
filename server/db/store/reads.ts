import { sql } from 'kysely';
import type { Db } from './open.ts';

/** Where what only reads is read: from a replica, as far as it has come, else from the store that is written to. */
export interface Reads {
  /** Where an edition of the figures is whole. */
  ofEdition: (edition: number) => Promise<Db>;
  /** Where everything is that is committed by now. */
  ofNow: () => Promise<Db>;
}

/** Without a replica. */
export const readsOf = (primary: Db): Reads => ({
  ofEdition: async () => primary,
  ofNow: async () => primary,
});

/** Reads from a replica that may lag behind, by streaming replication; one that is out of reach has nothing. */
export function createReads(primary: Db, replica: Db): Reads {
  const where = (isThere: Promise<boolean>) =>
    isThere.then(
      (is) => (is ? replica : primary),
      () => primary,
    );

  async function hasEdition(edition: number): Promise<boolean> {
    const { rows } = await sql<{ edition: number }>`select edition from rollup_clock`.execute(
      replica,
    );
    return edition <= (rows[0]?.edition ?? -1);
  }

  async function isCaughtUp(): Promise<boolean> {
    const { rows: at } = await sql<{ lsn: string }>`
      select pg_current_wal_insert_lsn()::text as lsn`.execute(primary);
    const { rows } = await sql<{ is: boolean | null }>`
      select pg_last_wal_replay_lsn() >= ${at[0]!.lsn}::pg_lsn as is`.execute(replica);
    return rows[0]!.is ?? false;
  }

  return {
    ofEdition: (edition) => where(hasEdition(edition)),
    ofNow: () => where(isCaughtUp()),
  };
}
