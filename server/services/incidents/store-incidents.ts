import { sql } from 'kysely';
import { cellToBigint } from '../../contract/areas/cell.ts';
import type { Case } from '../../contract/cases/case.ts';
import type {
  IncidentInput,
  IncidentOutcome,
  IncidentWithdrawal,
} from '../../contract/people/provision.ts';
import { recordIncidents } from '../../db/incidents/incident-records.ts';
import { asJson } from '../../db/people/provision.ts';
import { noteCorrections } from '../../db/risk/corrections.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { tellIncidents } from '../../db/webhooks/frequent.ts';
import type { StoreRefusal } from '../../domain/entrance/incident-admission.ts';
import { cellOf } from '../../domain/geo/h3.ts';
import { followIncidents } from '../cases/open-cases.ts';

/** Who reports incidents, and where they may. */
export interface IncidentSource {
  /** Account or handheld:CODE; null: a program of ours. */
  by: string | null;
  /** Area in which the places must lie, those corrected too; null: any there is. */
  within: number | null;
  /** When they are reported, Unix ms: those of categories that say so open cases; left out: history, which opens none. */
  reportedMs?: number;
}

/** An incident that is another one now: the grids it lies and lay in. */
export interface ChangedIncident {
  id: string;
  gridId: number | null;
  formerGridId: number | null;
}

export interface TakenIncidents {
  outcomes: ReadonlyMap<string, IncidentOutcome>;
  changed: ChangedIncident[];
  /** Cases that were opened or changed by them. */
  cases: Case[];
}

const OURS: IncidentSource = { by: null, within: null };
const WRITERS_LOCK = 6_018;

/** Writers of incidents wait for each other: what is replaced must be what is put on record. */
export const lockWriters = (trx: Db) =>
  sql`select pg_advisory_xact_lock(${WRITERS_LOCK})`.execute(trx);

const SAYS: Record<StoreRefusal, string> = {
  'outside-area': 'the place lies outside every area you may report for',
  'unknown-incident': 'there is no incident of this id to correct or withdraw',
  outdated: 'a higher revision of it is known',
  withdrawn: 'it was withdrawn; only a higher revision brings it back',
};

/** Stores incidents as `takeIncidents` does, for programs of ours. Outcomes are in the order given. */
export async function putIncidents(
  db: Db,
  incidents: readonly IncidentInput[],
): Promise<IncidentOutcome[]> {
  const { outcomes } = await takeIncidents(db, { incidents, withdrawals: [] }, OURS);
  return incidents.map(({ id }) => outcomes.get(id)!);
}

/**
 * Stores incidents of known categories, WGS-84, and takes others back, each id once: sending one again is harmless, a correction takes the
 * place of what was there, and what was there stays on record as a version and as a matter. The grid is the one whose version of that day
 * contains the place. The days it touches are due for another look at their risk.
 */
export async function takeIncidents(
  db: Db,
  taken: {
    incidents: readonly IncidentInput[];
    withdrawals: readonly IncidentWithdrawal[];
  },
  source: IncidentSource,
): Promise<TakenIncidents> {
  return inTransaction(db, async (trx) => {
    await lockWriters(trx);
    const rows = [
      ...(await storeIncidents(trx, taken.incidents, source)),
      ...(await withdraw(trx, taken.withdrawals, source)),
    ];
    const changed = rows.filter(
      ({ outcome, refused }) => refused === null && outcome !== 'duplicate',
    );
    await putOnRecord(trx, changed);
    const { by, reportedMs } = source;
    const idsOf = (withdrawn: boolean) =>
      changed.flatMap(({ id, outcome }) => ((outcome === 'withdrawn') === withdrawn ? [id] : []));
    if (reportedMs !== undefined) await tellIncidents(trx, changed, iso(reportedMs));
    const cases =
      reportedMs === undefined
        ? []
        : await followIncidents(
            trx,
            { standing: idsOf(false), withdrawn: idsOf(true) },
            { by, nowMs: reportedMs },
          );
    return {
      cases,
      outcomes: new Map(
        rows.map(({ id, outcome, refused }) => [id, toOutcome(id, outcome, refused)]),
      ),
      changed: changed.map(({ id, gridId, formerGridId }) => ({ id, gridId, formerGridId })),
    };
  });
}

