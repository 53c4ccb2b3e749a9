-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/cases/arrivals.ts

select q."caseId", (extract(epoch from min(s.at)) * 1000)::float8 as at
  from json_to_recordset($1::json) as q ("caseId" int8, "officerId" int8, since timestamptz, until timestamptz,
    first timestamptz, last timestamptz)
  join cases c on c.id = q."caseId"
  join handheld_assignments a on a.officer_id = q."officerId" and a.valid_from < q.until
    and (a.valid_to is null or a.valid_to > q.since)
  cross join lateral (
    select min(f.at) as at
    from (select f.handheld_id, f.session, f.marks, f.position, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as at from fixes f) f
    where f.handheld_id = a.handheld_id and f.session between q.first and q.last
      and f.at >= greatest(a.valid_from, q.since) and f.at < least(coalesce(a.valid_to, 'infinity'), q.until) and f.marks = 0
      and f.position && ST_Expand(c.position, $2::float8)
      and ST_DWithin(f.position::geography, c.position::geography, $3)
    group by f.handheld_id) s
  group by q."caseId";

-- server/db/cases/calendar-changes.ts

delete from calendar_changes where day = any($1::date[]);

select day::text as day, was, after_case as after from calendar_changes
where after_case = (select min(after_case) from calendar_changes) order by day for update;

select id from cases
where id > $1 and opened_at < $2::date + interval '1 day' * 2
  and (ended_at is null or ended_at > $3::date - interval '1 day')
order by id limit $4;

-- server/db/cases/candidates.ts

with recursive above as (
  select c.category as code from cases c where c.id = $1
  union
  select i.parent_code from above join incident_categories i on i.code = above.code where i.parent_code is not null
), responsible as (
  select d.id, d.name, bool_or(u.category is not null) as named from cases c
  join department_duties u on u.area_id = any(c.area_ids) and (u.category is null or u.category in (select code from above))
  join departments d on d.id = u.department_id and d.ended_at is null
  where c.id = $2 group by d.id
)
  select r.id as "departmentId", r.name, (select count(*)::int from cases h where h.department_id = r.id and h.ended_at is null) as "inHand"
  from responsible r order by r.named desc, r.id;

with recursive above as (
  select c.category as code from cases c where c.id = $1
  union
  select i.parent_code from above join incident_categories i on i.code = above.code where i.parent_code is not null
), responsible as (
  select d.id, d.name, bool_or(u.category is not null) as named from cases c
  join department_duties u on u.area_id = any(c.area_ids) and (u.category is null or u.category in (select code from above))
  join departments d on d.id = u.department_id and d.ended_at is null
  where c.id = $2 group by d.id
), away as (
    select l.officer_id, l.substitute_id
    from cases c join officer_leave l on ($3::timestamptz at time zone area_time_zone(c.grid_id, $4::timestamptz))::date between l.first_day and l.last_day
    where c.id = $5
  ), held as (
    select a.officer_id from cases c join officer_assignments a on a.area_id = c.grid_id and a.valid_from <= $6::timestamptz
      and (a.valid_to is null or $7::timestamptz < a.valid_to)
    where c.id = $8
  ), found as (
    select officer_id, 'grid' as why, 0 as n from held
    union all select a.substitute_id, 'stand-in', 1 from held join away a using (officer_id) where a.substitute_id is not null
    union all select p.officer_id, 'specialist', 2 from department_people p where p.department_id in (select id from responsible)
    union all select unnest($9::bigint[]), 'near', 3
  )
  select f.officer_id as "officerId", o.name, f.why, (select count(*)::int from cases h where h.officer_id = f.officer_id and h.ended_at is null) as "inHand"
  from found f join officers o on o.id = f.officer_id where f.officer_id not in (select officer_id from away) order by f.n, f.officer_id;

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
)
  select distinct on (c.id) c.id as "caseId", d.id as "departmentId"
  from cases c join path p on p.code = c.category and p.parent_code is null
  join department_duties u on u.at_once and u.area_id = any(c.area_ids) and (u.category is null or u.category = any(p.kinds))
  join departments d on d.id = u.department_id and d.ended_at is null
  where c.id = any($1::bigint[])
  order by c.id, array_position(c.area_ids, u.area_id), array_position(p.kinds, u.category) nulls last, d.id;

-- server/db/cases/case-groups.ts

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.department_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4 and r.department_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4 and r.grid_id is not null
  and r.district_id = $5
group by 1, 2;

select greatest(date_trunc('month', r.day::timestamp)::date, $1::date)::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $2::date and r.day < $3::date and r.lost and r.superseded <= $4 and r.officer_id is not null
  and r.district_id = $5
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3 and r.grid_id is not null
  and r.district_id = $4
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3 and r.grid_id is not null
  and r.district_id = $4 and r.village_id = $5
group by 1, 2;

select r.day::text as "from", r.grid_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3 and r.grid_id is not null
  and r.village_id = $4
group by 1, 2;

