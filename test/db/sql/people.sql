-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/people/about-officer.ts

insert into "officer_agreements" ("officer_id", "notice", "agreed_at", "handheld_id") values ($1, $2, $3, $4) on conflict ("officer_id", "notice") do nothing;

select "agreed_at" from "officer_agreements" where "officer_id" = $1 and "notice" = $2;

select to_jsonb(l) - 'hash' - 'officer_ids' as row from access_log l where l.officer_ids @> array[$1::bigint] order by id;

select to_jsonb(t) as row from "alerts" t where t."officer_id" = $1;

select to_jsonb(t) as row from "case_facts" t where t."officer_id" = $1;

select to_jsonb(t) as row from "contests" t where t."officer_id" = $1;

select to_jsonb(t) as row from "day_verdicts" t where t."officer_id" = $1;

select to_jsonb(t) as row from "former_homes" t where t."officer_id" = $1;

select to_jsonb(t) as row from "handheld_assignments" t where t."officer_id" = $1;

select to_jsonb(t) as row from "handheld_texts" t join handheld_assignments a on a.handheld_id = t.handheld_id
  and t."sent_at" >= a.valid_from and (a.valid_to is null or t."sent_at" < a.valid_to)
where a.officer_id = $1;

select to_jsonb(t) as row from "matters" t where t."finder_id" = $1;

select to_jsonb(t) as row from "officer_agreements" t where t."officer_id" = $1;

select to_jsonb(t) as row from "officer_assignments" t where t."officer_id" = $1;

select to_jsonb(t) as row from "officer_leave" t where t."officer_id" = $1;

select to_jsonb(t) as row from "officer_leave" t where t."substitute_id" = $1;

select to_jsonb(t) as row from "officer_names" t where t."officer_id" = $1;

select to_jsonb(t) as row from "officers" t where t."id" = $1;

select to_jsonb(t) as row from "patrols" t where t."officer_id" = $1;

select to_jsonb(t) as row from "posts" t where t."officer_id" = $1;

select to_jsonb(t) as row from "push_subscriptions" t join handheld_assignments a on a.handheld_id = t.handheld_id
  and t."created_at" >= a.valid_from and (a.valid_to is null or t."created_at" < a.valid_to)
where a.officer_id = $1;

select to_jsonb(t) as row from "sos_presses" t where t."officer_id" = $1;

select to_jsonb(t) as row from "verdicts" t where t."officer_id" = $1;

select to_jsonb(t) as row from "withdrawn_patrols" t where t."officer_id" = $1;

-- server/db/people/assignments.ts

select code, id from areas t where code = any($1::text[]);

select code, id from officers t where code = any($1::text[]);

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.handheld_id = $1
and (a.valid_to is null or a.valid_to > $2)
and a.valid_from < $3
order by date_trunc('milliseconds', a.valid_from) desc, a.officer_id desc limit $4;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.handheld_id = $1
and (a.valid_to is null or a.valid_to > $2)
order by date_trunc('milliseconds', a.valid_from) desc, a.officer_id desc limit $3;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.handheld_id = $1
and (date_trunc('milliseconds', a.valid_from), a.officer_id) < ($2::timestamptz, $3::bigint)
order by date_trunc('milliseconds', a.valid_from) desc, a.officer_id desc limit $4;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.handheld_id = $1
and a.valid_from < $2
order by date_trunc('milliseconds', a.valid_from) desc, a.officer_id desc limit $3;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.handheld_id = $1
order by date_trunc('milliseconds', a.valid_from) desc, a.officer_id desc limit $2;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.officer_id = $1
and (a.valid_to is null or a.valid_to > $2)
order by date_trunc('milliseconds', a.valid_from) desc, a.handheld_id desc limit $3;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.officer_id = $1
and (date_trunc('milliseconds', a.valid_from), a.handheld_id) < ($2::timestamptz, $3::bigint)
order by date_trunc('milliseconds', a.valid_from) desc, a.handheld_id desc limit $4;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.officer_id = $1
and a.valid_from < $2
order by date_trunc('milliseconds', a.valid_from) desc, a.handheld_id desc limit $3;

select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
where a.officer_id = $1
order by date_trunc('milliseconds', a.valid_from) desc, a.handheld_id desc limit $2;

select id from handhelds where code = $1 for update;

select id from officers where code = $1 for update;

