import { sql } from 'kysely';
import type { Finding } from '../../contract/warnings/warning.ts';
import type { Db } from '../store/open.ts';

/** A whole year imported anew is not followed in one go. */
const AT_ONCE = 10_000;

/** Incidents corrected or withdrawn that the risk job has not followed yet. */
export interface Corrections {
  /** Up to which one. */
  last: number;
  incidentIds: string[];
}

/** Puts on record that incidents are others now, in the transaction that changed them. */
export async function noteCorrections(trx: Db, incidentIds: readonly string[]): Promise<void> {
  if (incidentIds.length === 0) return;
  await sql`
    insert into risk_corrections (incident_id) select * from unnest(${incidentIds}::text[])`.execute(
    trx,
  );
}

/** The corrections that have waited longest, so many at most as a run follows; null where none wait. */
export async function waitingCorrections(db: Db): Promise<Corrections | null> {
  const { rows } = await sql<{ last: number | null; incidentIds: string[] }>`
    select max(n)::float8 as last, coalesce(json_agg(distinct incident_id), '[]') as "incidentIds"
    from (select n, incident_id from risk_corrections order by n limit ${AT_ONCE}) waiting`.execute(
    db,
  );
  const { incidentIds, last } = rows[0]!;
  return last === null ? null : { last, incidentIds };
}

/** Takes out what was followed. Writers follow each other, so what was written since has a higher number. */
export async function followedCorrections(db: Db, { last }: Corrections): Promise<void> {
  await sql`delete from risk_corrections where n <= ${last}`.execute(db);
}

/** Runs over an area, however long ago, whose findings in force name any of these incidents: moment, Unix ms, and all findings in force. */
export async function runsNaming(
  db: Db,
  { areaId, incidentIds }: { areaId: number; incidentIds: readonly string[] },
): Promise<{ at: number; findings: Finding[] }[]> {
  const { rows } = await sql<{ at: number; findings: Finding[] }>`
    with inforce as (
      select f.at, f.n, f.finding from warning_findings f where f.area_id = ${areaId} and f.superseded is null
    ), naming as (
      select distinct at from inforce where finding -> 'incidentIds' ?| ${incidentIds}::text[]
    )
    select round(date_part('epoch', i.at) * 1000) as at, json_agg(i.finding order by i.n) as findings
    from inforce i join naming using (at) group by i.at order by i.at`.execute(db);
  return rows;
}
