-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/access/access-log.ts

select drop_access_log($1::timestamptz)::int as dropped;

select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, by, address, purpose, "patrolId", act, to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until from (
  select id, at, by, address, detail::json ->> 'purpose' as purpose, (case when act = 'getEvidence' then detail::json -> 'params' ->> 'patrolId' end)::float8 as "patrolId", act, since, until
  from access_log where kind = 'look' and officer_ids @> array[$1::bigint]
  union all
  select 0, viewed_at, viewed_by, null, null, patrol_id, case when patrol_id is null then 'getTrack' else 'getEvidence' end, null, null
  from track_views where officer_id = $2
) l where at >= $3 order by l.at desc, id desc limit 500;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and at >= $3
    and true
    and true
    and true
    and true
    and act = $4
    and true
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and at >= $3
    and true
    and true
    and true
    and true
    and true
    and officer_ids @> array[$4::bigint]
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and at < $3
    and true
    and true
    and true
    and true
    and officer_ids @> array[$4::bigint]
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and kind = $3
    and true
    and strpos(lower(detail), lower($4)) > 0
    and true
    and true
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and kind = $3
    and true
    and true
    and true
    and true
    and true
  order by id desc limit $4;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and strpos(lower(by), lower($3)) > 0
    and true
    and act = $4
    and true
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and strpos(lower(by), lower($3)) > 0
    and true
    and true
    and officer_ids @> array[$4::bigint]
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and strpos(lower(by), lower($3)) > 0
    and true
    and true
    and true
    and true
  order by id desc limit $4;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and true
    and strpos(lower(detail), lower($3)) > 0
    and true
    and officer_ids @> array[$4::bigint]
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and true
    and true
    and act = $3
    and officer_ids @> array[$4::bigint]
    and true
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and true
    and true
    and act = $3
    and true
    and true
  order by id desc limit $4;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and true
    and true
    and true
    and officer_ids @> array[$3::bigint]
    and id < $4
  order by id desc limit $5;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and true
    and true
    and true
    and officer_ids @> array[$3::bigint]
    and true
  order by id desc limit $4;

with below as (
    select area_subtree($1::bigint, '-infinity', 'infinity') as id
  )
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, by, area_id as "areaId", address, act, to_json(officer_ids) as "officerIds",
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, detail,
    exists (select from act_changes c where c.entry_id = access_log.id
      and not exists (select from act_changes u where u.undoes = c.entry_id)) as "canBeTakenBack"
  from access_log
  where (area_id in (select id from below)
      or area_id is null and exists (
select from areas_at(now()) where area_id = $2 and parent_id is null)
      or officer_ids && array(select officer_id from officer_assignments where area_id in (select id from below)))
    and true
    and true
    and true
    and true
    and true
    and true
    and true
    and true
  order by id desc limit $3;

with entry (at, kind, by, area_id, address, act, officer_ids, since, until, detail) as (
  values ($1::timestamptz, $2::text, $3::text, $4::bigint, $5::text,
    $6::text, $7::bigint[], $8::timestamptz, $9::timestamptz,
    $10::text)
), head as (
  update access_log_head h set id = h.id + 1, hash = sha256(h.hash || access_log_line(h.id + 1, at, kind, by, area_id, address, act, officer_ids, since, until, detail))
  from entry
  returning h.id, h.hash
)
insert into access_log (id, at, kind, by, area_id, address, act, officer_ids, since, until, detail, hash) select head.id, entry.*, head.hash from head, entry
returning id::float8 as id;

-- server/db/access/act-changes.ts

insert into act_changes (entry_id, changed, undoes) values ($1, $2, $3);

select c.changed, exists (select from act_changes u where u.undoes = c.entry_id) as "isTakenBack"
from act_changes c join access_log l on l.id = c.entry_id
where c.entry_id = $1 and l.area_id in (select area_subtree($2::bigint, '-infinity', 'infinity'));

select pg_advisory_xact_lock($1::bigint);

-- server/db/access/disclosed.ts