select o.id as "officerId", o.code as officer, o.name as "officerName", g.id as "gridId", g.code as grid, v.name as "gridName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id
cross join lateral (select name from area_versions where area_id = g.id order by version desc limit 1) v
where a.officer_id = $1
and (a.valid_to is null or a.valid_to > $2)
order by date_trunc('milliseconds', a.valid_from) desc, a.area_id desc limit $3;

select o.id as "officerId", o.code as officer, o.name as "officerName", g.id as "gridId", g.code as grid, v.name as "gridName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id
cross join lateral (select name from area_versions where area_id = g.id order by version desc limit 1) v
where a.officer_id = $1
and (date_trunc('milliseconds', a.valid_from), a.area_id) < ($2::timestamptz, $3::bigint)
order by date_trunc('milliseconds', a.valid_from) desc, a.area_id desc limit $4;

select o.id as "officerId", o.code as officer, o.name as "officerName", g.id as "gridId", g.code as grid, v.name as "gridName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id
cross join lateral (select name from area_versions where area_id = g.id order by version desc limit 1) v
where a.officer_id = $1
and a.valid_from < $2
order by date_trunc('milliseconds', a.valid_from) desc, a.area_id desc limit $3;

select o.id as "officerId", o.code as officer, o.name as "officerName", g.id as "gridId", g.code as grid, v.name as "gridName",
  to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id
cross join lateral (select name from area_versions where area_id = g.id order by version desc limit 1) v
where a.officer_id = $1
order by date_trunc('milliseconds', a.valid_from) desc, a.area_id desc limit $2;

select t.code as target, to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "to"
from handheld_assignments a join officers t on t.id = a.officer_id
where a.handheld_id = $1 order by a.valid_from;

select t.code as target, to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from", to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "to"
from officer_assignments a join areas t on t.id = a.area_id
where a.officer_id = $1 order by a.valid_from;

with laid as (
  select "targetId" as target, "from" as valid_from, "to" as valid_to
  from json_to_recordset($1::json) as l ("targetId" bigint, "from" timestamptz, "to" timestamptz)
), gone as (
  delete from handheld_assignments a where a.handheld_id = $2 and not exists (
    select from laid l where l.target = a.officer_id and l.valid_from = a.valid_from)
)
insert into handheld_assignments as a (handheld_id, officer_id, valid_from, valid_to)
select $3, target, valid_from, valid_to from laid
on conflict (handheld_id, valid_from, officer_id) do update set valid_to = excluded.valid_to
  where a.valid_to is distinct from excluded.valid_to;

with laid as (
  select "targetId" as target, "from" as valid_from, "to" as valid_to
  from json_to_recordset($1::json) as l ("targetId" bigint, "from" timestamptz, "to" timestamptz)
), gone as (
  delete from officer_assignments a where a.officer_id = $2 and not exists (
    select from laid l where l.target = a.area_id and l.valid_from = a.valid_from)
)
insert into officer_assignments as a (officer_id, area_id, valid_from, valid_to)
select $3, target, valid_from, valid_to from laid
on conflict (officer_id, valid_from, area_id) do update set valid_to = excluded.valid_to
  where a.valid_to is distinct from excluded.valid_to;

-- server/db/people/duty-edition.ts

select concat_ws(',', pg_postmaster_start_time(), coalesce((select sum(hashtextextended(xmin::text, 0)) from "handheld_assignments"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "officers"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "officer_assignments"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "officer_leave"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "area_versions"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "norms"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "norm_versions"), 0), coalesce((select sum(hashtextextended(xmin::text, 0)) from "holidays"), 0)) as edition;

-- server/db/people/duty.ts

select coalesce(sum(hashtextextended(secret_hash, id)), 0)::text as digest from handhelds;

select id, code, secret_hash as "secretHash", datum from handhelds where code = any($1::text[]);

select id, secret_hash as "secretHash" from handhelds where id = any($1::bigint[]);

