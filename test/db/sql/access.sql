-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/access/standings.ts

with claims as materialized (
    select * from json_to_recordset($1::json)
      as c (n int, id int8, code text, since timestamptz, until timestamptz)
  ), owners as (
  select c.n, coalesce(oa.area_id, o.home_area_id, t.home_area_id) as area_id,
    case when $2::timestamptz between greatest(ha.valid_from, oa.valid_from, c.since) and least(ha.valid_to, oa.valid_to, c.until) then $3::timestamptz else greatest(ha.valid_from, oa.valid_from, c.since) end as moment, true as owns
  from claims c join handhelds t on t.id = c.id
  left join handheld_assignments ha on ha.handheld_id = t.id
    and ha.valid_from <= c.until and (ha.valid_to is null or c.since < ha.valid_to)
  left join officers o on o.id = ha.officer_id
  left join officer_assignments oa on oa.officer_id = ha.officer_id and oa.valid_from <= least(c.until, ha.valid_to)
    and (oa.valid_to is null or greatest(c.since, ha.valid_from) < oa.valid_to)
  ), placed as (
    select area_id, moment, area_within(area_id, $4::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($5::timestamptz) where area_id = $6 and parent_id is null)) as inside
    from owners o left join placed p on p.area_id = o.area_id and p.moment = o.moment
  )
  select n, bool_or(inside) as seen, coalesce(bool_and(inside) filter (where owns), bool_or(inside)) as held,
    string_agg(distinct (select name from area_versions v where v.area_id = j.area_id order by version desc limit 1), ', ')
      filter (where owns and not inside) as others
  from judged j group by n;

with claims as materialized (
    select * from json_to_recordset($1::json)
      as c (n int, id int8, code text, since timestamptz, until timestamptz)
  ), owners as (
  select c.n, t.grid_id as area_id, t.start_time as moment, true as owns
  from claims c join patrols t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $2::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($3::timestamptz) where area_id = $4 and parent_id is null)) as inside
    from owners o left join placed p on p.area_id = o.area_id and p.moment = o.moment
  )
  select n, bool_or(inside) as seen, coalesce(bool_and(inside) filter (where owns), bool_or(inside)) as held,
    string_agg(distinct (select name from area_versions v where v.area_id = j.area_id order by version desc limit 1), ', ')
      filter (where owns and not inside) as others
  from judged j group by n;

with claims as materialized (
    select * from json_to_recordset($1::json)
      as c (n int, id int8, code text, since timestamptz, until timestamptz)
  ), owners as (
  select c.n, t.id as area_id, case when c.until < $2::timestamptz then c.since else greatest(c.since, $3::timestamptz) end as moment, true as owns
  from claims c join areas t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $4::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($5::timestamptz) where area_id = $6 and parent_id is null)) as inside
    from owners o left join placed p on p.area_id = o.area_id and p.moment = o.moment
  )
  select n, bool_or(inside) as seen, coalesce(bool_and(inside) filter (where owns), bool_or(inside)) as held,
    string_agg(distinct (select name from area_versions v where v.area_id = j.area_id order by version desc limit 1), ', ')
      filter (where owns and not inside) as others
  from judged j group by n;

with claims as materialized (
    select * from json_to_recordset($1::json)
      as c (n int, id int8, code text, since timestamptz, until timestamptz)
  ), owners as (
  select c.n, told.area_id, t.at as moment, t.area_ids is null as owns
  from claims c join alerts t on t.id = c.id
  cross join lateral (
    select unnest(t.area_ids) as area_id
    union all
    select coalesce(t.grid_id, oa.area_id, o.home_area_id) from officers o
    left join officer_assignments oa on t.grid_id is null and oa.officer_id = o.id
      and oa.valid_from <= t.at and (oa.valid_to is null or t.at < oa.valid_to)
    where t.area_ids is null and o.id = t.officer_id) told
  ), placed as (
    select area_id, moment, area_within(area_id, $2::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($3::timestamptz) where area_id = $4 and parent_id is null)) as inside
    from owners o left join placed p on p.area_id = o.area_id and p.moment = o.moment
  )
  select n, bool_or(inside) as seen, coalesce(bool_and(inside) filter (where owns), bool_or(inside)) as held,
    string_agg(distinct (select name from area_versions v where v.area_id = j.area_id order by version desc limit 1), ', ')
      filter (where owns and not inside) as others
  from judged j group by n;