with carried as (
    select ha.handheld_id, ha.officer_id,
      tstzrange(ha.valid_from, ha.valid_to) * tstzrange($1, $2, '[]') as during
    from handheld_assignments ha
    where ha.handheld_id = $3 and tstzrange(ha.valid_from, ha.valid_to) && tstzrange($4, $5, '[]')
  ), placed as (
    select c.handheld_id, c.officer_id, oa.area_id,
      c.during * tstzrange(oa.valid_from, oa.valid_to) * tstzrange(v.valid_from, v.valid_to) as during
    from carried c
    join officer_assignments oa on oa.officer_id = c.officer_id and tstzrange(oa.valid_from, oa.valid_to) && c.during
    join area_versions v on v.area_id = oa.area_id
  ), stretches as (
    select * from placed
    union all
    select c.handheld_id, c.officer_id, oh.area_id, bare.during * tstzrange(oh.valid_from, oh.valid_to)
    from carried c join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oh.officer_id = c.officer_id
    cross join lateral unnest(tstzmultirange(c.during) - coalesce(
      (select range_agg(tstzrange(valid_from, valid_to)) from officer_assignments where officer_id = c.officer_id),
      '{}'::tstzmultirange)) bare (during)
  )
  select handheld_id as "handheldId", officer_id as "officerId",
    (extract(epoch from lower(during)) * 1000)::float8 as "fromMs",
    (extract(epoch from upper(during)) * 1000 - (not upper_inc(during))::int)::float8 as "toMs"
  from stretches
  where not isempty(during) and case when area_id is null then exists (
select from areas_at($6::timestamptz) where area_id = $7 and parent_id is null)
    else area_within(area_id, $8::bigint, lower(during)) end
  order by 3, 1;

with carried as (
    select ha.handheld_id, ha.officer_id,
      tstzrange(ha.valid_from, ha.valid_to) * tstzrange($1, $2, '[]') as during
    from handheld_assignments ha
    where ha.officer_id = $3 and tstzrange(ha.valid_from, ha.valid_to) && tstzrange($4, $5, '[]')
  ), placed as (
    select c.handheld_id, c.officer_id, oa.area_id,
      c.during * tstzrange(oa.valid_from, oa.valid_to) * tstzrange(v.valid_from, v.valid_to) as during
    from carried c
    join officer_assignments oa on oa.officer_id = c.officer_id and tstzrange(oa.valid_from, oa.valid_to) && c.during
    join area_versions v on v.area_id = oa.area_id
  ), stretches as (
    select * from placed
    union all
    select c.handheld_id, c.officer_id, oh.area_id, bare.during * tstzrange(oh.valid_from, oh.valid_to)
    from carried c join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oh.officer_id = c.officer_id
    cross join lateral unnest(tstzmultirange(c.during) - coalesce(
      (select range_agg(tstzrange(valid_from, valid_to)) from officer_assignments where officer_id = c.officer_id),
      '{}'::tstzmultirange)) bare (during)
  )
  select handheld_id as "handheldId", officer_id as "officerId",
    (extract(epoch from lower(during)) * 1000)::float8 as "fromMs",
    (extract(epoch from upper(during)) * 1000 - (not upper_inc(during))::int)::float8 as "toMs"
  from stretches
  where not isempty(during) and case when area_id is null then exists (
select from areas_at($6::timestamptz) where area_id = $7 and parent_id is null)
    else area_within(area_id, $8::bigint, lower(during)) end
  order by 3, 1;