select r.day::text as "from", r.officer_id as "unitId", max(r.superseded)::float8 as changed
from case_records r
where r.day >= $1::date and r.day < $2::date and r.lost and r.superseded <= $3 and r.officer_id is not null
  and r.district_id = $4
group by 1, 2;

-- server/db/cases/case-records.ts

select id, version from cases where version <> recorded_version order by id limit $1;

update cases c set recorded_version = r.version
from unnest($1::bigint[], $2::int[]) as r (id, version)
where c.id = r.id;

with offered as (
  select c.id as case_id, (c.opened_at at time zone area_time_zone(g.area_ids[1], c.opened_at))::date as day,
    g.area_ids[array_position(g.levels, 'grid')] as grid_id, g.area_ids[array_position(g.levels, 'village')] as village_id, g.area_ids[array_position(g.levels, 'town')] as town_id, g.area_ids[array_position(g.levels, 'district')] as district_id, g.area_ids[array_position(g.levels, 'city')] as city_id, c.officer_id, c.department_id, c.points,
    f.closed, f.solved_in_grid, f.accept_kept, f.accept_due, f.close_kept, f.close_due, f.due_at, f.yellow_card_at, f.red_card_at, f.passed_up, f.sent_back, f.sent_at, coalesce(f.arrive_s, case when b.sent_at = f.sent_at then b.arrive_s end) as arrive_s, f.rating, f.accept_s, f.dispatch_s, f.handle_s, f.check_s, f.close_s
  from json_to_recordset($1::json) as f (id int8, closed boolean, solved_in_grid boolean, accept_kept boolean, accept_due timestamptz, close_kept boolean, close_due timestamptz, due_at timestamptz, yellow_card_at timestamptz, red_card_at timestamptz, passed_up int, sent_back int, sent_at timestamptz, arrive_s int8, rating int, accept_s int8, dispatch_s int8, handle_s int8, check_s int8, close_s int8)
  join cases c on c.id = f.id
  -- It counts where it was opened, also where areas were redrawn under it since.
  cross join lateral (select area_ids, levels from (
    select until_at, area_ids, levels from case_grounds where case_id = c.id union all select 'infinity', c.area_ids, c.levels) l
    order by until_at limit 1) g
  left join case_records b on b.case_id = c.id and b.superseded is null
), changed as (
  select o.* from offered o left join case_records r on r.case_id = o.case_id and r.superseded is null
  where r.case_id is null or (r.day, r.grid_id, r.village_id, r.town_id, r.district_id, r.city_id, r.officer_id, r.department_id, r.points, r.closed, r.solved_in_grid, r.accept_kept, r.accept_due, r.close_kept, r.close_due, r.due_at, r.yellow_card_at, r.red_card_at, r.passed_up, r.sent_back, r.sent_at, r.arrive_s, r.rating, r.accept_s, r.dispatch_s, r.handle_s, r.check_s, r.close_s) is distinct from (o.day, o.grid_id, o.village_id, o.town_id, o.district_id, o.city_id, o.officer_id, o.department_id, o.points, o.closed, o.solved_in_grid, o.accept_kept, o.accept_due, o.close_kept, o.close_due, o.due_at, o.yellow_card_at, o.red_card_at, o.passed_up, o.sent_back, o.sent_at, o.arrive_s, o.rating, o.accept_s, o.dispatch_s, o.handle_s, o.check_s, o.close_s)
), ended as (
  update case_records r set superseded = $2, lost = (r.day, r.grid_id, r.village_id, r.town_id, r.district_id, r.city_id, r.officer_id, r.department_id) is distinct from (c.day, c.grid_id, c.village_id, c.town_id, c.district_id, c.city_id, c.officer_id, c.department_id) from changed c where r.case_id = c.case_id and r.superseded is null
)
insert into case_records (case_id, edition, day, grid_id, village_id, town_id, district_id, city_id, officer_id, department_id, points, closed, solved_in_grid, accept_kept, accept_due, close_kept, close_due, due_at, yellow_card_at, red_card_at, passed_up, sent_back, sent_at, arrive_s, rating, accept_s, dispatch_s, handle_s, check_s, close_s) select case_id, $3, day, grid_id, village_id, town_id, district_id, city_id, officer_id, department_id, points, closed, solved_in_grid, accept_kept, accept_due, close_kept, close_due, due_at, yellow_card_at, red_card_at, passed_up, sent_back, sent_at, arrive_s, rating, accept_s, dispatch_s, handle_s, check_s, close_s from changed
returning case_id;

-- server/db/cases/deadlines.ts

delete from case_deadlines d using areas a
where d.area_id = a.id and a.code = $1 and d.category is not distinct from $2::text
  and d.severity is not distinct from $3::text and d.valid_from = $4 and d.valid_from > $5
returning d.area_id;

insert into case_deadlines (area_id, category, severity, rules, valid_from, published_by, published_at)
select id, $1::text, $2::text, $3::jsonb, $4, $5::text, now()
from areas where code = $6
on conflict (area_id, category, severity, valid_from) do update set rules = excluded.rules,
    published_by = excluded.published_by, published_at = excluded.published_at
  where case_deadlines.rules <> excluded.rules