select spell.* from unnest($1::int[], $2::timestamptz[])
  with ordinality as asked (handheld_id, at, n), lateral (
  with recursive carried as (
    select * from handheld_assignments where handheld_id = asked.handheld_id
  ), stood_in as (
    select l.substitute_id, a.area_id, l.first_day, l.last_day, a.valid_from as held_from, a.valid_to as held_to,
      l.first_day::timestamp at time zone z.zone as valid_from, (l.last_day + interval '36 hours') at time zone z.zone as valid_to
    from officer_leave l join officer_assignments a on a.officer_id = l.officer_id,
      lateral (select area_time_zone(a.area_id, asked.at) as zone) z
    where l.substitute_id in (select officer_id from carried)
  ), held as (
    select area_id, valid_from, valid_to from officer_assignments where officer_id in (select officer_id from carried)
    union all select area_id, held_from, held_to from stood_in
    union all select area_id, valid_from, valid_to from stood_in
  ), placed as (
    select area_id as id from held
    union
    select v.parent_id from placed p join area_versions v on v.area_id = p.id and v.parent_id is not null
  ), validities as (
    select valid_from, valid_to from carried
    union all select valid_from, valid_to from held
    union all select valid_from, valid_to from area_versions where area_id in (select id from placed)
    union all select v.valid_from, v.valid_to from norms n join norm_versions v on v.norm_id = n.id
      where n.area_id in (select id from placed)
  ), turns as (
    select valid_from as turn from validities union select valid_to from validities where valid_to is not null
  ), now_on as (
    select o.id as officer_id, o.name as officer_name, g.area_id as grid_id, g.name as grid_name, g.time_zone,
      ST_AsGeoJSON(g.geom, 7)::json as geometry, n.rules,
      case when (n.rules ->> 'observesHolidays')::boolean then
        (select json_object_agg(h.day, h.kind) from holidays h) end as calendar,
      (select coalesce(json_agg(json_build_object('firstDay', l.first_day::text, 'lastDay', l.last_day::text)), '[]') from officer_leave l where l.officer_id = o.id) as leave,
      case when oa.area_id is null then
        (select json_agg(json_build_object('firstDay', l.first_day::text, 'lastDay', l.last_day::text)) from stood_in l where l.substitute_id = o.id and l.area_id = g.area_id) end as stands_in
    from carried ha
    join officers o on o.id = ha.officer_id
    left join officer_assignments oa on oa.officer_id = o.id
      and oa.valid_from <= asked.at and (oa.valid_to is null or asked.at < oa.valid_to)
    left join lateral (
      select s.area_id from stood_in s
      where s.substitute_id = o.id and s.valid_from <= asked.at and asked.at < s.valid_to
        and s.held_from <= asked.at and (s.held_to is null or asked.at < s.held_to)
      order by s.valid_from desc, s.area_id limit 1
    ) other on oa.area_id is null
    left join areas_at(asked.at) g on g.area_id = coalesce(oa.area_id, other.area_id)
    left join lateral norm_for(g.area_id, o.category, asked.at) n on true
    where ha.valid_from <= asked.at and (ha.valid_to is null or asked.at < ha.valid_to)
    order by ha.valid_from desc, oa.valid_from desc
    limit 1
  )
  select round(date_part('epoch', s.since) * 1000) as from_ms, round(date_part('epoch', s.until) * 1000) as to_ms, d.*
  from (select max(turn) filter (where turn <= asked.at) as since, min(turn) filter (where turn > asked.at) as until
    from turns) s
  left join now_on d on true) spell
order by asked.n;

-- server/db/people/erase-officer.ts

select erase_officer($1::bigint) as gone;

select id from officers where code = $1;

-- server/db/people/holidays.ts

select day::text as day, kind, name from holidays
where day between $1::date and $2::date order by day;

select from norm_versions where (rules ->> 'observesHolidays')::boolean limit 1;

with dropped as (
  delete from holidays where day = $1::date returning day, kind
), noted as (
  insert into calendar_changes (day, was) select day, kind from dropped on conflict (day) do nothing
)
select day from dropped;

with offered as (
  select * from json_to_recordset($1::json) as h (day date, kind text, name text)
), noted as (
  insert into calendar_changes (day, was)
  select o.day, h.kind from offered o left join holidays h on h.day = o.day where h.kind is distinct from o.kind
  on conflict (day) do nothing
)
insert into holidays (day, kind, name)
select day, kind, name from offered
on conflict (day) do update set kind = excluded.kind, name = excluded.name
  where (holidays.kind, holidays.name) is distinct from (excluded.kind, excluded.name)
returning day::text;

-- server/db/people/leave.ts

