-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/warnings/count.ts

with units as (
  select a.area_id, a.name, a.time_zone, a.area_id = $1 as whole
  from areas_at($2::timestamptz) a where a.area_id = $3 or a.parent_id = $4
), placed as (
  select u.area_id, below.id from units u
  cross join lateral area_subtree(u.area_id, $5::timestamptz, $6::timestamptz) as below (id)
)
select u.area_id as "areaId", u.name as "areaName",
  to_char(w.found_from at time zone u.time_zone, 'YYYY-MM') as month, count(*)::int as raised,
  (count(*) filter (where w.verdict = 'real'))::int as real, (count(*) filter (where w.verdict = 'false'))::int as "false",
  (count(*) filter (where w.verdict = 'unclear'))::int as unclear,
  json_build_object('blue', (count(*) filter (where w.peak = 'blue'))::int, 'yellow', (count(*) filter (where w.peak = 'yellow'))::int, 'orange', (count(*) filter (where w.peak = 'orange'))::int, 'red', (count(*) filter (where w.peak = 'red'))::int) as "byPeak"
from units u
join placed p on p.area_id = u.area_id
join warnings w on w.area_id = p.id and w.found_from >= $7 and w.found_from < $8
  and w.merged_into is null
group by u.area_id, u.name, u.whole, month
order by u.whole desc, u.area_id, month;

-- server/db/warnings/facts.ts

select c.looked::text, (select round(date_part('epoch', max(r.at)) * 1000) from warning_runs r
  where r.area_id = $1 and (r.categories is null or r.categories @> c.looked)) as at
from jsonb_array_elements($2::jsonb) as c (looked);

select distinct on (place) place, finding -> 'cells' as cells from warning_findings where area_id = $1 and (at = $2 and superseded is not null and warning_id is not null or superseded is null and (
warning_id = any($3::bigint[])
or warning_id is null and at between $4 and $5));

select distinct on (place) place, finding -> 'cells' as cells from warning_findings where area_id = $1 and (at = $2 and superseded is not null and warning_id is not null or superseded is null and (
warning_id = any($3::bigint[]) and at >= $4
or warning_id is null and at between $5 and $6));

select id, category, level, round(date_part('epoch', ended_at) * 1000) as at, cells from warnings
where watched_id = $1 and state = 'closed' and ended_at >= $2;

select id, category, state, level, peak, supported, said as fingerprint, round(date_part('epoch', found_from) * 1000) as "foundFrom", round(date_part('epoch', found_to) * 1000) as "foundTo",
  round(date_part('epoch', ended_at) * 1000) as "endedAt", merged_into as "mergedInto"
from warnings
where watched_id = $1 and state in ('raised', 'acknowledged', 'in-hand') or id in (
  select warning_id from warning_findings
  where area_id = $2 and at between $3 and $4
    and (superseded is null or at = $5))
order by id for update;

select round(date_part('epoch', at) * 1000) as at, n, category, level, place, said as fingerprint, warning_id as owner, superseded is null as "inForce"
from warning_findings where area_id = $1 and (at = $2 and superseded is not null and warning_id is not null or superseded is null and (
warning_id = any($3::bigint[])
or warning_id is null and at between $4 and $5)) order by version desc, n;

select round(date_part('epoch', at) * 1000) as at, n, category, level, place, said as fingerprint, warning_id as owner, superseded is null as "inForce"
from warning_findings where area_id = $1 and (at = $2 and superseded is not null and warning_id is not null or superseded is null and (
warning_id = any($3::bigint[]) and at >= $4
or warning_id is null and at between $5 and $6)) order by version desc, n;

-- server/db/warnings/list.ts

select edition, step, from_state as "from", to_state as "to", to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, by_account as by, comment, verdict
from warning_steps where warning_id = $1 order by edition desc;

select version, edition, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt", to_char(run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "runAt", reason, level, supported,
  findings