returning area_id;

select area_id as "areaId", category, severity, rules, (extract(epoch from valid_from) * 1000)::float8 as "from",
  (extract(epoch from valid_to) * 1000)::float8 as "to"
from case_deadlines;

select d.area_id as "areaId", a.code as area, d.category, d.severity, d.rules, to_char(d.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from",
  to_char(d.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to", d.published_by as "publishedBy", to_char(d.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
from case_deadlines d join areas a on a.id = d.area_id
where d.area_id in (select area_subtree($1::bigint, '-infinity', 'infinity'))
  or area_within($2::bigint, d.area_id, 'infinity')
order by a.code, d.category nulls first, d.severity nulls first, d.valid_from;

update case_deadlines d set valid_to = n.next
from (select area_id, category, severity, valid_from,
    lead(valid_from) over (partition by area_id, category, severity order by valid_from) as next
  from case_deadlines) n
where n.area_id = d.area_id and n.category is not distinct from d.category and n.severity is not distinct from d.severity
  and n.valid_from = d.valid_from and d.valid_to is distinct from n.next;

-- server/db/cases/departments.ts

delete from "department_duties" where department_id in (select id from departments where code = any($1::text[]));

delete from "department_people" where department_id in (select id from departments where code = any($1::text[]));

insert into department_duties (department_id, area_id, category, at_once)
select d.id, a.id, u.category, bool_or(coalesce(u."atOnce", false))
from json_to_recordset($1::json) as u (code text, area text, category text, "atOnce" boolean)
join departments d on d.code = u.code join areas a on a.code = u.area group by 1, 2, 3;

insert into department_names (department_id, since_edition, name)
select d.id, case when last.name is null then 0 else (select edition + 1 from rollup_clock for update) end, d.name
from departments d left join lateral (
  select name from department_names where department_id = d.id order by since_edition desc limit 1) last on true
where d.code = any($1::text[]) and last.name is distinct from d.name
on conflict (department_id, since_edition) do update set name = excluded.name;

insert into department_people (department_id, officer_id)
select distinct d.id, o.id from json_to_recordset($1::json) as p (code text, officer text)
join departments d on d.code = p.code join officers o on o.code = p.officer;

insert into departments (code, name, kind, home_area_id)
select code, name, kind, $1::bigint from json_to_recordset($2::json) as d (code text, name text, kind text)
on conflict (code) do update set name = excluded.name, kind = excluded.kind;

select code from departments where code = any($1::text[]) and ended_at is not null;

select d.code, d.name, d.kind,
  (select json_agg(json_build_object('area', a.code, 'category', u.category, 'atOnce', u.at_once) order by a.code, u.category)
    from department_duties u join areas a on a.id = u.area_id where u.department_id = d.id) as duties,
  (select coalesce(json_agg(o.code order by o.code), '[]')
    from department_people p join officers o on o.id = p.officer_id where p.department_id = d.id) as officers
from departments d where d.code = any($1::text[]) order by d.code;

select d.id, d.code, coalesce((select name from department_names n where n.department_id = d.id and n.since_edition <= $1
order by since_edition desc limit 1), d.name) as name from departments d where d.id = any($2::bigint[]);

select d.id, d.code, d.name as name from departments d where d.id = any($1::bigint[]);

select d.id, d.code, d.name, d.kind,
  (select json_agg(json_build_object('areaId', u.area_id, 'category', u.category, 'atOnce', u.at_once) order by u.area_id, u.category)
    from department_duties u where u.department_id = d.id) as duties,
  coalesce((select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) order by o.code)
    from department_people p join officers o on o.id = p.officer_id where p.department_id = d.id), '[]') as officers, to_char(d.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt"
from departments d
where exists (select from department_duties u where u.department_id = d.id
and (area_within(u.area_id, $1::bigint, 'infinity') or area_within($2::bigint, u.area_id, 'infinity'))) order by d.code;

select d.name, to_char(d.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt" from departments d where id = $1 and exists (select from department_duties u where u.department_id = d.id
and (area_within(u.area_id, $2::bigint, 'infinity') or area_within($3::bigint, u.area_id, 'infinity')));

update departments d set ended_at = case when t.ended then coalesce(d.ended_at, $1::timestamptz) end
from json_to_recordset($2::json) as t (code text, ended boolean)
where t.code = d.code and t.ended is not null;

-- server/db/cases/duplicates.ts

select (extract(epoch from opened_at) * 1000)::float8 as "openedMs" from cases where id = $1;

select o.id, o.category = c.category as "sameCategory", ST_Distance(o.position::geography, c.position::geography) as "awayM",
  abs(extract(epoch from o.opened_at - c.opened_at) * 1000)::float8 as "apartMs"
from cases c join cases o on o.id <> c.id and o.ended_at is null and o.opened_at between $1 and $2
  and o.position && ST_Expand(c.position, $3::float8)
  and ST_DWithin(o.position::geography, c.position::geography, $4)
where c.id = $5;

-- server/db/cases/facts.ts

insert into case_facts (case_id, id, version, step, at, received_at, by_name, officer_id, level, why, until, to_officer_id,
  to_department_id, to_level, into_case, rating, position)
select f."caseId", f.id, c.version + 1, f.step, f.at, f.received, f.by, f."officerId", f.level, f.why, f.until,
  f."toOfficerId", f."toDepartmentId", f."toLevel", f."into", f.rating, ST_SetSRID(ST_MakePoint(f.lng, f.lat), 4326)
from json_to_recordset($1::json) as f ("caseId" int8, id text, step text, at timestamptz, received timestamptz, by text, "officerId" int8,
  level text, why text, until timestamptz, "toOfficerId" int8, "toDepartmentId" int8, "toLevel" text, "into" int8,
  rating int, lng float8, lat float8)
join cases c on c.id = f."caseId"
on conflict (case_id, id) do nothing
returning case_id as "caseId", id;

select case_id as "caseId", id, step, (extract(epoch from at) * 1000)::float8 as at, officer_id as "officerId", level, why, (extract(epoch from until) * 1000)::float8 as until,
  to_officer_id as "toOfficerId", to_department_id as "toDepartmentId", to_level as "toLevel", into_case as "into", rating
from case_facts where case_id = any($1::bigint[]);

select id, step, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt", by_name as by, officer_id as "officerId", level,
  why, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_officer_id as "toOfficerId", to_department_id as "toDepartmentId", to_level as "toLevel",
  into_case as "into", rating, ST_X(position) as lng, ST_Y(position) as lat
from case_facts where case_id = $1 and version > $2
order by case_facts.at, version, id;

-- server/db/cases/foreign-categories.ts

delete from foreign_categories where code = $1 returning code;

insert into foreign_categories (code, category, severity)
select code, category, severity from json_to_recordset($1::json) as f (code text, category text, severity text)
on conflict (code) do update set category = excluded.category, severity = excluded.severity
  where (foreign_categories.category, foreign_categories.severity) is distinct from (excluded.category, excluded.severity)
returning code;

select category, severity from foreign_categories where code = $1;

select code, category, severity from foreign_categories order by code;

-- server/db/cases/given.ts

select a.handheld_id as "handheldId", c.name_zh as "nameZh", c.name_en as "nameEn"
from handheld_assignments a join incident_categories c on c.code = $1
where a.officer_id = $2 and a.valid_from <= $3
  and (a.valid_to is null or $4 < a.valid_to) order by a.handheld_id;

-- server/db/cases/grounds.ts

delete from area_turns where at = $1::timestamptz;

insert into area_turns (at)
select v.at from (select valid_from as at from area_versions union select valid_to from area_versions) v
where v.at > (select min(ended_at) from cases where id = any($1::bigint[])) and v.at <= $2
on conflict (at) do update set after_case = 0;

insert into area_turns (at) values ($1) on conflict (at) do update set after_case = 0;

select at::text as at, after_case as after
from area_turns where at <= $1 order by area_turns.at limit 1 for update;

select case_id as id, (extract(epoch from until_at) * 1000)::float8 as "untilMs", to_jsonb(area_ids) as "areaIds", levels
from case_grounds where case_id = any($1::bigint[]) order by until_at;

select g.area_ids[1] as "areaId", to_char(g.until_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, (
  select v.name from area_versions v where v.area_id = g.area_ids[1] and v.valid_from < g.until_at
  order by v.valid_from desc limit 1) as name
from case_grounds g where g.case_id = $1 order by g.until_at;

with gone as (
  delete from case_grounds g using cases c, incidents i
  where g.case_id = c.id and i.id = c.incident_id and c.incident_id = any($1::text[])
    and not ST_Equals(i.position, c.position)
  returning g.until_at
)
insert into area_turns (at) select distinct until_at from gone on conflict (at) do update set after_case = 0;

with recursive now as (
  select area_id, level, parent_id, geom from areas_at($1::timestamptz)
), ladder as (
  select c.id, v.area_id, v.level, v.parent_id, 1 as n
  from cases c cross join lateral (
    select v.* from now v where v.geom && c.position and ST_Covers(v.geom, c.position)
    order by array_position(array['grid', 'village', 'town', 'district', 'city'], v.level), v.area_id <> c.area_ids[1], v.area_id
    limit 1) v
  where c.id = any($2::bigint[])
  union all
  select l.id, v.area_id, v.level, v.parent_id, l.n + 1 from ladder l join now v on v.area_id = l.parent_id
), placed as (
  select id, array_agg(area_id order by n) as area_ids, array_agg(level order by n) as levels from ladder group by id
), moved as (
  select p.*, c.area_ids as old_ids, c.levels as old_levels, c.opened_at < $3::timestamptz as lay
  from placed p join cases c on c.id = p.id where p.area_ids <> c.area_ids
), kept as (
  insert into case_grounds (case_id, until_at, area_ids, levels)
  select id, $4::timestamptz, old_ids, old_levels from moved where lay
  on conflict (case_id, until_at) do nothing
)
update cases c set area_ids = m.area_ids, levels = m.levels, grid_id = case when m.levels[1] = 'grid' then m.area_ids[1] end
from moved m where c.id = m.id returning c.id;

with turned as materialized (
  select area_id, geom, valid_from = $1::timestamptz as begins from area_versions
  where valid_from = $2::timestamptz or valid_to = $3::timestamptz
)
select c.id from cases c
where c.ended_at is null and c.id > $4 and (c.area_ids && array(select area_id from turned)
  or exists (select from turned t where t.begins and t.geom && c.position and ST_Covers(t.geom, c.position)))
order by c.id limit $5 for update;

-- server/db/cases/list.ts

select "code" from "incident_categories" where ("name_zh" ilike $1 or "name_en" ilike $2 or "code" = $3);

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint]
    and (c.opened_at, c.id) < ($2::timestamptz, $3::bigint)
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint]
    and c.due_at is not null and c.ended_at is null
    and (c.due_at, c.id) > ($2::timestamptz, $3::bigint)
  order by c.due_at, c.id limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint]
    and c.due_at is not null and c.ended_at is null
  order by c.due_at, c.id limit $2;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint]
  order by c.opened_at desc, c.id desc limit $2;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)))
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then c.due_at < $2::timestamptz else c.late end) or (c.ended_at is null and c.yellow_at <= $3::timestamptz and (c.due_at is null or c.due_at >= $4::timestamptz)))
    and (c.opened_at, c.id) < ($5::timestamptz, $6::bigint)
  order by c.opened_at desc, c.id desc limit $7;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then c.due_at < $2::timestamptz else c.late end) or (c.ended_at is null and c.yellow_at <= $3::timestamptz and (c.due_at is null or c.due_at >= $4::timestamptz)))
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then c.due_at < $2::timestamptz else c.late end))
    and c.due_at is not null and c.ended_at is null
    and (c.due_at, c.id) > ($3::timestamptz, $4::bigint)
  order by c.due_at, c.id limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then c.due_at < $2::timestamptz else c.late end))
    and c.due_at is not null and c.ended_at is null
  order by c.due_at, c.id limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then c.due_at < $2::timestamptz else c.late end))
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then coalesce(c.yellow_at > $2::timestamptz, true) and coalesce(c.due_at >= $3::timestamptz, true)
  else not c.late end))
    and (c.opened_at, c.id) < ($4::timestamptz, $5::bigint)
  order by c.opened_at desc, c.id desc limit $6;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then coalesce(c.yellow_at > $2::timestamptz, true) and coalesce(c.due_at >= $3::timestamptz, true)
  else not c.late end))
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and ((case when c.ended_at is null then coalesce(c.yellow_at > $2::timestamptz, true) and coalesce(c.due_at >= $3::timestamptz, true)
  else not c.late end)) and (c.incident_id like $4
)
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and (c.id <> $2 and c.category = (select "category" from cases where id = $3) and c.position && ST_Expand((select "position" from cases where id = $4), $5::float8)
  and ST_DWithin(c.position::geography, (select "position" from cases where id = $6)::geography, $7))
  order by c.opened_at desc, c.id desc limit $8;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and (c.incident_id like $2
)
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and (c.incident_id like $2
or c.category = any($3::text[]))
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and (c.incident_id like $2
or c.id = $3
)
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and (c.yellow_card_at < $2::timestamptz or c.red_card_at < $3::timestamptz)
    and (c.opened_at, c.id) < ($4::timestamptz, $5::bigint)
  order by c.opened_at desc, c.id desc limit $6;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and (c.yellow_card_at < $2::timestamptz or c.red_card_at < $3::timestamptz)
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.area_ids @> array[$2::bigint]
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = $2 and ((case when c.ended_at is null then c.due_at < $3::timestamptz else c.late end))
    and (c.opened_at, c.id) < ($4::timestamptz, $5::bigint)
  order by c.opened_at desc, c.id desc limit $6;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = $2 and ((case when c.ended_at is null then c.due_at < $3::timestamptz else c.late end))
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = $2 and (c.incident_id like $3
)
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = $2 and c.opened_at >= $3
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = any($2::text[])
    and (c.opened_at, c.id) < ($3::timestamptz, $4::bigint)
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.category = any($2::text[])
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.department_id = $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.ended_at is not null
  order by c.opened_at desc, c.id desc limit $2;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.ended_at is not null and c.opened_at >= $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.ended_at is null and c.opened_at >= $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.id = any($2::bigint[])
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.level = $2
    and (c.opened_at, c.id) < ($3::timestamptz, $4::bigint)
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.level = $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.level = any($2::text[])
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.officer_id = $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.opened_at < $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.opened_at >= $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.opened_at >= $2 and c.opened_at < $3
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.severity = $2
    and (c.opened_at, c.id) < ($3::timestamptz, $4::bigint)
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.severity = $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.severity = any($2::text[])
    and (c.opened_at, c.id) < ($3::timestamptz, $4::bigint)
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.severity = any($2::text[])
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = $2
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = $2 and ((case when c.ended_at is null then c.due_at < $3::timestamptz else c.late end))
    and (c.opened_at, c.id) < ($4::timestamptz, $5::bigint)
  order by c.opened_at desc, c.id desc limit $6;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = $2 and ((case when c.ended_at is null then c.due_at < $3::timestamptz else c.late end))
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = $2 and (c.incident_id like $3
)
    and (c.opened_at, c.id) < ($4::timestamptz, $5::bigint)
  order by c.opened_at desc, c.id desc limit $6;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = $2 and (c.incident_id like $3
)
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = $2 and c.category = $3
  order by c.opened_at desc, c.id desc limit $4;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = any($2::text[])
    and (c.opened_at, c.id) < ($3::timestamptz, $4::bigint)
  order by c.opened_at desc, c.id desc limit $5;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.area_ids @> array[$1::bigint] and c.state = any($2::text[])
  order by c.opened_at desc, c.id desc limit $3;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.id = any($1::bigint[])
  order by c.opened_at desc, c.id desc limit $2;

