import { sql } from 'kysely';
import { rolesOf } from '../../contract/access/capabilities.ts';
import type { Note } from '../../contract/studies/note.ts';
import type { Study, StudyBody, StudySelection } from '../../contract/studies/study.ts';
import { type StoredNote, tellNotes } from '../../contract/studies/tell-notes.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Who asks: own studies, and those shared by others over the same area. */
export interface Viewer {
  name: string;
  areaId: number;
}

/** A running study unheard of for this long is taken up again. */
const SILENT_S = 60;
const TAKERS_LOCK = 6_019;

const COLUMNS = sql`id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
  versions, data_hash as "dataHash", ${utc('created_at')} as "createdAt", ${utc('started_at')} as "startedAt",
  ${utc('finished_at')} as "finishedAt", every_days as "everyDays", ${utc('next_at')} as "nextAt",
  (select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId"`;

type StudyRow = Omit<Study, 'notes' | 'noteCodes'> & { notes: StoredNote[] };
const told = ({ notes, ...row }: StudyRow): Study => ({ ...row, ...tellNotes(notes) });

const visible = ({ name, areaId }: Viewer) =>
  sql`(owner = ${name} or (shared and area_id = ${areaId}))`;

/** Puts a study in the queue. */
export async function insertStudy(db: Db, viewer: Viewer, body: StudyBody): Promise<Study> {
  const { rows } = await sql<StudyRow>`
    insert into studies (name, owner, area_id, shared, method, parameters, selection, state)
    values (${body.name}, ${viewer.name}, ${viewer.areaId}, ${body.shared ?? false}, ${body.method},
      ${JSON.stringify(body.parameters ?? {})}::jsonb, ${JSON.stringify(body.selection ?? {})}::jsonb, 'queued')
    returning ${COLUMNS}`.execute(db);
  return told(rows[0]!);
}

/** Studies the viewer may see, latest first, at most 200. */
export async function listStudies(db: Db, viewer: Viewer): Promise<Study[]> {
  const { rows } = await sql<StudyRow>`
    select ${COLUMNS} from studies where ${visible(viewer)} order by id desc limit 200`.execute(db);
  return rows.map(told);
}

/** One study, if the viewer may see it. */
export async function findStudy(db: Db, viewer: Viewer, id: number): Promise<Study | undefined> {
  const { rows } = await sql<StudyRow>`
    select ${COLUMNS} from studies where id = ${id} and ${visible(viewer)}`.execute(db);
  return rows[0] && told(rows[0]);
}

/** What a finished study asks, if the viewer may see it and what it is about still lies in the viewer's area. */
export async function findStudyTask(
  db: Db,
  viewer: Viewer,
  id: number,
): Promise<StudyTask | undefined> {
  const { rows } = await sql<StudyTask>`
    select id, area_id as "areaId", method, parameters, selection from studies
    where id = ${id} and state = 'done' and ${visible(viewer)}
      and coalesce((selection ->> 'areaId')::bigint, area_id) in (select area_subtree(${viewer.areaId}::bigint, now(), now()))`.execute(
    db,
  );
  return rows[0];
}

/** The result of a finished study, one JSON text, piece by piece as it was stored; none without a result. */
export async function* readStudyResult(db: Db, id: number): AsyncGenerator<string> {
  for (let part = 0; ; part++) {
    const row = await db
      .selectFrom('study_results')
      .select('text')
      .where('study_id', '=', id)
      .where('part', '=', part)
      .executeTakeFirst();
    if (!row) return;
    yield row.text;
  }
}

/** Stores one piece of a result; what an earlier attempt stored goes with the first. */
export async function storeStudyResult(
  db: Db,
  id: number,
  part: number,
  text: string,
): Promise<void> {
  if (part === 0) await dropStudyResult(db, id);
  await db.insertInto('study_results').values({ study_id: id, part, text }).execute();
}

const dropStudyResult = (db: Db, id: number) =>
  db.deleteFrom('study_results').where('study_id', '=', id).execute();

/** Shares or renames an own study, or says how often it is asked again: from now on, null: no more. */
export async function updateStudy(
  db: Db,
  owner: string,
  id: number,
  change: { name?: string; shared?: boolean; everyDays?: number | null },
): Promise<Study | undefined> {
  const { everyDays } = change;
  const { rows } = await sql<StudyRow>`
    ${everyDays ? withoutOthers(owner, id) : sql``}
    update studies set name = coalesce(${change.name ?? null}, name), shared = coalesce(${change.shared ?? null}, shared)
      ${everyDays === undefined ? sql`` : sql`, every_days = ${everyDays}::int, series = coalesce(series, id), next_at = now() + ${everyDays}::int * interval '1 day'`}
    where id = ${id} and owner = ${owner} returning ${COLUMNS}`.execute(db);
  return rows[0] && told(rows[0]);
}

/** A series goes on from one of its studies alone. */
const withoutOthers = (owner: string, id: number) => sql`with others as (
      update studies set every_days = null, next_at = null
      where id <> ${id} and owner = ${owner} and series = (select series from studies where id = ${id} and owner = ${owner}))`;

/** Studies of a series that are kept. */
const KEPT = 30;

/**
 * Asks again for studies that are due, each about as long a time as before up to now, and lets go of what is behind the last 30 of
 * their series. Those of accounts that are no more, may ask no more or are of another area now end, and so do those about an area that left theirs.
 */