with carried as (
    select ha.handheld_id, ha.officer_id,
      tstzrange(ha.valid_from, ha.valid_to) * tstzrange($1, $2, '[]') as during
    from handheld_assignments ha
    where true and tstzrange(ha.valid_from, ha.valid_to) && tstzrange($3, $4, '[]')
  ), placed as (
    select c.handheld_id, c.officer_id, oa.area_id,
      c.during * tstzrange(oa.valid_from, oa.valid_to) * tstzrange(v.valid_from, v.valid_to) as during
    from carried c
    join officer_assignments oa on oa.officer_id = c.officer_id and tstzrange(oa.valid_from, oa.valid_to) && c.during
    join area_versions v on v.area_id = oa.area_id
  ), stretches as (
    select * from placed
    union all
    select c.handheld_id, c.officer_id, oh.area_id, bare.during * tstzrange(oh.valid_from, oh.valid_to)
    from carried c join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oh.officer_id = c.officer_id
    cross join lateral unnest(tstzmultirange(c.during) - coalesce(
      (select range_agg(tstzrange(valid_from, valid_to)) from officer_assignments where officer_id = c.officer_id),
      '{}'::tstzmultirange)) bare (during)
  )
  select handheld_id as "handheldId", officer_id as "officerId",
    (extract(epoch from lower(during)) * 1000)::float8 as "fromMs",
    (extract(epoch from upper(during)) * 1000 - (not upper_inc(during))::int)::float8 as "toMs"
  from stretches
  where not isempty(during) and case when area_id is null then exists (
select from areas_at($5::timestamptz) where area_id = $6 and parent_id is null)
    else area_within(area_id, $7::bigint, lower(during)) end
  order by 3, 1;

with carried as (
    select ha.handheld_id, ha.officer_id,
      tstzrange(ha.valid_from, ha.valid_to) * tstzrange($1, $2, '[]') as during
    from handheld_assignments ha
    where true and tstzrange(ha.valid_from, ha.valid_to) && tstzrange($3, $4, '[]')
  ), placed as (
    select c.handheld_id, c.officer_id, oa.area_id,
      c.during * tstzrange(oa.valid_from, oa.valid_to) * tstzrange(v.valid_from, v.valid_to) as during
    from carried c
    join officer_assignments oa on oa.officer_id = c.officer_id and tstzrange(oa.valid_from, oa.valid_to) && c.during
    join area_versions v on v.area_id = oa.area_id
  ), stretches as (
    select * from placed
    union all
    select c.handheld_id, c.officer_id, oh.area_id, bare.during * tstzrange(oh.valid_from, oh.valid_to)
    from carried c join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oh.officer_id = c.officer_id
    cross join lateral unnest(tstzmultirange(c.during) - coalesce(
      (select range_agg(tstzrange(valid_from, valid_to)) from officer_assignments where officer_id = c.officer_id),
      '{}'::tstzmultirange)) bare (during)
  )
  select handheld_id as "handheldId", officer_id as "officerId",
    (extract(epoch from lower(during)) * 1000)::float8 as "fromMs",
    (extract(epoch from upper(during)) * 1000 - (not upper_inc(during))::int)::float8 as "toMs"
  from stretches
  where not isempty(during) and case when area_id is null then exists (
select from areas_at($5::timestamptz) where area_id = $6 and parent_id is null)
    else area_within(area_id, $7::bigint, lower(during)) end and case when area_id is null then exists (
select from areas_at($8::timestamptz) where area_id = $9 and parent_id is null)
    else area_within(area_id, $10::bigint, lower(during)) end
  order by 3, 1;

-- server/db/access/rows-of-things.ts

select t.code::text as key, to_jsonb(t) as row from "departments" t
where t.code::text = any($1::text[]);

select t.code::text as key, to_jsonb(t) as row from "handhelds" t
where t.code::text = any($1::text[]);

select t.code::text as key, to_jsonb(t) as row from "officers" t
where t.code::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "alerts" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "api_keys" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "cases" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "handhelds" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "incidents" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "nominations" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "officers" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "studies" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "users" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "warnings" t
where t.id::text = any($1::text[]);

select t.id::text as key, to_jsonb(t) as row from "webhooks" t
where t.id::text = any($1::text[]);

select t.patrol_id::text || '/' || t.id as key, to_jsonb(t) as row from "contests" t
where t.patrol_id::text = any($1::text[]);

-- server/db/access/standings.ts

select exists (
select from areas_at($1::timestamptz) where area_id = $2 and parent_id is null) as top;