delete from officer_leave where officer_id = $1 and first_day = $2
returning last_day::text as last, substitute_id as "substituteId";

insert into "rollup_jobs" ("grid_id", "day", due_at)
  select distinct "grid_id", "day", $1::timestamptz from (
select a.area_id, d.day::date
from generate_series($2::timestamp, $3::timestamp, interval '1 day') as d (day)
join officer_assignments a on a.officer_id = $4
  and a.valid_from < (d.day + interval '36 hours') at time zone 'UTC'
  and (a.valid_to is null or a.valid_to > (d.day - interval '12 hours') at time zone 'UTC')
where d.day < $5::timestamptz at time zone 'UTC') as k ("grid_id", "day") order by "grid_id", "day"
  on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

insert into officer_leave (officer_id, first_day, last_day, kind, substitute_id)
values ($1, $2, $3, $4, $5);

select id from officers where id = any($1::bigint[]);

select id, code from officers where id = any($1::bigint[]) order by id for no key update;

select l.last_day::text as "lastDay", l.substitute_id as "substituteId" from officer_leave l
where l.officer_id = $1 and $2::date between l.first_day and l.last_day
order by l.last_day desc limit 1;

select l.officer_id as "officerId", l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind,
l.substitute_id as "substituteId" from officer_leave l
  where l.first_day < $1::date and l.last_day >= $2::date and l.officer_id in (
    select officer_id from officer_assignments where area_id in (
      select area_subtree($3::bigint, '-infinity', $4::timestamptz)))
  order by l.first_day, l.officer_id;

select o.code as officer, l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind, s.code as substitute
from officer_leave l join officers o on o.id = l.officer_id left join officers s on s.id = l.substitute_id
where o.code = any($1::text[]) order by 1, 2;

-- server/db/people/officer-area.ts

select area_id as "areaId" from (
  select area_id, 0 as after, valid_from as since from officer_assignments where officer_id = $1
  union all
  select area_id, 1, first_day from posts where officer_id = $2 and superseded is null
) given order by after, since desc limit 1;

-- server/db/people/officer-history.ts

select "id", "code", "name", "category" from "officers" where "id" = $1;