interface Row extends ChangedIncident {
  outcome: Exclude<IncidentOutcome['outcome'], 'refused'>;
  refused: StoreRefusal | null;
  /** UTC days, YYYY-MM-DD, of the ends of what it is and was. */
  days: string[];
}

const toOutcome = (
  id: string,
  outcome: Row['outcome'],
  refused: Row['refused'],
): IncidentOutcome =>
  refused === null
    ? { id, outcome }
    : { id, outcome: 'refused', reason: refused, detail: SAYS[refused] };

const covered = (position: string, within: number | null) => sql`exists (
  select from area_versions v
  where ST_Covers(v.geom, ${sql.raw(position)}) and (${within}::bigint is null or v.area_id = ${within}::bigint))`;

export const VERSION_COLUMNS = sql`incident_id, version, withdrawn, category, severity, found_by, position, occurred_from, occurred_to, grid_id,
  revision, received_at, reported_by, comment`;
/** What an incident `e` is, as a version on record. */
export const asVersion = sql`e.id, e.version, false, e.category, e.severity, e.found_by, e.position, e.occurred_from, e.occurred_to, e.grid_id,
  e.revision, e.received_at, e.reported_by, null`;

async function storeIncidents(
  db: Db,
  incidents: readonly IncidentInput[],
  { by, within }: IncidentSource,
): Promise<Row[]> {
  if (incidents.length === 0) return [];
  const rows = incidents.map(({ position, to, from, ...rest }) => ({
    ...rest,
    ...position,
    from,
    to: to ?? from,
    cell: cellToBigint(cellOf(position)).toString(),
  }));
  const { rows: found } = await sql<Row>`
    with offered as (
      select i.id, i.category, i.severity, i."foundBy", i.cell, i."from", i."to", coalesce(i.revision, 0) as revision,
        coalesce(i.correction, false) as correction, ST_SetSRID(ST_MakePoint(i.lng, i.lat), 4326) as position
      from json_to_recordset(${asJson(rows)}) as i (id text, category text, severity text, "foundBy" text, lng float8, lat float8,
        cell int8, "from" timestamptz, "to" timestamptz, revision int, correction boolean)
    ), placed as (
      select o.*, (
        -- A place on a border lies in both grids; the older one has it.
        select v.area_id from area_versions v
        where v.level = 'grid' and v.valid_from <= o."from" and (v.valid_to is null or o."from" < v.valid_to)
          and ST_Covers(v.geom, o.position)
        order by v.area_id limit 1) as grid_id
      from offered o
    ), gone as (
      select distinct on (v.incident_id) v.* from incident_versions v
      where v.incident_id = any(${incidents.map(({ id }) => id)}::text[])
      order by v.incident_id, v.version desc
    ), known as (
      select p.*, e.occurred_to as was, e.grid_id as former_grid_id, e.id is not null as there,
        case when e.id is null then coalesce(g.version, 0) else e.version end + 1 as version,
        case when e.id is null then g.withdrawn and p.revision <= g.revision end as withdrawn,
        e.revision > p.revision as outdated,
        ${within}::bigint is null or e.id is null or ${covered('e.position', within)} as mine,
        (e.category, e.severity, e.found_by, e.cell, e.occurred_from, e.occurred_to, e.revision)
            = (p.category, p.severity, p."foundBy", p.cell, p."from", p."to", p.revision)
          and ST_AsBinary(e.position) = ST_AsBinary(p.position) as same
      from placed p left join incidents e on e.id = p.id left join gone g on g.incident_id = p.id
    ), judged as (
      select k.*, case
        when not there and correction and withdrawn is null then 'unknown-incident'
        when withdrawn then 'withdrawn'
        when not mine then 'outside-area'
        when outdated then 'outdated'
        when (grid_id is null or ${within}::bigint is not null) and not ${covered('k.position', within)} then 'outside-area'
        end as refused,
        case when not there then 'stored' when same then 'duplicate' else 'updated' end as outcome
      from known k
    ), kept as (
      insert into incident_versions (${VERSION_COLUMNS})
      select ${asVersion} from incidents e join judged j on j.id = e.id
      where j.refused is null and j.outcome = 'updated'
    ), stored as (
      insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id, version,
        revision, reported_by)
      select id, category, severity, "foundBy", position, cell, "from", "to", grid_id, version, revision, ${by}
      from judged where refused is null and outcome <> 'duplicate'
      on conflict (id) do update set category = excluded.category, severity = excluded.severity,
        found_by = excluded.found_by, position = excluded.position, cell = excluded.cell,
        occurred_from = excluded.occurred_from, occurred_to = excluded.occurred_to, grid_id = excluded.grid_id,
        version = excluded.version, revision = excluded.revision, reported_by = excluded.reported_by, received_at = now()
    )
    select id, case when refused is null then outcome else 'duplicate' end as outcome, refused, grid_id as "gridId",
      former_grid_id as "formerGridId",
      array_remove(array[("to" at time zone 'UTC')::date::text, (was at time zone 'UTC')::date::text], null) as days
    from judged`.execute(db);
  return found;
}

