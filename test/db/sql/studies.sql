-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/studies/studies.ts

delete from "studies" where "id" = $1 and "owner" = $2;

delete from "study_results" where "study_id" = $1;

delete from studies where id in (
select id from studies where series = $1 order by id desc offset $2);

insert into "study_results" ("study_id", "part", "text") values ($1, $2, $3);

insert into studies (name, owner, area_id, shared, method, parameters, selection, state)
  values ($1, $2, $3, $4, $5,
    $6::jsonb, $7::jsonb, 'queued')
  returning id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId";

select "text" from "study_results" where "study_id" = $1 and "part" = $2;

select (select count(distinct s.owner) filter (where s.owner <> $1) + count(*) filter (where s.owner = $2)
    from studies s where s.state in ('queued', 'running'))::int as ahead,
  l.seconds, l.incidents
from (select) one left join lateral (
  select date_part('epoch', finished_at - started_at) as seconds, (summary ->> 'incidents')::float8 as incidents
  from studies where method = $3 and state = 'done' and (summary ->> 'incidents')::float8 > 0
  order by finished_at desc limit 1) l on true;

select id, area_id as "areaId", method, parameters, selection from studies
where id = $1 and state = 'done' and (owner = $2 or (shared and area_id = $3))
  and coalesce((selection ->> 'areaId')::bigint, area_id) in (select area_subtree($4::bigint, now(), now()));

select id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId" from studies where (owner = $1 or (shared and area_id = $2)) order by id desc limit 200;

select id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId" from studies where id = $1 and (owner = $2 or (shared and area_id = $3));

select pg_advisory_xact_lock($1);

update studies s set state = 'running', progress = 0, started_at = now(), heard_at = now()
from (
  select n.id from studies n
  where (n.state = 'queued' or (n.state = 'running' and n.heard_at < now() - make_interval(secs => $1)))
    and not exists (
      select from studies s where s.owner = n.owner and s.id <> n.id and s.state = 'running' and not s.heard_at < now() - make_interval(secs => $2))
  order by (select max(s.started_at) from studies s where s.owner = n.owner and s.id <> n.id) nulls first, n.id
  limit 1 for update of n skip locked
) next
where s.id = next.id
returning s.id, s.area_id as "areaId", s.method, s.parameters, s.selection;

update studies set name = coalesce($1, name), shared = coalesce($2, shared)
    , every_days = $3::int, series = coalesce(series, id), next_at = now() + $4::int * interval '1 day'
  where id = $5 and owner = $6 returning id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId";

update studies set name = coalesce($1, name), shared = coalesce($2, shared)
  where id = $3 and owner = $4 returning id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId";

update studies set progress = $1, heard_at = now() where id = $2 and state = 'running'
returning id;

update studies set state = $1, progress = 1, finished_at = now(),
  summary = $2::jsonb, notes = $3::jsonb,
  versions = $4::jsonb, data_hash = $5,
  error = $6::jsonb
where id = $7 and state = 'running';

update studies set state = 'cancelled', finished_at = now()
  where id = $1 and owner = $2 and state in ('queued', 'running') returning id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId";

with due as (
  update studies s set next_at = null, every_days = null
  from (select id, every_days from studies where next_at <= now() for update skip locked) d
  where s.id = d.id
  returning s.*, d.every_days as days
)
insert into studies (name, owner, area_id, shared, method, parameters, selection, state, series, every_days, next_at)
select d.name, d.owner, d.area_id, d.shared, d.method, d.parameters,
  case when d.selection ? 'from' and d.selection ? 'to' then d.selection || jsonb_build_object('to', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'from',
      to_char((now() - ((d.selection ->> 'to')::timestamptz - (d.selection ->> 'from')::timestamptz)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    else d.selection - 'to' end,
  'queued', d.series, d.days, now() + d.days * interval '1 day'
from due d join users u on u.name = d.owner and u.area_id = d.area_id and u.disabled_at is null
  and u.role = any($1::text[])
where coalesce((d.selection ->> 'areaId')::bigint, d.area_id) in (select area_subtree(d.area_id, now(), now()))
returning series;

with others as (
    update studies set every_days = null, next_at = null
    where id <> $1 and owner = $2 and series = (select series from studies where id = $3 and owner = $4))
  update studies set name = coalesce($5, name), shared = coalesce($6, shared)
    , every_days = $7::int, series = coalesce(series, id), next_at = now() + $8::int * interval '1 day'
  where id = $9 and owner = $10 returning id, name, owner, shared, method, parameters, selection, state, progress, error, summary, notes,
versions, data_hash as "dataHash", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt", every_days as "everyDays", to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextAt",
(select max(p.id) from studies p where p.series = studies.series and p.id < studies.id and p.state = 'done') as "previousId";

-- server/db/studies/study-data.ts

select (select ST_AsGeoJSON(geom, 7) from areas_at(least($1::timestamptz, now())) where area_id = $2) as area, round(date_part('epoch', now()) * 1000) as "readMs";

select (select count(*)::int from incidents i where i.occurred_to >= $1 and i.occurred_from < $2
and ($3::text[] is null or i.category = any($4::text[]))
and i.grid_id = any($5::bigint[]) ) as incidents,
  (select ST_Area(geom::geography) from areas_at(least($6::timestamptz, now()))
    where area_id = $7) as "areaM2";

select ST_X(i.position) as lng, ST_Y(i.position) as lat from incidents i
where i.occurred_to >= $1 and i.occurred_from < $2
and ($3::text[] is null or i.category = any($4::text[]))
and i.grid_id = any($5::bigint[])  and abs(hashtext(i.id)::bigint) % $6 = 0;

select coalesce(array_agg(a), '{}')::text as areas
from area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) a;

with chosen as (
    select i.id, i.category, date_part('epoch', i.occurred_from) * 1000 as from_ms,
      date_part('epoch', i.occurred_to) * 1000 as to_ms, ST_X(i.position) as lng, ST_Y(i.position) as lat, a.code
    from incidents i left join areas a on a.id = i.grid_id
    where i.id > $1 and i.occurred_to >= $2 and i.occurred_from < $3
and ($4::text[] is null or i.category = any($5::text[]))
and i.grid_id = any($6::bigint[])
    order by i.id limit $7
  )
  select json_build_object('id', array_agg(id), 'category', array_agg(category),
      'from', array_agg(from_ms), 'to', array_agg(to_ms),
      'lng', array_agg(lng), 'lat', array_agg(lat),
      'grid', array_agg(code))::text as page,
    max(id) as last, count(*)::int as count
  from chosen;

with latest as (
  select distinct on (v.officer_id, v.patrol_id) v.officer_id, v.patrol_id, v.effective_min
  from verdicts v order by v.officer_id, v.patrol_id, v.version desc
), hours as (
  select p.grid_id, sum(l.effective_min) / 60 as hours
  from patrols p join latest l on l.officer_id = p.officer_id and l.patrol_id = p.id
  where p.start_time >= $1 and p.start_time < $2
  group by p.grid_id
)
select coalesce(json_agg(json_build_object('code', n.code, 'geometry', ST_AsGeoJSON(g.geom, 7)::json,
  'patrolHours', coalesce(h.hours, 0)) order by n.code), '[]')::text as grids
from areas_at(least($3::timestamptz, now())) g join areas n on n.id = g.area_id left join hours h on h.grid_id = g.area_id
where g.level = 'grid' and g.area_id in (select area_subtree($4::bigint, least($5::timestamptz, now()), least($6::timestamptz, now())));
