-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/imports/before.ts

select code, id from areas a where code = any($1::text[]) and exists (select from area_versions v where v.area_id = a.id and v.level = 'grid');

select code, id from areas where code = any($1::text[]);

select code, parent_code as parent, name_zh as "nameZh", name_en as "nameEn", points, opens_case as "opensCase"
from incident_categories where code = any($1::text[]);

select code, secret_hash as "secretHash", datum from handhelds where code = any($1::text[]);

select o.code, o.id, o.name, o.category, h.code as home from officers o left join areas h on h.id = o.home_area_id where o.code = any($1::text[]);

select officer_id as "officerId", first_day::text as "firstDay", last_day::text as "lastDay", kind,
  substitute_id as "substituteId"
from officer_leave where officer_id = any($1::bigint[]);

select u.name as code, u.id, u.role, a.code as area, u.subject is not null as provided
from users u join areas a on a.id = u.area_id where u.name = any($1::text[]);

-- server/db/imports/rows.ts

select code, parent_code as parent, name_zh as "nameZh", name_en as "nameEn", points
from incident_categories where retired_at is null order by parent_code is not null, code;

select d.code, d.name, d.kind as "departmentKind", a.code as area, u.category as "incidentCategory",
    case when u.at_once then 'yes' else 'no' end as "sentAtOnce", o.code as officer
  from departments d
  cross join lateral generate_series(1, greatest(
    (select count(*) from department_duties u where u.department_id = d.id),
    (select count(*) from department_people p where p.department_id = d.id))) k
  join lateral (select area_id, category, at_once, row_number() over (order by area_id, category) as place, count(*) over () as duties
    from department_duties u where u.department_id = d.id) u on u.place = least(k, u.duties)
  join areas a on a.id = u.area_id
  left join lateral (select officer_id, row_number() over (order by officer_id) as place
    from department_people p where p.department_id = d.id) p on p.place = k
  left join officers o on o.id = p.officer_id
  where exists (select from department_duties u where u.department_id = d.id
and (area_within(u.area_id, $1::bigint, 'infinity') or area_within($2::bigint, u.area_id, 'infinity'))) order by d.code, k;

select day::text as day, kind as "dayKind", name as festival from holidays h order by h.day;

select h.code, h.datum, o.code as officer
  from handhelds h
  left join handheld_assignments ha on ha.handheld_id = h.id and "ha"."valid_from" <= $1::timestamptz and ("ha"."valid_to" is null or $2::timestamptz < "ha"."valid_to")
  left join officers o on o.id = ha.officer_id
  where o.id is null or (o.id in (select officer_id from officer_assignments where area_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz)))
or not exists (select from officer_assignments a where a.officer_id = o.id)) order by h.code;

select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
where p.superseded is null and p.area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz)) order by 1, 2, 3, 4;

select o.code as officer, g.code as grid, null as handheld, replace(to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z') as "from", replace(to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z') as "to"
  from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id where (o.id in (select officer_id from officer_assignments where area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz)))
or not exists (select from officer_assignments a where a.officer_id = o.id))
  union all
  select o.code, null, h.code, replace(to_char(a.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z'), replace(to_char(a.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z')
  from handheld_assignments a join officers o on o.id = a.officer_id join handhelds h on h.id = a.handheld_id where (o.id in (select officer_id from officer_assignments where area_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz)))
or not exists (select from officer_assignments a where a.officer_id = o.id))
  order by 1, 4, 2, 3;

select o.code as officer, l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind as "leaveKind",
    s.code as substitute
  from officer_leave l join officers o on o.id = l.officer_id left join officers s on s.id = l.substitute_id
  where (o.id in (select officer_id from officer_assignments where area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz)))
or not exists (select from officer_assignments a where a.officer_id = o.id)) order by 2, 1;

select o.code, o.name, o.category, g.code as grid, h.code as handheld, m.code as home
  from officers o
  left join areas m on m.id = o.home_area_id
  left join officer_assignments oa on oa.officer_id = o.id and "oa"."valid_from" <= $1::timestamptz and ("oa"."valid_to" is null or $2::timestamptz < "oa"."valid_to")
  left join areas g on g.id = oa.area_id
  left join lateral (select min(d.code) as code from handheld_assignments ha join handhelds d on d.id = ha.handheld_id
    where ha.officer_id = o.id and "ha"."valid_from" <= $3::timestamptz and ("ha"."valid_to" is null or $4::timestamptz < "ha"."valid_to")) h on true
  where (o.id in (select officer_id from officer_assignments where area_id in (select area_subtree($5::bigint, '-infinity', $6::timestamptz)))
or not exists (select from officer_assignments a where a.officer_id = o.id)) order by o.code;

select u.name, u.role as "accountRole", a.code as area
from users u join areas a on a.id = u.area_id where u.area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz)) order by u.name;

-- server/db/imports/turn.ts

select pg_advisory_xact_lock($1::int, $2::int);

-- server/services/imports/apply-parts.ts

select "id", "code" from "officers" where "code" in ($1, $2);
