import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '../../contract/webhooks/webhook.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/**
 * Parts of a statement's `with` that tell webhooks of what it has just written, in its commit. `happened` selects id, type, area_id, at and
 * data. These happen too often to be kept where no webhook asks for them; an id is told once.
 */
const telling = (happened: RawBuilder<unknown>) => sql`
  happened as (${happened}), wanted as (
    select h.*, w.id as webhook_id from happened h join webhooks w on w.state <> 'disabled' and h.type = any(w.event_types)
    where area_within(h.area_id, w.area_id, h.at)
  ), published as (
    insert into webhook_events (id, type, area_id, at, payload)
    select distinct on (id) id, type, area_id, at, json_build_object('type', type, 'timestamp', ${utc('at')}, 'data', data)::text
    from wanted order by id
    on conflict (id) do nothing
    returning id
  ), told as (
    insert into webhook_deliveries (webhook_id, event_id, due_at)
    select webhook_id, id, at from wanted join published using (id)
  )`;

const type = (name: EventType) => sql.lit(name);
const top = (at: RawBuilder<unknown>) =>
  sql`(select area_id from areas_at(${at}) where parent_id is null order by area_id limit 1)`;

/** Tells of the versions of verdicts in `written` (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage). */
export const tellVerdicts = telling(sql`
  select concat_ws('-', 'verdict', w.officer_id, w.patrol_id, w.version) as id, ${type('verdict.given')} as type, p.grid_id as area_id,
    w.decided_at as at, json_build_object('officerId', w.officer_id, 'officer', o.code, 'patrolId', w.patrol_id, 'version', w.version,
      'outcome', w.outcome, 'effectiveMin', w.effective_min, 'coverage', w.coverage, 'gridId', p.grid_id,
      'startTime', ${utc('p.start_time')}, 'endTime', ${utc('p.end_time')}) as data
  from written w join patrols p on p.officer_id = w.officer_id and p.id = w.patrol_id join officers o on o.id = w.officer_id`);

/** Tells of the alerts in `a`; where they are is told by the API alone, to who may see it. */
export const tellAlerts = telling(sql`
  select concat_ws('-', 'alert', a.officer_id, a.id) as id,
    case when a.kind = 'sos' then ${type('sos.raised')} else ${type('alert.raised')} end as type,
    coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), ${top(sql`a.at`)}) as area_id,
    coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
      'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
      'at', ${utc('a.at')}, 'until', ${utc('a.until')}, 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
      'text', a.text) as data
  from a`);

/** Tells of incidents that were reported, changed or withdrawn at a moment. Call it in the transaction of what it tells of. */
export async function tellIncidents(
  trx: Db,
  changed: readonly { id: string; outcome: string }[],
  moment: string,
): Promise<void> {
  if (changed.length === 0) return;
  const at = sql`${moment}::timestamptz`;
  const columns = (
    row: string,
  ) => sql`${sql.ref(`${row}.version`)} as version, ${sql.ref(`${row}.category`)} as category,
    ${sql.ref(`${row}.severity`)} as severity, ${sql.ref(`${row}.found_by`)} as "foundBy", ${utc(`${row}.occurred_from`)} as "from",
    ${utc(`${row}.occurred_to`)} as "to", ST_X(${sql.ref(`${row}.position`)}) as lng, ST_Y(${sql.ref(`${row}.position`)}) as lat,
    ${sql.ref(`${row}.grid_id`)} as "gridId"`;
  await sql`
    with ${telling(sql`
      select concat_ws('-', 'incident', md5(i.id), d.version) as id,
        case when i.outcome = 'stored' then ${type('incident.reported')} else ${type('incident.changed')} end as type,
        coalesce(d."gridId", ${top(at)}) as area_id, ${at} as at, json_build_object('id', i.id)::jsonb || to_jsonb(d) as data
      from json_to_recordset(${JSON.stringify(changed.map(({ id, outcome }) => ({ id, outcome })))}::json) as i (id text, outcome text)
      cross join lateral (
        select false as withdrawn, ${columns('e')} from incidents e where e.id = i.id
        union all select true, ${columns('v')} from incident_versions v where v.incident_id = i.id and v.withdrawn
        order by version desc limit 1) d`)}
    select 1`.execute(trx);
}