from warning_versions where warning_id = $1 order by version desc;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true
  order by w.raised_at desc, w.id desc limit $1;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity')))
  order by w.raised_at desc, w.id desc limit $3;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and (
w.area_id in (select area_subtree($3::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($4::bigint, '-infinity', 'infinity')))
  order by w.raised_at desc, w.id desc limit $5;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and (w.ended_at is null or w.ended_at >= $3)
  order by w.raised_at desc, w.id desc limit $4;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and (w.ended_at is null or w.ended_at >= $3) and w.raised_at < $4
  order by w.raised_at desc, w.id desc limit $5;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and (w.raised_at, w.id) < ($3::timestamptz, $4::bigint)
  order by w.raised_at desc, w.id desc limit $5;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and w.category is not distinct from $3::text
  order by w.raised_at desc, w.id desc limit $4;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and w.id = any($3::bigint[])
  order by w.raised_at desc, w.id desc limit $4;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and w.level = any($3::text[])
  order by w.raised_at desc, w.id desc limit $4;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and w.raised_at < $3
  order by w.raised_at desc, w.id desc limit $4;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and (
w.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
or w.grid_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))) and w.state = any($3::text[])
  order by w.raised_at desc, w.id desc limit $4;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true
  where true and w.id = any($1::bigint[])
  order by w.raised_at desc, w.id desc limit $2;