with claims as materialized (
    select * from json_to_recordset($1::json)
      as c (n int, id int8, code text, since timestamptz, until timestamptz)
  ), owners as (
  select c.n, coalesce(oa.area_id, oh.area_id, t.home_area_id) as area_id,
    case when $2::timestamptz between greatest(ha.valid_from, oa.valid_from, oh.valid_from, c.since) and least(ha.valid_to, oa.valid_to, oh.valid_to, c.until) then $3::timestamptz else greatest(ha.valid_from, oa.valid_from, oh.valid_from, c.since) end as moment, true as owns
  from claims c join handhelds t on t.code = c.code
  left join handheld_assignments ha on ha.handheld_id = t.id
    and ha.valid_from <= c.until and (ha.valid_to is null or c.since < ha.valid_to)
  left join officer_assignments oa on oa.officer_id = ha.officer_id and oa.valid_from <= least(c.until, ha.valid_to)
    and (oa.valid_to is null or greatest(c.since, ha.valid_from) < oa.valid_to)
  left join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oa.officer_id is null and oh.officer_id = ha.officer_id and oh.valid_from <= least(c.until, ha.valid_to)
    and (oh.valid_to is null or greatest(c.since, ha.valid_from) < oh.valid_to)
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
  select c.n, coalesce(oa.area_id, oh.area_id, t.home_area_id) as area_id,
    case when $2::timestamptz between greatest(ha.valid_from, oa.valid_from, oh.valid_from, c.since) and least(ha.valid_to, oa.valid_to, oh.valid_to, c.until) then $3::timestamptz else greatest(ha.valid_from, oa.valid_from, oh.valid_from, c.since) end as moment, true as owns
  from claims c join handhelds t on t.id = c.id
  left join handheld_assignments ha on ha.handheld_id = t.id
    and ha.valid_from <= c.until and (ha.valid_to is null or c.since < ha.valid_to)
  left join officer_assignments oa on oa.officer_id = ha.officer_id and oa.valid_from <= least(c.until, ha.valid_to)
    and (oa.valid_to is null or greatest(c.since, ha.valid_from) < oa.valid_to)
  left join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oa.officer_id is null and oh.officer_id = ha.officer_id and oh.valid_from <= least(c.until, ha.valid_to)
    and (oh.valid_to is null or greatest(c.since, ha.valid_from) < oh.valid_to)
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
  select c.n, coalesce(t.grid_id, spot.area_id) as area_id, t.occurred_from as moment, true as owns
  from claims c
  cross join lateral (
    select grid_id, position, occurred_from from incidents where id = c.code
    union all (
      select grid_id, position, occurred_from from incident_versions where incident_id = c.code order by version desc limit 1)
    limit 1) t
  left join lateral (
    select v.area_id from area_versions v where t.grid_id is null and ST_Covers(v.geom, t.position)
    order by array_position(array['grid', 'village', 'town', 'district', 'city'], v.level), v.area_id limit 1) spot on true
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
  select c.n, p.area_id, case when $2::timestamptz between greatest(p.first_day, c.since) and least(p.last_day + 1, c.until) then $3::timestamptz else greatest(p.first_day, c.since) end as moment, false as owns
  from claims c join officers t on t.code = c.code
  join posts p on p.officer_id = t.id and p.superseded is null and p.first_day <= c.until and (p.last_day is null or c.since < p.last_day + 1)
  union all
  select c.n, coalesce(oa.area_id, oh.area_id) as area_id,
    case when $4::timestamptz between greatest(oa.valid_from, oh.valid_from, c.since) and least(oa.valid_to, oh.valid_to, c.until) then $5::timestamptz else greatest(oa.valid_from, oh.valid_from, c.since) end as moment, true as owns
  from claims c join officers t on t.code = c.code
  left join officer_assignments oa on oa.officer_id = t.id
    and oa.valid_from <= c.until and (oa.valid_to is null or c.since < oa.valid_to)
  left join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oa.officer_id is null and oh.officer_id = t.id
    and oh.valid_from <= c.until and (oh.valid_to is null or c.since < oh.valid_to)
  ), placed as (
    select area_id, moment, area_within(area_id, $6::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($7::timestamptz) where area_id = $8 and parent_id is null)) as inside
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
  select c.n, p.area_id, case when $2::timestamptz between greatest(p.first_day, c.since) and least(p.last_day + 1, c.until) then $3::timestamptz else greatest(p.first_day, c.since) end as moment, false as owns
  from claims c join officers t on t.id = c.id
  join posts p on p.officer_id = t.id and p.superseded is null and p.first_day <= c.until and (p.last_day is null or c.since < p.last_day + 1)
  union all
  select c.n, coalesce(oa.area_id, oh.area_id) as area_id,
    case when $4::timestamptz between greatest(oa.valid_from, oh.valid_from, c.since) and least(oa.valid_to, oh.valid_to, c.until) then $5::timestamptz else greatest(oa.valid_from, oh.valid_from, c.since) end as moment, true as owns
  from claims c join officers t on t.id = c.id
  left join officer_assignments oa on oa.officer_id = t.id
    and oa.valid_from <= c.until and (oa.valid_to is null or c.since < oa.valid_to)
  left join (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) oh on oa.officer_id is null and oh.officer_id = t.id
    and oh.valid_from <= c.until and (oh.valid_to is null or c.since < oh.valid_to)
  ), placed as (
    select area_id, moment, area_within(area_id, $6::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($7::timestamptz) where area_id = $8 and parent_id is null)) as inside
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
  select c.n, t.area_ids[1] as area_id, coalesce((select max(g.until_at) from case_grounds g where g.case_id = t.id), t.opened_at) as moment,
    true as owns
  from claims c join cases t on t.id = c.id
  union all
  select c.n, g.area_ids[1], g.until_at - interval '1 microsecond', false from claims c join case_grounds g on g.case_id = c.id
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
  select c.n, t.home_area_id as area_id, $2::timestamptz as moment, true as owns
  from claims c join departments t on t.code = c.code
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
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
  from claims c join areas t on t.code = c.code
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
    select coalesce(t.grid_id, oa.area_id, (
select h.area_id from (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) h where h.officer_id = o.id and h.valid_from <= t.at
  and (h.valid_to is null or t.at < h.valid_to))) from officers o
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