select a.code as grid, v.name, to_char(h.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from", to_char(h.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
from officer_assignments h join areas a on a.id = h.area_id
cross join lateral (select name from area_versions where area_id = a.id order by version desc limit 1) v
where h.officer_id = $1 order by h.valid_from desc;

select l.officer_id as "officerId", l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind,
l.substitute_id as "substituteId" from officer_leave l
  where l.officer_id = $1 and l.first_day < $2::date and l.last_day >= $3::date
  order by l.first_day;

select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
where p.superseded is null and p.officer_id = $1 order by p.first_day desc, a.code;

-- server/db/people/pairs.ts

delete from officer_pairs
where officer_id = $1 and partner_id = $2 and first_day = $3
returning 1;

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
  select distinct "officer_id", "patrol_id", $1::timestamptz from (
select p.officer_id, p.id
from patrols p
where p.officer_id in ($2, $3) and p.end_time is not null
  and p.start_time >= $4::date - interval '1 day'
  and exists (
    select from patrols o
    where o.officer_id in ($5, $6) and o.officer_id <> p.officer_id
      and o.start_time < p.end_time and (o.end_time is null or o.end_time > p.start_time))) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
  on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

insert into officer_pairs (officer_id, partner_id, first_day, last_day, put_by)
values ($1, $2, $3, $4, $5);

select from officers where id in ($1, $2);

with held as (
  select officer_id from officer_assignments where area_id in (
    select area_subtree($1::bigint, '-infinity', $2::timestamptz))
)
select p.officer_id as "officerId", p.partner_id as "partnerId", p.first_day::text as "firstDay",
  p.last_day::text as "lastDay", p.put_by as "putBy"
from officer_pairs p
where p.first_day < $3::date and (p.last_day is null or p.last_day >= $4::date)
  and (p.officer_id in (select officer_id from held) or p.partner_id in (select officer_id from held))
order by p.first_day, p.officer_id, p.partner_id;

-- server/db/people/people.ts

select id, name from officers where id = any($1::bigint[]) order by id;

with mine as materialized (
    select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
  ), held as (
    select distinct on (officer_id) officer_id, area_id from officer_assignments
    where valid_from <= $4 and (valid_to is null or $5 < valid_to) and area_id in (select id from mine)
    order by officer_id, valid_from desc
  ), posted as (
    select distinct on (p.officer_id) p.officer_id, p.role, p.area_id from posts p
    cross join lateral (select ($6::timestamptz at time zone area_time_zone(p.area_id, $7::timestamptz))::date as day) d
    where p.superseded is null and p.first_day <= d.day and (p.last_day is null or p.last_day >= d.day)
      and p.area_id in (select id from mine)
    order by p.officer_id, p.first_day desc, p.area_id, p.role
  )
  select o.id, o.code, o.name, o.category, h.area_id as "gridId", p.role as post, p.area_id as "postAreaId", o.home_area_id as "homeAreaId"
  from officers o left join held h on h.officer_id = o.id left join posted p on p.officer_id = o.id
  where h.officer_id is not null or p.officer_id is not null
    or coalesce((
select h.area_id from (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) h where h.officer_id = o.id and h.valid_from <= $8::timestamptz
  and (h.valid_to is null or $9::timestamptz < h.valid_to)) in (select id from mine), exists (
select from areas_at($10::timestamptz) where area_id = $11 and parent_id is null)) and not exists (
      select from officer_assignments a where a.officer_id = o.id and a.valid_from <= $12 and (a.valid_to is null or $13 < a.valid_to))
  order by o.code;

with mine as materialized (
  select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
), held as (
  select distinct on (officer_id) officer_id, area_id from officer_assignments
  where valid_from <= $4 and (valid_to is null or $5 < valid_to) and area_id in (select id from mine)
  order by officer_id, valid_from desc
), posted as (
  select distinct on (p.officer_id) p.officer_id, p.role, p.area_id from posts p
  cross join lateral (select ($6::timestamptz at time zone area_time_zone(p.area_id, $7::timestamptz))::date as day) d
  where p.superseded is null and p.first_day <= d.day and (p.last_day is null or p.last_day >= d.day)
    and p.area_id in (select id from mine)
  order by p.officer_id, p.first_day desc, p.area_id, p.role
)
select o.id, o.code, o.name, o.category, h.area_id as "gridId", p.role as post, p.area_id as "postAreaId", o.home_area_id as "homeAreaId"
from officers o left join held h on h.officer_id = o.id left join posted p on p.officer_id = o.id
where h.officer_id is not null or p.officer_id is not null
order by o.code;

-- server/db/people/posts.ts

select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
where p.superseded is null
    and p.area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz))
  order by 1, 2, 3, 4;

select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
where p.superseded is null and (o.code, a.code, p.role) in (
    select officer, area, role from json_to_recordset($1::json) as n (officer text, area text, role text))
  order by 1, 2, 3, 4;

select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
where p.superseded is null and (o.code, a.code, p.role, p.first_day) in (
    select officer, area, role, "firstDay" from json_to_recordset($1::json)
      as n (officer text, area text, role text, "firstDay" date))
  order by 1, 2, 3, 4;

select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
where p.superseded is null and p.first_day <= $1::date and (p.last_day is null or p.last_day >= $2::date)
    and p.area_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz))
  order by 1, 2, 3, 4;

with now as (
  select o.id as officer_id, o.category, a.id as area_id, p.role, p."firstDay" as first_day, p."lastDay" as last_day, p.withdrawn
  from json_to_recordset($1::json)
    as p (officer text, area text, role text, "firstDay" date, "lastDay" date, withdrawn boolean)
  join officers o on o.code = p.officer join areas a on a.code = p.area
)
  insert into posts (officer_id, area_id, role, first_day, last_day, edition, officer_category, grid_id, village_id, town_id, district_id, city_id)
  select n.officer_id, n.area_id, n.role, n.first_day, n.last_day, $2::bigint, n.category,
    case when exists (select from area_versions v where v.area_id = n.area_id and v.level = 'grid') then n.area_id end,
    a.village_id, a.town_id, a.district_id, a.city_id
  from now n cross join lateral area_placement(n.area_id, $3::timestamptz) a
  where n.withdrawn is not true and not exists (select from posts p where p.officer_id = n.officer_id and p.area_id = n.area_id and p.role = n.role and p.first_day = n.first_day
  and p.superseded is null)
  returning 1;