select c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
c.department_id as "departmentId", to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt", to_char(c.suspended_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "suspendedUntil", c.phase, to_char(c.yellow_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowAt",
to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(c.yellow_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "yellowCardAt", to_char(c.red_card_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "redCardAt", c.late,
c.merged_into as "mergedInto" from cases c
  where true and c.incident_id = $1
  order by c.opened_at desc, c.id desc limit $2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
    count(*)::int as count
  from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and ((case when c.ended_at is null then coalesce(c.yellow_at > $5::timestamptz, true) and coalesce(c.due_at >= $6::timestamptz, true)
  else not c.late end)) and (c.incident_id like $7
)
  group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
    count(*)::int as count
  from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and (c.incident_id like $5
)
  group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
    count(*)::int as count
  from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and (c.incident_id like $5
or c.id = $6
)
  group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
    count(*)::int as count
  from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.category = $5 and (c.incident_id like $6
)
  group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
    count(*)::int as count
  from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.state = $5 and (c.incident_id like $6
)
  group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint]
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and ((c.ended_at is null and c.yellow_at <= $5::timestamptz and (c.due_at is null or c.due_at >= $6::timestamptz)))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and ((case when c.ended_at is null then c.due_at < $5::timestamptz else c.late end) or (c.ended_at is null and c.yellow_at <= $6::timestamptz and (c.due_at is null or c.due_at >= $7::timestamptz)))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and ((case when c.ended_at is null then c.due_at < $5::timestamptz else c.late end))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and ((case when c.ended_at is null then coalesce(c.yellow_at > $5::timestamptz, true) and coalesce(c.due_at >= $6::timestamptz, true)
else not c.late end))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and (c.id <> $5 and c.category = (select "category" from cases where id = $6) and c.position && ST_Expand((select "position" from cases where id = $7), $8::float8)
and ST_DWithin(c.position::geography, (select "position" from cases where id = $9)::geography, $10))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and (c.yellow_card_at < $5::timestamptz or c.red_card_at < $6::timestamptz)
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.area_ids @> array[$5::bigint]
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.category = $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.category = $5 and ((case when c.ended_at is null then c.due_at < $6::timestamptz else c.late end))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.category = any($5::text[])
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.department_id = $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.ended_at is not null
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.level = $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.level = any($5::text[])
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.officer_id = $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.opened_at < $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.opened_at >= $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.severity = $5
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.severity = any($5::text[])
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.state = $5 and ((case when c.ended_at is null then c.due_at < $6::timestamptz else c.late end))
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.state = $5 and c.category = $6
group by 1, 2 order by 1, 2;

select c.state, case when (case when c.ended_at is null then c.due_at < $1::timestamptz else c.late end) then 'red' when (c.ended_at is null and c.yellow_at <= $2::timestamptz and (c.due_at is null or c.due_at >= $3::timestamptz)) then 'yellow' else 'green' end as light,
  count(*)::int as count
from cases c where c.ended_at is null and true and c.area_ids @> array[$4::bigint] and c.state = any($5::text[])
group by 1, 2 order by 1, 2;

-- server/db/cases/overdue.ts

update cases set told_due_at = due_at where id in (
  select id from cases
  where ended_at is null and due_at < $1 and told_due_at is distinct from due_at
  order by due_at limit $2 for update)
returning id;

-- server/db/cases/own.ts

with led as (
  select p.area_id from posts p
  where p.officer_id = $1 and p.role = 'leader' and p.superseded is null
    and ($2::timestamptz at time zone area_time_zone(p.area_id, $3))::date
      between p.first_day and coalesce(p.last_day, 'infinity')
)
    select c.id from cases c
    where c.ended_at is null and (c.officer_id = $4
      or (c.grid_id = $5::bigint and c.level = 'grid' and c.officer_id is null and c.department_id is null)
      or (c.state = 'handled' and c.area_ids && array(select area_id from led)))
    order by c.opened_at desc, c.id desc limit $6;

with led as (
  select p.area_id from posts p
  where p.officer_id = $1 and p.role = 'leader' and p.superseded is null
    and ($2::timestamptz at time zone area_time_zone(p.area_id, $3))::date
      between p.first_day and coalesce(p.last_day, 'infinity')
), stood as (
  select a.area_id from officer_leave l join officer_assignments a on a.officer_id = l.officer_id
  where l.substitute_id = $4 and a.valid_from <= $5::timestamptz
    and (a.valid_to is null or $6::timestamptz < a.valid_to)
    and ($7::timestamptz at time zone area_time_zone(a.area_id, $8))::date between l.first_day and l.last_day
)
    select c.id from cases c
    where c.ended_at is null and (c.officer_id = $9
      or ((c.grid_id = $10::bigint or c.grid_id in (select area_id from stood)) and c.level = 'grid' and c.officer_id is null and c.department_id is null)
      or (c.state = 'handled' and c.area_ids && array(select area_id from led)))
    order by c.opened_at desc, c.id desc limit $11;

with led as (
  select p.area_id from posts p
  where p.officer_id = $1 and p.role = 'leader' and p.superseded is null
    and ($2::timestamptz at time zone area_time_zone(p.area_id, $3))::date
      between p.first_day and coalesce(p.last_day, 'infinity')
), stood as (
  select a.area_id from officer_leave l join officer_assignments a on a.officer_id = l.officer_id
  where l.substitute_id = $4 and a.valid_from <= $5::timestamptz
    and (a.valid_to is null or $6::timestamptz < a.valid_to)
    and ($7::timestamptz at time zone area_time_zone(a.area_id, $8))::date between l.first_day and l.last_day
), at as (
      select c.*, (select max(n) from unnest(c.area_ids) with ordinality a (id, n) where a.id in (select area_id from led)) as n
      from cases c where c.id = $9
    )
    select at.levels[at.n] as level, round(date_part('epoch', at.opened_at) * 1000) as "openedMs" from at
    where at.n is not null or at.officer_id = $10 or at.grid_id = $11::bigint
      or at.grid_id in (select area_id from stood)
      or exists (select from case_facts f where f.case_id = at.id and $12 in (f.officer_id, f.to_officer_id));

-- server/db/cases/photos.ts

delete from case_photos where received_at < $1 returning id;

insert into case_photos (case_id, id, step, by_name, image, received_at)
select $1::bigint, $2, $3, $4, $5::bytea, $6
where (select count(*) from case_photos where case_id = $7) < $8
  or exists (select from case_photos where case_id = $9 and id = $10)
on conflict (case_id, id) do update set step = case_photos.step
returning id;

select image from case_photos where case_id = $1 and id = $2;

select p.id, p.step, p.by_name as by, a.officer_id as "officerId", to_char(p.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt"
from case_photos p left join handhelds h on h.code = substr(p.by_name, $1) and p.by_name like 'handheld:%'
left join handheld_assignments a on a.handheld_id = h.id and p.received_at >= a.valid_from and (a.valid_to is null or p.received_at < a.valid_to)
where p.case_id = $2 order by p.received_at, p.id;

-- server/db/cases/place-cases.ts

select c.id from cases c where c.id = any($1::bigint[]) and c.state = 'withdrawn' and (
  select f.id like $2 from case_facts f where f.case_id = c.id and f.step = 'withdraw'
  order by f.at desc limit 1)
order by c.id;

select from cases c join incidents i on i.id = c.incident_id where c.id = $1;

select id, incident_id as "incidentId" from cases where incident_id = any($1::text[]);

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
), chosen as (
    select i.*, c.points, coalesce(o.opened_at, $1::timestamptz) as opened_at
    from incidents i join incident_categories c on c.code = i.category
    join path p on p.code = i.category and p.parent_code is null
    left join cases o on o.incident_id = i.id
    where i.id = any($2::text[]) and (exists (select from cases c where c.incident_id = i.id)
        or (coalesce((
select c.opens_case from unnest(p.kinds) with ordinality k (code, n) join incident_categories c on c.code = k.code
where c.opens_case is not null order by k.n limit 1), false) and i.occurred_to >= $3))
  ), ladder as (
    select c.id, v.area_id, v.level, v.parent_id, 1 as n, c.opened_at
    from chosen c cross join lateral (
      select v.* from area_versions v
      where v.valid_from <= c.opened_at and (v.valid_to is null or c.opened_at < v.valid_to)
        and case when c.grid_id is null then ST_Covers(v.geom, c.position) else v.area_id = c.grid_id end
      order by array_position(array['grid', 'village', 'town', 'district', 'city'], v.level), v.area_id limit 1) v
    union all
    select l.id, v.area_id, v.level, v.parent_id, l.n + 1, l.opened_at
    from ladder l join area_versions v on v.area_id = l.parent_id
      and v.valid_from <= l.opened_at and (v.valid_to is null or l.opened_at < v.valid_to)
  ), placed as (
    select id, array_agg(area_id order by n) as area_ids, array_agg(level order by n) as levels from ladder group by id
  )
  insert into cases (incident_id, category, severity, points, position, grid_id, area_ids, levels, opened_at, level, area_id,
    changed_at)
  select c.id, c.category, c.severity, c.points, c.position, c.grid_id, p.area_ids, p.levels, c.opened_at, p.levels[1],
    p.area_ids[1], c.opened_at
  from chosen c join placed p on p.id = c.id
  order by c.id
  on conflict (incident_id) do update set category = excluded.category, severity = excluded.severity,
    points = case when cases.category = excluded.category then cases.points else excluded.points end,
    position = excluded.position, grid_id = case when ST_Equals(cases.position, excluded.position) then cases.grid_id else excluded.grid_id end,
    area_ids = case when ST_Equals(cases.position, excluded.position) then cases.area_ids else excluded.area_ids end,
    levels = case when ST_Equals(cases.position, excluded.position) then cases.levels else excluded.levels end
  returning id;

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
), chosen as (
    select i.*, c.points, coalesce(o.opened_at, $1::timestamptz) as opened_at
    from incidents i join incident_categories c on c.code = i.category
    join path p on p.code = i.category and p.parent_code is null
    left join cases o on o.incident_id = i.id
    where i.id = any($2::text[]) and true
  ), ladder as (
    select c.id, v.area_id, v.level, v.parent_id, 1 as n, c.opened_at
    from chosen c cross join lateral (
      select v.* from area_versions v
      where v.valid_from <= c.opened_at and (v.valid_to is null or c.opened_at < v.valid_to)
        and case when c.grid_id is null then ST_Covers(v.geom, c.position) else v.area_id = c.grid_id end
      order by array_position(array['grid', 'village', 'town', 'district', 'city'], v.level), v.area_id limit 1) v
    union all
    select l.id, v.area_id, v.level, v.parent_id, l.n + 1, l.opened_at
    from ladder l join area_versions v on v.area_id = l.parent_id
      and v.valid_from <= l.opened_at and (v.valid_to is null or l.opened_at < v.valid_to)
  ), placed as (
    select id, array_agg(area_id order by n) as area_ids, array_agg(level order by n) as levels from ladder group by id
  )
  insert into cases (incident_id, category, severity, points, position, grid_id, area_ids, levels, opened_at, level, area_id,
    changed_at)
  select c.id, c.category, c.severity, c.points, c.position, c.grid_id, p.area_ids, p.levels, c.opened_at, p.levels[1],
    p.area_ids[1], c.opened_at
  from chosen c join placed p on p.id = c.id
  order by c.id
  on conflict (incident_id) do update set category = excluded.category, severity = excluded.severity,
    points = case when cases.category = excluded.category then cases.points else excluded.points end,
    position = excluded.position, grid_id = case when ST_Equals(cases.position, excluded.position) then cases.grid_id else excluded.grid_id end,
    area_ids = case when ST_Equals(cases.position, excluded.position) then cases.area_ids else excluded.area_ids end,
    levels = case when ST_Equals(cases.position, excluded.position) then cases.levels else excluded.levels end
  returning id;