export async function repeatStudies(db: Db): Promise<number> {
  const { rows } = await sql<{ series: number }>`
    with due as (
      update studies s set next_at = null, every_days = null
      from (select id, every_days from studies where next_at <= now() for update skip locked) d
      where s.id = d.id
      returning s.*, d.every_days as days
    )
    insert into studies (name, owner, area_id, shared, method, parameters, selection, state, series, every_days, next_at)
    select d.name, d.owner, d.area_id, d.shared, d.method, d.parameters,
      case when d.selection ? 'from' and d.selection ? 'to' then d.selection || jsonb_build_object('to', ${utc('now()')}, 'from',
          ${utc(`(now() - ((d.selection ->> 'to')::timestamptz - (d.selection ->> 'from')::timestamptz))`)})
        else d.selection - 'to' end,
      'queued', d.series, d.days, now() + d.days * interval '1 day'
    from due d join users u on u.name = d.owner and u.area_id = d.area_id and u.disabled_at is null
      and u.role = any(${rolesOf('ask-studies')}::text[])
    where coalesce((d.selection ->> 'areaId')::bigint, d.area_id) in (select area_subtree(d.area_id, now(), now()))
    returning series`.execute(db);
  for (const { series } of rows)
    await sql`
      delete from studies where id in (
        select id from studies where series = ${series} order by id desc offset ${KEPT})`.execute(
      db,
    );
  return rows.length;
}

/** Stops an own study that waits or runs; the one who runs it notices. */
export async function cancelStudy(db: Db, owner: string, id: number): Promise<Study | undefined> {
  const { rows } = await sql<StudyRow>`
    update studies set state = 'cancelled', finished_at = now()
    where id = ${id} and owner = ${owner} and state in ('queued', 'running') returning ${COLUMNS}`.execute(
    db,
  );
  return rows[0] && told(rows[0]);
}

/** Deletes an own study. */
export async function deleteStudy(db: Db, owner: string, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('studies')
    .where('id', '=', id)
    .where('owner', '=', owner)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export interface StudyTask {
  id: number;
  areaId: number;
  method: string;
  parameters: Record<string, unknown>;
  selection: StudySelection;
}

/**
 * Takes the next study that waits, or that its server left behind: one at a time of an owner, and first of whoever's last one began longest
 * ago, so that nobody waits behind all that another asked for.
 */
export const takeStudy = (db: Db): Promise<StudyTask | undefined> =>
  inTransaction(db, async (trx) => {
    // Servers take turns: two that look at one moment would not see that the other takes one of the same owner.
    await sql`select pg_advisory_xact_lock(${TAKERS_LOCK})`.execute(trx);
    return takeNext(trx);
  });

async function takeNext(trx: Db): Promise<StudyTask | undefined> {
  const silent = sql`s.heard_at < now() - make_interval(secs => ${SILENT_S})`;
  const { rows } = await sql<StudyTask>`
    update studies s set state = 'running', progress = 0, started_at = now(), heard_at = now()
    from (
      select n.id from studies n
      where (n.state = 'queued' or (n.state = 'running' and n.heard_at < now() - make_interval(secs => ${SILENT_S})))
        and not exists (
          select from studies s where s.owner = n.owner and s.id <> n.id and s.state = 'running' and not ${silent})
      order by (select max(s.started_at) from studies s where s.owner = n.owner and s.id <> n.id) nulls first, n.id
      limit 1 for update of n skip locked
    ) next
    where s.id = next.id
    returning s.id, s.area_id as "areaId", s.method, s.parameters, s.selection`.execute(trx);
  return rows[0];
}

/** What is known of how long a method takes: by its last finished study, and how many studies would begin before one of an owner. */
export async function studyPace(
  db: Db,
  owner: string,
  method: string,
): Promise<{ ahead: number; last: { seconds: number; incidents: number } | null }> {
  const { rows } = await sql<{ ahead: number; seconds: number | null; incidents: number | null }>`
    select (select count(distinct s.owner) filter (where s.owner <> ${owner}) + count(*) filter (where s.owner = ${owner})
        from studies s where s.state in ('queued', 'running'))::int as ahead,
      l.seconds, l.incidents
    from (select) one left join lateral (
      select date_part('epoch', finished_at - started_at) as seconds, (summary ->> 'incidents')::float8 as incidents
      from studies where method = ${method} and state = 'done' and (summary ->> 'incidents')::float8 > 0
      order by finished_at desc limit 1) l on true`.execute(db);
  const { ahead, incidents, seconds } = rows[0]!;
  return { ahead, last: seconds && incidents ? { seconds, incidents } : null };
}

/** Notes how far a study is; false where it is to stop. */
export async function reportStudy(db: Db, id: number, progress: number): Promise<boolean> {
  const { rows } = await sql`
    update studies set progress = ${progress}, heard_at = now() where id = ${id} and state = 'running'
    returning id`.execute(db);
  return rows.length > 0;
}

export type StudyOutcome =
  | {
      state: 'done';
      summary: string;
      notes: Note[];
      versions: Record<string, string>;
      dataHash: string;
    }
  | { state: 'failed'; error: { code: string; message: string } };

/** Ends a running study; one that was cancelled meanwhile stays so, without a result. */
export async function finishStudy(db: Db, id: number, outcome: StudyOutcome): Promise<void> {
  const done = outcome.state === 'done' ? outcome : null;
  const { numAffectedRows } = await sql`
    update studies set state = ${outcome.state}, progress = 1, finished_at = now(),
      summary = ${done?.summary ?? null}::jsonb, notes = ${JSON.stringify(done?.notes ?? [])}::jsonb,
      versions = ${JSON.stringify(done?.versions ?? {})}::jsonb, data_hash = ${done?.dataHash ?? null},
      error = ${outcome.state === 'failed' ? JSON.stringify(outcome.error) : null}::jsonb
    where id = ${id} and state = 'running'`.execute(db);
  if (!done || numAffectedRows === 0n) await dropStudyResult(db, id);
}