with now as (
  select o.id as officer_id, o.category, a.id as area_id, p.role, p."firstDay" as first_day, p."lastDay" as last_day, p.withdrawn
  from json_to_recordset($1::json)
    as p (officer text, area text, role text, "firstDay" date, "lastDay" date, withdrawn boolean)
  join officers o on o.code = p.officer join areas a on a.code = p.area
)
  update posts p set superseded = $2, lost = true from now n
  where p.officer_id = n.officer_id and p.area_id = n.area_id and p.role = n.role and p.first_day = n.first_day
  and p.superseded is null and (n.withdrawn or p.last_day is distinct from n.last_day)
  returning 1;

-- server/db/people/provision.ts

insert into handhelds (code, secret_hash, datum, home_area_id)
select code, "secretHash", datum, $1::bigint
from json_to_recordset($2::json) as h (code text, "secretHash" text, datum text)
on conflict (code) do update set secret_hash = excluded.secret_hash, datum = excluded.datum,
    revoked_at = case when handhelds.secret_hash = excluded.secret_hash then handhelds.revoked_at end,
    revoked_why = case when handhelds.secret_hash = excluded.secret_hash then handhelds.revoked_why end
  where (handhelds.secret_hash, handhelds.datum) is distinct from (excluded.secret_hash, excluded.datum)
returning id;

insert into incident_categories (code, parent_code, name_zh, name_en, points, opens_case)
select code, parent, "nameZh", "nameEn", points, "opensCase"
from json_to_recordset($1::json)
  as c (code text, parent text, "nameZh" text, "nameEn" text, points float8, "opensCase" boolean)
on conflict (code) do update set parent_code = excluded.parent_code, name_zh = excluded.name_zh,
    name_en = excluded.name_en, points = excluded.points, opens_case = excluded.opens_case
  where (incident_categories.parent_code, incident_categories.name_zh, incident_categories.name_en,
      incident_categories.points, incident_categories.opens_case)
    is distinct from (excluded.parent_code, excluded.name_zh, excluded.name_en, excluded.points, excluded.opens_case)
returning code;

select code from (select code from areas
where $1::bigint is null or id in (select area_subtree($2::bigint, '-infinity', $3::timestamptz))) mine where code = any($4::text[]);

select code from (select code, id from areas a where exists (
select from area_versions v where v.area_id = a.id and v.level = 'grid')) grids where code = any($1::text[]);

select code from areas where code = any($1::text[]);

select code from departments where code = any($1::text[]);

select code from handhelds where code = any($1::text[]);

select code from incident_categories where code = any($1::text[]);

select code from officers where code = any($1::text[]);

with known as materialized (
  select id, code, home_area_id, home_since from officers where code = any($1::text[])
  order by code for update
), offered as materialized (
  select o.place, o.code, o.name, o.category, k.id as known_id, k.home_area_id as was_of, k.home_since as was_since, coalesce(k.id is not null
      and o.home is not null and h.id is distinct from k.home_area_id, false) as moves,
    case when o.home is not null then h.id when k.id is not null then k.home_area_id else $2::bigint end as home_id
  from rows from (json_to_recordset($3::json) as (code text, name text, category text, home text))
    with ordinality as o (code, name, category, home, place)
  left join known k on k.code = o.code left join areas h on h.code = o.home
), left_behind as (
  insert into former_homes (officer_id, area_id, valid_from, valid_to)
  select known_id, was_of, was_since, $4::timestamptz from offered where moves and was_since < $5::timestamptz
), stored as (
  insert into officers (code, name, category, home_area_id, home_since)
  select code, name, category, home_id, case when moves then greatest(was_since, $6::timestamptz) else coalesce(was_since, '-infinity') end
  from offered order by place
  on conflict (code) do update set name = excluded.name, category = excluded.category, home_area_id = excluded.home_area_id,
      home_since = excluded.home_since
    where (officers.name, officers.category, officers.home_area_id)
      is distinct from (excluded.name, excluded.category, excluded.home_area_id)
  returning id, name
), named as (
  insert into officer_names (officer_id, since, since_edition, name)
  select s.id, case when k.known then now() else '-infinity' end, case when k.known then (select edition + 1 from rollup_clock for update) else 0 end, s.name
  from stored s cross join lateral (select exists (select from officer_names n where n.officer_id = s.id) as known) k
  on conflict (officer_id, since) do update set name = excluded.name
)
select count(*)::int as changed from stored;