async function withdraw(
  db: Db,
  withdrawals: readonly IncidentWithdrawal[],
  { by, within }: IncidentSource,
): Promise<Row[]> {
  if (withdrawals.length === 0) return [];
  const { rows } = await sql<Row>`
    with offered as (
      select * from json_to_recordset(${asJson(withdrawals)}) as w (id text, revision int, comment text)
    ), gone as (
      select distinct on (v.incident_id) v.* from incident_versions v
      where v.incident_id = any(${withdrawals.map(({ id }) => id)}::text[])
      order by v.incident_id, v.version desc
    ), judged as (
      select o.id, o.comment, greatest(o.revision, e.revision) as revision, e.occurred_to as was, e.grid_id,
        case
          when e.id is null and g.incident_id is not null then null
          when e.id is null then 'unknown-incident'
          when ${within}::bigint is not null and not ${covered('e.position', within)} then 'unknown-incident'
          when o.revision < e.revision then 'outdated'
        end as refused,
        case when e.id is null then 'duplicate' else 'withdrawn' end as outcome
      from offered o left join incidents e on e.id = o.id left join gone g on g.incident_id = o.id
    ), kept as (
      insert into incident_versions (${VERSION_COLUMNS})
      select ${asVersion} from incidents e join judged j on j.id = e.id where j.refused is null
      union all
      select e.id, e.version + 1, true, e.category, e.severity, e.found_by, e.position, e.occurred_from, e.occurred_to, e.grid_id,
        j.revision, now(), ${by}, j.comment
      from incidents e join judged j on j.id = e.id where j.refused is null
      union all
      -- It is gone already, yet what this revision outdates must not bring it back.
      select g.incident_id, g.version + 1, true, g.category, g.severity, g.found_by, g.position, g.occurred_from, g.occurred_to,
        g.grid_id, j.revision, now(), ${by}, j.comment
      from gone g join judged j on j.id = g.incident_id where j.outcome = 'duplicate' and j.revision > g.revision
    ), taken as (
      delete from incidents where id in (select id from judged where refused is null)
    )
    select id, outcome, refused, null as "gridId", grid_id as "formerGridId",
      array_remove(array[(was at time zone 'UTC')::date::text], null) as days
    from judged`.execute(db);
  return rows;
}

/** What rests on incidents that came, changed or went: the risk of their days, corrections to follow, matters by edition. */
export async function putOnRecord(
  trx: Db,
  changed: readonly Pick<Row, 'id' | 'outcome' | 'days'>[],
): Promise<void> {
  await touchDays(trx, changed);
  await noteCorrections(
    trx,
    changed.flatMap(({ id, outcome }) => (outcome === 'stored' ? [] : [id])),
  );
  await recordIncidents(
    trx,
    changed.map(({ id }) => id),
  );
}

/** Puts on record that incidents of these days came, changed or went: their risk is to be looked at again. */
async function touchDays(db: Db, changed: readonly Pick<Row, 'days'>[]): Promise<void> {
  const days = [...new Set(changed.flatMap((row) => row.days))].sort();
  if (days.length === 0) return;
  await sql`
    insert into risk_days (day) select * from unnest(${days}::date[])
    on conflict (day) do update set version = risk_days.version + 1`.execute(db);
}