-- server/db/cases/standings.ts

delete from case_spans where case_id = any($1::bigint[]);

insert into case_spans (case_id, n, phase, level, from_at, to_at, kept, due_at)
select id, n, phase, level, "from", "to", kept, due from json_to_recordset($1::json) as s (id int8, n int, phase text,
  level text, "from" timestamptz, "to" timestamptz, kept boolean, due timestamptz);

select a.id, area_time_zone(a.id, 'infinity') as "timeZone"
from unnest($1::bigint[]) as a (id);

select id, version, ended_at is not null as "hadEnded", to_jsonb(area_ids) as "areaIds", levels, severity, category
from cases where id = any($1::bigint[]) order by id for update;

select id, version, ended_at is not null as "hadEnded", to_jsonb(area_ids) as "areaIds", levels, severity, category
from cases where id = any($1::bigint[]) order by id;

update cases c set version = c.version + 1, changed_at = $1, state = s.state, level = s.level,
  area_id = s.area, officer_id = s.officer, department_id = s.department, opened_at = s.opened,
  ended_at = s.ended, suspended_until = s.stands, merged_into = s.merged, rating = s.rating, phase = s.phase,
  yellow_at = s.yellow, due_at = s.due, yellow_card_at = s."yellowCard", red_card_at = s."redCard", late = s.late
from json_to_recordset($2::json) as s (id int8, state text, level text, area int8, officer int8, department int8,
  opened timestamptz, ended timestamptz, stands timestamptz, merged int8, rating int, phase text, yellow timestamptz,
  due timestamptz, "yellowCard" timestamptz, "redCard" timestamptz, late boolean)
where c.id = s.id;

with recursive path as (
  select code, array[code] as kinds, parent_code from incident_categories
  where code = any($1::text[])
  union all
  select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
)
select code, kinds as categories from path where parent_code is null;