-- server/db/people/setup.ts

with inside as (
  select a.area_id, n.code, a.name, a.level, ST_IsEmpty(a.geom) as bare
  from areas_at($1::timestamptz) a join areas n on n.id = a.area_id
  where a.area_id in (select area_subtree($2::bigint, $3::timestamptz, $4::timestamptz))
), posted as (
  select distinct officer_id from officer_assignments where (valid_from <= $5::timestamptz and (valid_to is null or $6::timestamptz < valid_to)) and area_id in (select area_id from inside)
), carried as (
  select handheld_id, officer_id from handheld_assignments where (valid_from <= $7::timestamptz and (valid_to is null or $8::timestamptz < valid_to))
), ours as (
  select * from handhelds where id in (
    select handheld_id from carried where officer_id in (select officer_id from posted))
)
select (select count(*) from inside where level = 'grid' and not bare) as grids,
  (select count(*) from posted) as officers,
  (select count(*) from ours) as handhelds,
  (select count(*) from ours where enrolled_at is not null and revoked_at is null) as enrolled,
  (select count(*) from ours where has_fixes(id::int)) as heard,
  (select count(*) from norm_versions v join norms n on n.id = v.norm_id
    where n.area_id in (select area_id from inside) and (v.valid_to is null or v.valid_to > $9::timestamptz)) as norms,
  (select count(*) from incident_categories where retired_at is null) as categories,
  (select count(*) from users where area_id in (select area_id from inside)) as accounts,
  json_build_object(
    'areasWithoutGround', (
select json_build_object('count', count(*), 'named', coalesce(
  json_agg(json_build_object('code', code, 'name', name) order by code) filter (where n <= $10), '[]'))
from (select code, name, row_number() over (order by code) as n from (select code, name from inside where bare) l) l),
    'officersWithoutGrid', (
select json_build_object('count', count(*), 'named', coalesce(
  json_agg(json_build_object('code', code, 'name', name) order by code) filter (where n <= $11), '[]'))
from (select code, name, row_number() over (order by code) as n from (
      select code, name from officers
      where id not in (select officer_id from officer_assignments where (valid_from <= $12::timestamptz and (valid_to is null or $13::timestamptz < valid_to)))
        and id not in (select officer_id from posts where superseded is null and first_day <= $14::timestamptz::date
          and (last_day is null or last_day >= $15::timestamptz::date))) l) l),
    'officersWithoutHandheld', (
select json_build_object('count', count(*), 'named', coalesce(
  json_agg(json_build_object('code', code, 'name', name) order by code) filter (where n <= $16), '[]'))
from (select code, name, row_number() over (order by code) as n from (
      select code, name from officers
      where id in (select officer_id from posted) and id not in (select officer_id from carried)) l) l),
    'handheldsWithoutOfficer', (
select json_build_object('count', count(*), 'named', coalesce(
  json_agg(json_build_object('code', code, 'name', name) order by code) filter (where n <= $17), '[]'))
from (select code, name, row_number() over (order by code) as n from (
      select code, code as name from handhelds where id not in (select handheld_id from carried)) l) l)
  ) as lacking;

-- server/db/people/touched-by-assignments.ts

insert into "rollup_jobs" ("grid_id", "day", due_at)
  select distinct "grid_id", "day", $1::timestamptz from (select r.grid_id, r.day from json_to_recordset($2::json)
as s (target bigint, since timestamptz, until timestamptz) join day_rollups r on r.grid_id = s.target and r.superseded is null
    and r.day >= s.since::date - 1 and (s.until is null or r.day <= s.until::date + 1)) as k ("grid_id", "day") order by "grid_id", "day"
  on conflict ("grid_id", "day") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

insert into "verdict_jobs" ("officer_id", "patrol_id", due_at)
  select distinct "officer_id", "patrol_id", $1::timestamptz from (select p.officer_id, p.id from json_to_recordset($2::json)
as s (target bigint, since timestamptz, until timestamptz) join patrols p on p.officer_id = s.target
    and p.end_time >= s.since and (s.until is null or p.start_time < s.until)) as k ("officer_id", "patrol_id") order by "officer_id", "patrol_id"
  on conflict ("officer_id", "patrol_id") do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming;

-- server/services/people/put-assignments.ts

