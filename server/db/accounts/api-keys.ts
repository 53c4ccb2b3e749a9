import { sql } from 'kysely';
import type { ApiKey } from '../../contract/metrics/metrics.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports, persons,
  created_by as "createdBy", ${utc('created_at')} as "createdAt", ${utc('last_used_at')} as "lastUsedAt",
  ${utc('revoked_at')} as "revokedAt"`;

/** Keeps a new key by its hash. */
export async function createApiKey(
  db: Db,
  key: {
    name: string;
    keyHash: string;
    areaId: number;
    requestsPerMinute: number;
    createdBy: string;
    reports?: boolean;
    persons?: boolean;
  },
): Promise<ApiKey> {
  const { rows } = await sql<ApiKey>`
    insert into api_keys (name, key_hash, area_id, requests_per_minute, created_by, reports, persons)
    values (${key.name}, ${key.keyHash}, ${key.areaId}, ${key.requestsPerMinute}, ${key.createdBy},
      ${key.reports ?? false}, ${key.persons ?? false})
    returning ${COLUMNS}`.execute(db);
  return rows[0]!;
}

/** Keys of an area and of what lies below it at `moment` (ISO), latest first. */
export async function listApiKeys(db: Db, within: number, moment: string): Promise<ApiKey[]> {
  const { rows } = await sql<ApiKey>`
    select ${COLUMNS} from api_keys
    where area_id in (select area_subtree(${within}::bigint, '-infinity', ${moment}::timestamptz))
    order by id desc`.execute(db);
  return rows;
}

/** Ends a key for good. Returns whether there was one to end. */
export async function revokeApiKey(
  db: Db,
  { id, moment }: { id: number; moment: string },
): Promise<boolean> {
  const { rows } = await sql`
    update api_keys set revoked_at = ${moment} where id = ${id} and revoked_at is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** The key of an id that is still good, marked as used at `moment` (ISO, kept to the minute). */
export async function findApiKey(
  db: Db,
  id: number,
  moment: string,
): Promise<(ApiKey & { keyHash: string }) | undefined> {
  await sql`
    update api_keys set last_used_at = date_trunc('minute', ${moment}::timestamptz)
    where id = ${id} and revoked_at is null
      and (last_used_at is null or last_used_at < date_trunc('minute', ${moment}::timestamptz))`.execute(
    db,
  );
  const { rows } = await sql<ApiKey & { keyHash: string }>`
    select ${COLUMNS}, key_hash as "keyHash" from api_keys where id = ${id} and revoked_at is null`.execute(
    db,
  );
  return rows[0];
}