with claims as materialized (
    select * from json_to_recordset($1::json)
      as c (n int, id int8, code text, since timestamptz, until timestamptz)
  ), owners as (
  select c.n, touched.area_id, t.raised_at as moment, touched.owns
  from claims c join warnings t on t.id = c.id
  cross join lateral (
    select t.area_id, true as owns union all select unnest(t.grid_ids), false) touched
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
select c.n, t.area_id, $2::timestamptz as moment, true as owns from claims c join "api_keys" t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
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
select c.n, t.area_id, $2::timestamptz as moment, true as owns from claims c join "nominations" t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
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
select c.n, t.area_id, $2::timestamptz as moment, true as owns from claims c join "report_schedules" t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
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
select c.n, t.area_id, $2::timestamptz as moment, true as owns from claims c join "studies" t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
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
select c.n, t.area_id, $2::timestamptz as moment, true as owns from claims c join "users" t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
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
select c.n, t.area_id, $2::timestamptz as moment, true as owns from claims c join "webhooks" t on t.id = c.id
  ), placed as (
    select area_id, moment, area_within(area_id, $3::bigint, moment) as inside
    from (select distinct area_id, moment from owners where area_id is not null) p
  ), judged as (
    select o.n, o.area_id, o.owns, coalesce(p.inside, exists (
select from areas_at($4::timestamptz) where area_id = $5 and parent_id is null)) as inside
    from owners o left join placed p on p.area_id = o.area_id and p.moment = o.moment
  )
  select n, bool_or(inside) as seen, coalesce(bool_and(inside) filter (where owns), bool_or(inside)) as held,
    string_agg(distinct (select name from area_versions v where v.area_id = j.area_id order by version desc limit 1), ', ')
      filter (where owns and not inside) as others
  from judged j group by n;

-- server/db/access/verify-log.ts

select id, hash, access_log_line(id, at, kind, by, area_id, address, act, officer_ids, since, until, detail) as line
from access_log where id > $1 and id <= $2 order by id limit $3;

select id, hash, base_id as "baseId", base_hash as "baseHash" from access_log_head;
