import { sql } from 'kysely';
import type { IncidentInput, IncidentOutcome } from '../contract/provision.ts';
import { cellOf, cellToBigint } from '../domain/cell.ts';
import { inTransaction } from './in-transaction.ts';
import { recordMatters } from './matters.ts';
import type { Db } from './open.ts';
import { asJson } from './provision.ts';

/**
 * Stores incidents of known categories, WGS-84, each id once, by id: sending one again is harmless, and a correction
 * takes the place of what was there, and what it was stays on record as a matter. The grid is the one whose version of that day contains the place.
 * Outcomes are in the order given.
 */
export async function putIncidents(
  db: Db,
  incidents: readonly IncidentInput[],
): Promise<IncidentOutcome[]> {
  return inTransaction(db, async (trx) => {
    const outcomes = await storeIncidents(trx, incidents);
    const changed = outcomes.filter(({ outcome }) => outcome !== 'duplicate');
    await recordMatters(
      trx,
      changed.map(({ id }) => id!),
    );
    return outcomes;
  });
}

async function storeIncidents(
  db: Db,
  incidents: readonly IncidentInput[],
): Promise<IncidentOutcome[]> {
  const rows = incidents.map(({ position, to, from, ...rest }) => ({
    ...rest,
    ...position,
    from,
    to: to ?? from,
    cell: cellToBigint(cellOf(position)).toString(),
  }));
  const { rows: found } = await sql<{ id: string; outcome: 'stored' | 'updated' | 'duplicate' }>`
    with offered as (
      select i.*, ST_SetSRID(ST_MakePoint(i.lng, i.lat), 4326) as position
      from json_to_recordset(${asJson(rows)}) as i (id text, category text, severity text, "foundBy" text,
        lng float8, lat float8, cell int8, "from" timestamptz, "to" timestamptz)
    ), judged as (
      select o.*, e.occurred_to as was, case
        when e.id is null then 'stored'
        when (e.category, e.severity, e.found_by, e.cell, e.occurred_from, e.occurred_to)
            = (o.category, o.severity, o."foundBy", o.cell, o."from", o."to")
          and ST_AsBinary(e.position) = ST_AsBinary(o.position) then 'duplicate'
        else 'updated' end as outcome
      from offered o left join incidents e on e.id = o.id
    ), stored as (
      insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
      select j.id, j.category, j.severity, j."foundBy", j.position, j.cell, j."from", j."to", (
        -- A place on a border lies in both grids; the older one has it.
        select v.area_id from area_versions v
        where v.level = 'grid' and v.valid_from <= j."from" and (v.valid_to is null or j."from" < v.valid_to)
          and ST_Covers(v.geom, j.position)
        order by v.area_id limit 1)
      from judged j
      where j.outcome <> 'duplicate'
      on conflict (id) do update set category = excluded.category, severity = excluded.severity,
        found_by = excluded.found_by, position = excluded.position, cell = excluded.cell,
        occurred_from = excluded.occurred_from, occurred_to = excluded.occurred_to, grid_id = excluded.grid_id
    ), touched as (
      -- In one order, so that two writers of the same days wait for each other and no more.
      insert into risk_days (day)
      select distinct (t at time zone 'UTC')::date as day
      from judged j cross join lateral (values (j."to"), (j.was)) as v (t)
      where j.outcome <> 'duplicate' and t is not null order by day
      on conflict (day) do update set version = risk_days.version + 1
    )
    select id, outcome from judged`.execute(db);
  const outcomes = new Map(found.map(({ id, outcome }) => [id, outcome]));
  return incidents.map(({ id }) => ({ id, outcome: outcomes.get(id)! }));
}