with offered as (
  select own.id as owner, aim.id as target, o."from" as valid_from, o."to" as valid_to
  from json_to_recordset($1::json)
    as o (owner text, target text, "from" timestamptz, "to" timestamptz)
  join handhelds own on own.code = o.owner
  join (select code, id from officers) aim on aim.code = o.target
), before as (
  select t.handheld_id as owner, t.officer_id as target, t.valid_from, t.valid_to
  from handheld_assignments t
  where t.handheld_id in (select owner from offered)
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
  delete from handheld_assignments t using fresh f
  where t.handheld_id = f.owner and t.valid_from = f.valid_from and t.officer_id <> f.target
), stored as (
  insert into handheld_assignments as t (handheld_id, officer_id, valid_from, valid_to)
  select owner, target, valid_from, valid_to from history
  on conflict (handheld_id, valid_from, officer_id) do update set valid_to = excluded.valid_to
    where t.valid_to is distinct from excluded.valid_to
  returning handheld_id as owner, valid_from
)
select (select count(*) from stored)::int as changed,
  (select count(*) from stored where (owner, valid_from) in (select owner, valid_from from offered))::int as laid,
  coalesce((select json_agg(s) from spans s), '[]') as spans;

with offered as (
  select own.id as owner, aim.id as target, o."from" as valid_from, o."to" as valid_to
  from json_to_recordset($1::json)
    as o (owner text, target text, "from" timestamptz, "to" timestamptz)
  join officers own on own.code = o.owner
  join (select code, id from (select code, id from areas a where exists (
    select from area_versions v where v.area_id = a.id and v.level = 'grid')) grids) aim on aim.code = o.target
), before as (
  select t.officer_id as owner, t.area_id as target, t.valid_from, t.valid_to
  from officer_assignments t
  where t.officer_id in (select owner from offered)
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
  delete from officer_assignments t using fresh f
  where t.officer_id = f.owner and t.valid_from = f.valid_from and t.area_id <> f.target
), stored as (
  insert into officer_assignments as t (officer_id, area_id, valid_from, valid_to)
  select owner, target, valid_from, valid_to from history
  on conflict (officer_id, valid_from, area_id) do update set valid_to = excluded.valid_to
    where t.valid_to is distinct from excluded.valid_to
  returning officer_id as owner, valid_from
)
select (select count(*) from stored)::int as changed,
  (select count(*) from stored where (owner, valid_from) in (select owner, valid_from from offered))::int as laid,
  coalesce((select json_agg(s) from spans s), '[]') as spans;

-- server/services/people/reconcile-touched.ts

insert into recognition_jobs (officer_id, day)
  select distinct s.target, ((case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) at time zone 'UTC')::date
  from json_to_recordset($1::json)
  as s (owner bigint, target bigint, since timestamptz, until timestamptz) join fixes f on f.handheld_id = s.owner and f.session >= $2 and (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) >= s.since and (s.until is null or (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) < s.until)
  on conflict do nothing;

select distinct p.officer_id as "officerId", p.id from json_to_recordset($1::json)
as s (owner bigint, target bigint, since timestamptz, until timestamptz) join patrols p on p.officer_id = s.target and p.origin = 'recognised'
  and p.end_time >= s.since and (s.until is null or p.start_time < s.until);

select officer as "officerId", round(date_part('epoch', min(at)) * 1000) as "fromMs",
  round(date_part('epoch', max(at)) * 1000) as "toMs"
from (
select s.owner as officer, p.at from json_to_recordset($1::json)
as s (owner bigint, target bigint, since timestamptz, until timestamptz) join handheld_assignments a on a.officer_id = s.owner
join patrol_presses p on p.handheld_id = a.handheld_id and p.at >= s.since and (s.until is null or p.at < s.until)
  and a.valid_from <= p.at and (a.valid_to is null or p.at < a.valid_to)) t group by officer order by officer;

select officer as "officerId", round(date_part('epoch', min(at)) * 1000) as "fromMs",
  round(date_part('epoch', max(at)) * 1000) as "toMs"
from (
select s.target as officer, p.at from json_to_recordset($1::json)
as s (owner bigint, target bigint, since timestamptz, until timestamptz) join patrol_presses p on p.handheld_id = s.owner and p.at >= s.since and (s.until is null or p.at < s.until)) t group by officer order by officer;
