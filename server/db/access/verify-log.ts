import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

const PAGE = 5_000;

/** What looking through the chain came to: how many entries hold, and the first that does not. */
export interface Verified {
  entries: number;
  broken: { id: number; why: string } | null;
}

interface Link {
  id: number;
  hash: Buffer;
}

/** Computes the hash of every entry of the access log anew, from the first that is kept to the head. */
export async function verifyLog(db: Db): Promise<Verified> {
  const { rows: heads } = await sql<Link & { baseId: number; baseHash: Buffer }>`
    select id, hash, base_id as "baseId", base_hash as "baseHash" from access_log_head`.execute(db);
  const head = heads[0]!;
  let last: Link = { id: head.baseId, hash: Buffer.from(head.baseHash) };
  const broken = (id: number, why: string): Verified => ({
    entries: last.id - head.baseId,
    broken: { id, why },
  });
  while (last.id < head.id) {
    const { rows } = await sql<Link & { line: Buffer }>`
      select id, hash, access_log_line(id, at, kind, by, area_id, address, act, officer_ids, since, until, detail) as line
      from access_log where id > ${last.id} and id <= ${head.id} order by id limit ${PAGE}`.execute(
      db,
    );
    if (rows.length === 0) return broken(last.id + 1, 'it is missing');
    for (const { id, hash, line } of rows) {
      if (id !== last.id + 1) return broken(last.id + 1, 'it is missing');
      const right = createHash('sha256').update(last.hash).update(line).digest();
      if (!right.equals(Buffer.from(hash)))
        return broken(id, 'it is not what was written, or follows another');
      last = { id, hash: right };
    }
  }
  if (!last.hash.equals(Buffer.from(head.hash)))
    return broken(head.id, 'the head is of another chain');
  return { entries: last.id - head.baseId, broken: null };
}
