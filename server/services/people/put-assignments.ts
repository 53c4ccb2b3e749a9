import { type RawBuilder, sql } from 'kysely';
import { type FileProblem, problemOf } from '../../contract/file-problem.ts';
import type { Assigned } from '../../contract/people/assignment.ts';
import type { HandheldAssignment, OfficerAssignment } from '../../contract/people/provision.ts';
import { recordFinders } from '../../db/incidents/incident-records.ts';
import { ASSIGNMENTS } from '../../db/people/assignments.ts';
import { asJson, knownCodes, lastOfEach } from '../../db/people/provision.ts';
import { type ChangedSpan, nameTouched } from '../../db/people/touched-by-assignments.ts';
import type { Db } from '../../db/store/open.ts';
import { reconcileTouched } from './reconcile-touched.ts';

interface Assignment {
  owner: string;
  target: string;
  from: string;
  to?: string | undefined;
}

/** How many rows were stored, those included that now end earlier; of the assignments offered so many changed something. */
export type Laid = { changed: number; laid: number } | { refused: FileProblem[] };

/** Assigns officers to grids by code. Days on record that this changes are due for a new roll-up at `dueAt` (Unix ms). */
export const putOfficerAssignments = (
  db: Db,
  items: readonly OfficerAssignment[],
  dueAt: number,
): Promise<Laid> =>
  putAssignments(
    db,
    'grid',
    items.map(({ officer, grid, ...period }) => ({ owner: officer, target: grid, ...period })),
    dueAt,
  );

/**
 * Assigns handhelds to officers by code. Ended patrols that this gives or takes fixes are due for judgement at `dueAt` (Unix ms); what was
 * reported by them has the finder who carried them then.
 */
export async function putHandheldAssignments(
  db: Db,
  items: readonly HandheldAssignment[],
  dueAt: number,
): Promise<Laid> {
  const put = await putAssignments(
    db,
    'handheld',
    items.map(({ handheld, officer, ...period }) => ({
      owner: handheld,
      target: officer,
      ...period,
    })),
    dueAt,
  );
  if ('changed' in put && put.changed > 0)
    await recordFinders(
      db,
      items.map(({ handheld }) => handheld),
    );
  return put;
}

/**
 * Lays assignments into the history of their owners. An owner has one target at a time: an assignment ends where the
 * next one begins, one with the start of an earlier one takes its place, and one that says what holds already, without another
 * between, is nothing.
 */
async function putAssignments(
  db: Db,
  kind: Assigned,
  items: readonly Assignment[],
  dueAt: number,
): Promise<Laid> {
  const { table, owner, target } = ASSIGNMENTS[kind];
  const offered = lastOfEach(items, (item) => `${Date.parse(item.from)} ${item.owner}`);
  const refused = [
    ...(await unknown(db, owner, offered.map(byOwner))),
    ...(await unknown(db, target, offered.map(byTarget))),
    ...offered
      .filter(({ from, to }) => to !== undefined && Date.parse(to) <= Date.parse(from))
      .map(({ from, owner: of, to = '' }) => problemOf(of, 'from-to', { from, to })),
  ];
  if (refused.length) return { refused };
  const { rows } = await sql<{ changed: number; laid: number; spans: ChangedSpan[] }>`
    with offered as (
      select own.id as owner, aim.id as target, o."from" as valid_from, o."to" as valid_to
      from json_to_recordset(${asJson(offered)})
        as o (owner text, target text, "from" timestamptz, "to" timestamptz)
      join ${owner.table} own on own.code = o.owner
      join (select code, id from ${target.table}) aim on aim.code = o.target
    ), before as (
      select t.${owner.column} as owner, t.${target.column} as target, t.valid_from, t.valid_to
      from ${table} t
      where t.${owner.column} in (select owner from offered)
    ), kept as (
      select * from before where (owner, valid_from) not in (select owner, valid_from from offered)
    ), starts as (
      -- At the latest an assignment ends where the next one begins, on record or offered.
      select owner, valid_from, lead(valid_from) over (partition by owner order by valid_from) as next_from
      from (select owner, valid_from from kept union select owner, valid_from from offered) every
    ), fresh as (
      select o.* from offered o join starts s using (owner, valid_from)
      where not exists (
        select from kept k
        where k.owner = o.owner and k.target = o.target and k.valid_from < o.valid_from
          and (k.valid_to is null or o.valid_from < k.valid_to)
          and least(k.valid_to, s.next_from) is not distinct from least(o.valid_to, s.next_from)
          and not exists (
            select from offered b where b.owner = o.owner and k.valid_from < b.valid_from and b.valid_from < o.valid_from
              and (b.target <> o.target or b.valid_to is distinct from k.valid_to)))
    ), history as (
      select owner, target, valid_from,
        least(valid_to, lead(valid_from) over (partition by owner order by valid_from)) as valid_to
      from (select * from kept union all select * from fresh) every
    ), spans as (
      select owner, target, case when b is null or h is null then valid_from else least(b.valid_to, h.valid_to) end as since,
        case when b is null then h.valid_to when h is null then b.valid_to
          when b.valid_to is not null and h.valid_to is not null then greatest(b.valid_to, h.valid_to) end as until
      from before b full join history h using (owner, target, valid_from)
      where b is null or h is null or b.valid_to is distinct from h.valid_to
    ), replaced as (
      delete from ${table} t using fresh f
      where t.${owner.column} = f.owner and t.valid_from = f.valid_from and t.${target.column} <> f.target
    ), stored as (
      insert into ${table} as t (${owner.column}, ${target.column}, valid_from, valid_to)
      select owner, target, valid_from, valid_to from history
      on conflict (${owner.column}, valid_from, ${target.column}) do update set valid_to = excluded.valid_to
        where t.valid_to is distinct from excluded.valid_to
      returning ${owner.column} as owner, valid_from
    )
    select (select count(*) from stored)::int as changed,
      (select count(*) from stored where (owner, valid_from) in (select owner, valid_from from offered))::int as laid,
      coalesce((select json_agg(s) from spans s), '[]') as spans`.execute(db);
  const { changed, laid, spans } = rows[0]!;
  await nameTouched(db, kind, spans, dueAt);
  await reconcileTouched(db, kind, spans, dueAt);
  return { changed, laid };
}

const byOwner = ({ owner }: Assignment) => owner;
const byTarget = ({ target }: Assignment) => target;

/** Problems of codes that nothing has. */
export async function unknown(
  db: Db,
  { says, table }: { says: 'grid' | 'handheld' | 'officer'; table: RawBuilder<unknown> },
  codes: readonly string[],
): Promise<FileProblem[]> {
  const known = await knownCodes(db, table, codes);
  return [...new Set(codes)]
    .filter((code) => !known.has(code))
    .map((code) => ({
      ...problemOf(code, 'none-of-code'),
      words: { thing: [`thing.${says}` as const] },
    }));
}
