import { sql } from 'kysely';
import { MINUTE_MS } from '../../contract/units.ts';
import type { Db } from '../store/open.ts';
import { within } from '../store/within.ts';

/** Shards move when workers are added; where they lie is asked again after this. */
const KNOWN_MS = 10 * MINUTE_MS;
/** Whether `fixes` are distributed is asked again after this. */
const ASK_AGAIN_MS = MINUTE_MS;
/** A store that says nothing so long cannot be asked, ms. */
const ANSWERS_WITHIN_MS = 10_000;
/** The place of all fixes where one machine holds them. */
const HERE = '';

/**
 * Where the fixes of a handheld lie: the worker of a distributed store, as host:port, or the one place of any other. Throws where the store
 * cannot be asked.
 */
export function createShards(db: Db, now: () => number) {
  const known = new Map<number, string>();
  let knownMs = Number.NEGATIVE_INFINITY;
  let asked: { ms: number; isSpread: Promise<boolean> } | null = null;

  function isSpread(): Promise<boolean> {
    if (asked && now() - asked.ms < ASK_AGAIN_MS) return asked.isSpread;
    const asking = { ms: now(), isSpread: within(ANSWERS_WITHIN_MS, isDistributed(db)) };
    asked = asking;
    asking.isSpread.catch(() => {
      if (asked === asking) asked = null;
    });
    return asking.isSpread;
  }

  return {
    async placeOf(handheldId: number): Promise<string> {
      if (!(await isSpread())) return HERE;
      if (now() - knownMs >= KNOWN_MS) {
        known.clear();
        knownMs = now();
      }
      const place =
        known.get(handheldId) ?? (await within(ANSWERS_WITHIN_MS, workerOf(db, handheldId)));
      known.set(handheldId, place);
      return place;
    },
  };
}

/** Whether Citus distributes `fixes`. */
async function isDistributed(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('citus_tables') is not null as there`.execute(db);
  if (!rows[0]!.there) return false;
  const found = await sql`select from citus_tables where table_name = 'fixes'::regclass`.execute(
    db,
  );
  return found.rows.length > 0;
}

/** Read from the coordinator's own catalogue, which answers while workers are away. */
async function workerOf(db: Db, handheldId: number): Promise<string> {
  const { rows } = await sql<{ worker: string }>`
    select n.nodename || ':' || n.nodeport as worker from pg_dist_placement p join pg_dist_node n using (groupid)
    where p.shardid = get_shard_id_for_distribution_column('fixes'::regclass, ${handheldId}::int) and n.noderole = 'primary'
    order by 1 limit 1`.execute(db);
  return rows[0]?.worker ?? HERE;
}
