import { type RawBuilder, sql } from 'kysely';
import type { AccessEntry } from '../../contract/access/access-log.ts';
import type { OwnLook } from '../../contract/handhelds/own.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { top } from './standings.ts';

/** An entry to be; `atMs`: Unix ms. */
export interface NewEntry {
  atMs: number;
  kind: AccessEntry['kind'];
  by: string;
  areaId: number | null;
  address: string | null;
  act: string;
  officerIds?: readonly number[];
  /** ISO. */
  since?: string | null;
  until?: string | null;
  /** What was asked for or changed; without secrets. */
  detail?: object | undefined;
}

const FIELDS = sql`at, kind, by, area_id, address, act, officer_ids, since, until, detail`;

/** Appends to the log and returns the entry's id. One entry after the other, whatever node it comes from: each holds the hash of the one before in its own. */
export async function appendEntry(db: Db, entry: NewEntry): Promise<number> {
  const officerIds = [...new Set(entry.officerIds)].sort((a, b) => a - b);
  const detail = entry.detail && JSON.stringify(entry.detail);
  const { rows } = await sql<{ id: number }>`
    with entry (${FIELDS}) as (
      values (${iso(entry.atMs)}::timestamptz, ${entry.kind}::text, ${entry.by}::text, ${entry.areaId}::bigint, ${entry.address}::text,
        ${entry.act}::text, ${officerIds}::bigint[], ${entry.since ?? null}::timestamptz, ${entry.until ?? null}::timestamptz,
        ${detail ?? null}::text)
    ), head as (
      update access_log_head h set id = h.id + 1, hash = sha256(h.hash || access_log_line(h.id + 1, ${FIELDS}))
      from entry
      returning h.id, h.hash
    )
    insert into access_log (id, ${FIELDS}, hash) select head.id, entry.*, head.hash from head, entry
    returning id::float8 as id`.execute(db);
  return rows[0]!.id;
}

/** Entries by who is of an area, or of looks at officers who ever held a grid there, for the top area also those by nobody known; newest first. */
export async function listEntries(
  db: Db,
  {
    within,
    ...filter
  }: {
    within: number;
    fromMs?: number | undefined;
    toMs?: number | undefined;
    kind?: AccessEntry['kind'] | undefined;
    by?: string | undefined;
    act?: string | undefined;
    text?: string | undefined;
    officerId?: number | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<AccessEntry[]> {
  const where = <T>(value: T | undefined, condition: (value: T) => RawBuilder<unknown>) =>
    value === undefined ? sql`true` : condition(value);
  const { rows } = await sql<AccessEntry>`
    with below as (
      select area_subtree(${within}::bigint, '-infinity', 'infinity') as id
    )
    select id, ${utc('at')} as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
      ${utc('since')} as since, ${utc('until')} as until, detail,
      exists (select from act_changes c where c.entry_id = access_log.id
        and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
    from access_log
    where (area_id in (select id from below)
        or area_id is null and ${top(within, sql`now()`)}
        or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
      and ${where(filter.fromMs, (ms) => sql`at >= ${iso(ms)}`)}
      and ${where(filter.toMs, (ms) => sql`at < ${iso(ms)}`)}
      and ${where(filter.kind, (kind) => sql`kind = ${kind}`)}
      and ${where(filter.by, (by) => sql`strpos(lower(by), lower(${by})) > 0`)}
      and ${where(filter.text, (text) => sql`strpos(lower(detail), lower(${text})) > 0`)}
      and ${where(filter.act, (act) => sql`act = ${act}`)}
      and ${where(filter.officerId, (id) => sql`officer_ids @> array[${id}::bigint]`)}
      and ${where(filter.before, (id) => sql`id < ${id}`)}
    order by id desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** Who looked at an officer since a moment (Unix ms), newest first, at most 500; before there was a log, who looked at a track. */
export async function listOwnLooks(
  db: Db,
  { officerId, sinceMs }: { officerId: number; sinceMs: number },
): Promise<OwnLook[]> {
  const { rows } = await sql<OwnLook>`
    select ${utc('at')} as at, by, address, purpose, "patrolId", act, ${utc('since')} as since, ${utc('until')} as until from (
      select id, at, by, address, detail::json ->> 'purpose' as purpose, (case when act = 'getEvidence' then detail::json -> 'params' ->> 'patrolId' end)::float8 as "patrolId", act, since, until
      from access_log where kind = 'look' and officer_ids @> array[${officerId}::bigint]
      union all
      select 0, viewed_at, viewed_by, null, null, patrol_id, case when patrol_id is null then 'getTrack' else 'getEvidence' end, null, null
      from track_views where officer_id = ${officerId}
    ) l where at >= ${iso(sinceMs)} order by l.at desc, id desc limit 500`.execute(db);
  return rows;
}

/** Takes the entries before a moment (Unix ms) out from the beginning; the chain then begins behind them. Returns how many there were. */
export async function dropLogBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`
    select drop_access_log(${iso(beforeMs)}::timestamptz)::int as dropped`.execute(db);
  return rows[0]!.dropped;
}
