-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/webhooks/deliveries.ts

delete from webhook_deliveries where state = 'delivered' and delivered_at < $1;

delete from webhook_events e where e.at < $1
and not exists (select from webhook_deliveries d where d.event_id = e.id);

select count(*)::int as count from webhook_deliveries where state = 'waiting';

select d.id, d.event_id as "eventId", e.type, e.area_id as "areaId", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, d.state, d.attempts,
  case when d.state = 'waiting' then to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "dueAt", to_char(d.attempted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "attemptedAt",
  to_char(d.delivered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deliveredAt", d.response_code as "responseCode", d.last_error as "lastError"
from webhook_deliveries d join webhook_events e on e.id = d.event_id
where d.webhook_id = $1
  and ($2::text is null or d.state = $3)
  and ($4::bigint is null or d.id < $5)
order by d.id desc limit $6;

update webhook_deliveries set state = 'waiting', delivered_at = null, due_at = $1
where webhook_id = $2 and id = $3 returning id;

with delivered as (
  update webhook_deliveries
  set state = 'delivered', delivered_at = $1::timestamptz, response_code = $2, last_error = null, leased_until = null
  where webhook_id = $3 and id = $4 and state = 'waiting'
), healed as (
  update webhooks w set failing_since = null
  from (select id, failing_since from webhooks where id = $5 and failing_since is not null) before
  where w.id = before.id
  returning before.failing_since
)
update webhook_deliveries set due_at = $6::timestamptz
where webhook_id = $7 and id <> $8 and state = 'waiting' and due_at > $9::timestamptz
  and (select failing_since from healed) <= $10::timestamptz - interval '1 minute';

with due as (
  select d.webhook_id, d.id
  from webhooks w
  left join unnest($1::bigint[], $2::int[]) as f (id, count)
    on f.id = w.id
  cross join lateral (
    select d.webhook_id, d.id from webhook_deliveries d
    where d.webhook_id = w.id and d.state = 'waiting' and d.due_at <= $3::timestamptz
      and (d.leased_until is null or d.leased_until <= $4::timestamptz)
    order by d.due_at, d.id
    limit greatest(0, case when w.failing_since <= $5::timestamptz - interval '1 minute' then 1 else $6::int end
      - coalesce(f.count, 0))
    for update skip locked
  ) d
  where w.state = 'active'
), leased as (
  update webhook_deliveries d
  set leased_until = $7::timestamptz, attempts = d.attempts + 1, attempted_at = $8::timestamptz
  from due where d.webhook_id = due.webhook_id and d.id = due.id
  returning d.webhook_id, d.id, d.attempts, d.event_id
)
select l.webhook_id as "webhookId", l.id, l.attempts as attempt, l.event_id as "eventId", e.payload, w.url,
  array_remove(array[w.secret, case when w.previous_until > $9::timestamptz then w.previous_secret end], null) as secrets
from leased l
join webhook_events e on e.id = l.event_id
join webhooks w on w.id = l.webhook_id
order by l.webhook_id, l.id;

with failed as (
  update webhook_deliveries
  set due_at = $1, response_code = $2, last_error = $3, leased_until = null
  where webhook_id = $4 and id = $5 and state = 'waiting' and attempts = $6
)
update webhooks set failing_since = coalesce(failing_since, $7::timestamptz),
  state = case when state <> 'active' then state when $8 then 'gone'
    when failing_since <= $9 then 'failing' else state end
where id = $10;

-- server/db/webhooks/events.ts

with published as (
  insert into webhook_events (id, type, area_id, at, payload)
  select id, type, "areaId", at, payload
  from json_to_recordset($1::json) as e (id text, type text, "areaId" int8, at timestamptz, payload text)
  on conflict (id) do nothing
  returning id, type, area_id, at
), made as (
  insert into webhook_deliveries (webhook_id, event_id, due_at)
  select w.id, p.id, p.at from published p
  join webhooks w on w.state <> 'disabled' and p.type = any(w.event_types)
  where area_within(p.area_id, w.area_id, p.at)
  returning 1
)
select count(*)::int as count from made;

with published as (
  insert into webhook_events (id, type, area_id, at, payload)
  values ($1, $2, $3, $4, $5)
  on conflict (id) do nothing
  returning id, at
)
insert into webhook_deliveries (webhook_id, event_id, due_at)
select $6, id, at from published;

-- server/db/webhooks/frequent.ts

with
happened as (
    select concat_ws('-', 'incident', md5(i.id), d.version) as id,
      case when i.outcome = 'stored' then 'incident.reported' else 'incident.changed' end as type,
      coalesce(d."gridId", (select area_id from areas_at($1::timestamptz) where parent_id is null order by area_id limit 1)) as area_id, $2::timestamptz as at, json_build_object('id', i.id)::jsonb || to_jsonb(d) as data
    from json_to_recordset($3::json) as i (id text, outcome text)
    cross join lateral (
      select false as withdrawn, "e"."version" as version, "e"."category" as category,
  "e"."severity" as severity, "e"."found_by" as "foundBy", to_char(e.occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from",
  to_char(e.occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", ST_X("e"."position") as lng, ST_Y("e"."position") as lat,
  "e"."grid_id" as "gridId" from incidents e where e.id = i.id
      union all select true, "v"."version" as version, "v"."category" as category,
  "v"."severity" as severity, "v"."found_by" as "foundBy", to_char(v.occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from",
  to_char(v.occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", ST_X("v"."position") as lng, ST_Y("v"."position") as lat,
  "v"."grid_id" as "gridId" from incident_versions v where v.incident_id = i.id and v.withdrawn
      order by version desc limit 1) d), wanted as (
  select h.*, w.id as webhook_id from happened h join webhooks w on w.state <> 'disabled' and h.type = any(w.event_types)
  where area_within(h.area_id, w.area_id, h.at)
), published as (
  insert into webhook_events (id, type, area_id, at, payload)
  select distinct on (id) id, type, area_id, at, json_build_object('type', type, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', data)::text
  from wanted order by id
  on conflict (id) do nothing
  returning id
), told as (
  insert into webhook_deliveries (webhook_id, event_id, due_at)
  select webhook_id, id, at from wanted join published using (id)
)
  select 1;

-- server/db/webhooks/webhooks.ts

delete from "webhooks" where "id" = $1;

insert into webhooks (name, area_id, url, event_types, secret, state, created_by, created_at)
select $1, $2, $3, $4::text[], $5, 'active',
  $6, $7::timestamptz
where (select count(*) from webhooks) < $8
returning id;

select w.id, w.name, w.area_id as "areaId", w.url, w.event_types as "eventTypes", w.state,
to_char(w.failing_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "failingSince",
(select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
w.created_by as "createdBy", to_char(w.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt" from webhooks w
  where w.area_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz))
  order by w.id desc;

select w.id, w.name, w.area_id as "areaId", w.url, w.event_types as "eventTypes", w.state,
to_char(w.failing_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "failingSince",
(select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
w.created_by as "createdBy", to_char(w.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt" from webhooks w where w.id = $1;

update webhook_deliveries set due_at = $1
where webhook_id = $2 and state = 'waiting' and due_at > $3;

update webhooks set name = coalesce($1, name), url = coalesce($2, url),
  event_types = coalesce($3::text[], event_types), state = coalesce($4, state),
  failing_since = case when $5::text = 'active' then null else failing_since end
where id = $6;

update webhooks set previous_secret = secret, previous_until = $1, secret = $2
where id = $3;