select w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, to_char(w.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
to_char(w.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt", to_char(w.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(w.found_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundFrom",
to_char(w.found_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
w.merged_into as "mergedInto" from warnings w join lateral (
select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true where w.id = any($1::bigint[]) order by w.id;

-- server/db/warnings/receipts.ts

insert into warning_receipts as r (handheld_id, warning_id, edition, received_at)
values ($1, $2, $3, $4)
on conflict (handheld_id, warning_id) do update
  set edition = excluded.edition, received_at = excluded.received_at
  where r.edition < excluded.edition;

select count(*)::int as seen, max(received_at) as last from warning_receipts
where warning_id = $1;

select distinct ha.handheld_id as "handheldId", w.id as "warningId", w.raised_at
from handheld_assignments ha
join officer_assignments oa on oa.officer_id = ha.officer_id
  and oa.valid_from <= $1 and (oa.valid_to is null or $2 < oa.valid_to)
join warnings w on w.grid_ids @> array[oa.area_id]
left join warning_receipts r on r.handheld_id = ha.handheld_id and r.warning_id = w.id
where ha.handheld_id = $3 and ha.valid_from <= $4 and (ha.valid_to is null or $5 < ha.valid_to)
  and (r.edition is null and w.state = any($6::text[]) or r.edition < w.edition)
order by w.raised_at desc, w.id desc, 1
limit $7;

select distinct ha.handheld_id as "handheldId", w.id as "warningId", w.raised_at
from handheld_assignments ha
join officer_assignments oa on oa.officer_id = ha.officer_id
  and oa.valid_from <= $1 and (oa.valid_to is null or $2 < oa.valid_to)
join warnings w on w.grid_ids @> array[oa.area_id]
left join warning_receipts r on r.handheld_id = ha.handheld_id and r.warning_id = w.id
where w.id = $3 and ha.valid_from <= $4 and (ha.valid_to is null or $5 < ha.valid_to)
  and (r.edition is null and w.state = any($6::text[]) or r.edition < w.edition)
order by w.raised_at desc, w.id desc, 1;

-- server/services/warnings/changes.ts

insert into warnings (watched_id, area_id, grid_ids, category, level, peak, state, edition, version, raised_at,
  changed_at, found_from, found_to, cells, said, head, follows)
values ($1, $2, array(
select distinct a.area_id from unnest($3::text[]) as c (outline)
join areas_at($4::timestamptz) a on a.level = 'grid'
  and ST_Intersects(a.geom, ST_GeomFromText(c.outline, 4326))
order by 1), $5, $6,
  $7, 'raised', 0, 0, $8, $9, $10, $11,
  $12::text[], $13, $14::jsonb, $15)
returning id;

select round(date_part('epoch', f.at) * 1000) as at, f.n, f.finding
from unnest($1::timestamptz[], $2::int[]) as e (at, n)
join warning_findings f on f.area_id = $3 and f.at = e.at and f.n = e.n and f.superseded is null;

update warning_findings f set warning_id = m.owner
from unnest($1::timestamptz[], $2::int[],
  $3::bigint[]) as m (at, n, owner)
where f.area_id = $4 and f.at = m.at and f.n = m.n and f.superseded is null;

update warnings set level = $1, supported = $2, said = $3,
  changed_at = $4, merged_into = $5
  , area_id = $6, cells = $7::text[], head = $8::jsonb,
          grid_ids = case when cells = $9::text[] then grid_ids else array(
select distinct a.area_id from unnest($10::text[]) as c (outline)
join areas_at($11::timestamptz) a on a.level = 'grid'
  and ST_Intersects(a.geom, ST_GeomFromText(c.outline, 4326))
order by 1) end
where id = $12;

update warnings set level = $1, supported = $2, said = $3,
  changed_at = $4, merged_into = $5
  , head = jsonb_set(head, '{observed}', '0')
where id = $6;

update warnings set level = $1, supported = $2, said = $3,
  changed_at = $4, merged_into = $5
where id = $6;

update warnings w set found_from = f.found_from, found_to = f.found_to, peak = f.peak
from unnest($1::bigint[], $2::timestamptz[],
  $3::timestamptz[], $4::text[]
) as f (id, found_from, found_to, peak)
where w.id = f.id and (w.found_from, w.found_to, w.peak) <> (f.found_from, f.found_to, f.peak);

with changed as (
  update warnings set edition = edition + 1, version = version + 1 where id = $1 returning edition, version
)
insert into warning_versions (warning_id, version, edition, recorded_at, run_at, reason, level, supported, findings)
select $2::bigint, version, edition, $3, $4, $5, $6, $7::boolean, $8::jsonb
from changed;

with changed as (
  update warnings set edition = edition + 1, version = version + 1 where id = $1 returning edition, version
)
insert into warning_versions (warning_id, version, edition, recorded_at, run_at, reason, level, supported, findings)
select $2::bigint, version, edition, $3, $4, $5, $6, $7::boolean, (select v.findings from warning_versions v where v.warning_id = $8 order by v.version desc limit 1)
from changed;

-- server/services/warnings/effect.ts

select a.area_id as "gridId", a.version as "gridVersion", (n.rules ->> 'swathM')::float8 as "swathM"
from areas_at($1::timestamptz) a
left join lateral norm_for(a.area_id, 'full-time', $2::timestamptz) n on true
where a.area_id = any($3::bigint[]);

select round(date_part('epoch', p.start_time) * 1000) as "startMs", v.body #> '{cells,seen}' as seen
from patrols p
join lateral (
  select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
) v on true
left join lateral standing_decision(p.officer_id, p.id) d on true
where p.grid_id = any($1::bigint[]) and p.start_time >= $2 and p.start_time < $3
  and coalesce(d.outcome, v.outcome) in ('completed', 'incomplete');

select to_jsonb(array(
select distinct a.area_id from unnest($1::text[]) as c (outline)
join areas_at($2::timestamptz) a on a.level = 'grid'
  and ST_Intersects(a.geom, ST_GeomFromText(c.outline, 4326))
order by 1)) as "gridIds";

with recursive below as (
  select $1::text as code
  union
  select c.code from below join incident_categories c on c.parent_code = below.code
)
select round(date_part('epoch', i.occurred_from) * 1000) as "fromMs", to_hex(i.cell) as cell
from incidents i
where i.occurred_from >= $2 and i.occurred_from < $3
  and ($4::text is null or i.category in (select code from below))
  and i.position && ST_Expand(ST_MakeEnvelope($5::float8, $6::float8,
    $7::float8, $8::float8, 4326), 0.01);

-- server/services/warnings/record-findings.ts

insert into warning_findings (area_id, at, version, n, category, level, place, said, finding)
select $1::bigint, $2::timestamptz, $3::int, f.n, f.category, f.level, f.place, f.said,
  f.finding::jsonb
from unnest($4::int[], $5::text[],
  $6::text[], $7::text[],
  $8::text[], $9::text[]
) as f (n, category, level, place, said, finding);

insert into warning_runs (area_id, at, version, recorded_at, digest, categories)
values ($1, $2, $3, $4, $5,
  $6::jsonb);

select from warning_clock for update;

select from warning_runs where area_id = $1 and at > $2 limit 1;

select version, digest from warning_runs where area_id = $1 and at = $2
order by version desc limit 1;

update warning_findings set superseded = $1
where area_id = $2 and at = $3 and superseded is null;

-- server/services/warnings/steps.ts

select state from warnings where id = $1 for update;

with changed as (
  update warnings set edition = edition + 1, state = $1, changed_at = $2,
    ended_at = $3, verdict = coalesce($4::text, verdict),
    handled_by = $5::text
  where id = $6 returning edition
)
insert into warning_steps (warning_id, edition, step, from_state, to_state, at, by_account, comment, verdict)
select $7::bigint, edition, $8, $9, $10, $11, $12::text, $13::text, $14::text
from changed;

with changed as (
  update warnings set edition = edition + 1, state = $1, changed_at = $2,
    ended_at = $3, verdict = coalesce($4::text, verdict),
    handled_by = handled_by
  where id = $5 returning edition
)
insert into warning_steps (warning_id, edition, step, from_state, to_state, at, by_account, comment, verdict)
select $6::bigint, edition, $7, $8, $9, $10, $11::text, $12::text, $13::text
from changed;
