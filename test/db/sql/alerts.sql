-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/alerts/alerts.ts

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and a.at < $2
    and true
    and true
    and true
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($3::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($4::bigint, $5::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($6::bigint, $7::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $8;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and a.kind = any($2::text[])
    and true
    and a.acknowledged_by is null
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($3::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($4::bigint, $5::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($6::bigint, $7::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $8;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and a.kind = any($2::text[])
    and true
    and true
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($3::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($4::bigint, $5::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($6::bigint, $7::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $8;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and a.kind = any($2::text[])
    and true
    and true
    and true
    and true
    and true
  order by a.at desc, a.id desc limit $3;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and a.until is not null and a.withdrawn_at is null
    and true
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($3::bigint, $4::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $7;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and a.until is null and a.withdrawn_at is null
    and true
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($3::bigint, $4::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $7;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and a.withdrawn_at is not null
    and true
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($3::bigint, $4::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $7;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and true
    and a.acknowledged_by is not null
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($3::bigint, $4::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $7;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and true
    and a.acknowledged_by is null
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($3::bigint, $4::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $7;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and true
    and true
    and a.officer_id = $2
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($3::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($4::bigint, $5::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($6::bigint, $7::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $8;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and true
    and true
    and a.officer_id = $2
    and true
    and true
  order by a.at desc, a.id desc limit $3;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and true
    and true
    and true
    and (a.at, a.id) < ($2::timestamptz, $3::bigint)
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($4::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($7::bigint, $8::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $9;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a
  where a.at >= $1
    and true
    and true
    and true
    and true
    and true
    and true
    and
case when a.area_ids is not null
  then a.area_ids && array(select area_subtree($2::bigint, '-infinity', 'infinity'))
when a.grid_id is not null
  then a.grid_id in (select area_subtree($3::bigint, $4::timestamptz, 'infinity'))
  else exists (
    select from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
      and oa.area_id in (select area_subtree($5::bigint, $6::timestamptz, 'infinity'))) end
  order by a.at desc, a.id desc limit $7;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a where a.kind = 'sos' and a.acknowledged_by is null order by a.id;

select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from alerts a where a.officer_id = $1 and a.id = $2;

with a as (
    insert into alerts (officer_id, kind, at, patrol_id, position, text)
    values ($1, $2, $3, $4,
      $5,
      $6)
    on conflict (officer_id, kind, at) where kind <> 'sos' do update set kind = excluded.kind
    returning *
  ),
happened as (
select concat_ws('-', 'alert', a.officer_id, a.id) as id,
  case when a.kind = 'sos' then 'sos.raised' else 'alert.raised' end as type,
  coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
    and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), (select area_id from areas_at(a.at) where parent_id is null order by area_id limit 1)) as area_id,
  coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
    'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'until', to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
    'text', a.text) as data
from a), wanted as (
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
  select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from a;

with a as (
    insert into alerts (officer_id, kind, at, patrol_id, position, text)
    values ($1, $2, $3, $4,
      ST_SetSRID(ST_MakePoint($5::float8, $6::float8), 4326),
      $7)
    on conflict (officer_id, kind, at) where kind <> 'sos' do update set kind = excluded.kind
    returning *
  ),
happened as (
select concat_ws('-', 'alert', a.officer_id, a.id) as id,
  case when a.kind = 'sos' then 'sos.raised' else 'alert.raised' end as type,
  coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
    and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), (select area_id from areas_at(a.at) where parent_id is null order by area_id limit 1)) as area_id,
  coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
    'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'until', to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
    'text', a.text) as data
from a), wanted as (
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
  select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from a;

with seen as (
    update alerts a set acknowledged_by = coalesce(a.acknowledged_by, $1),
      acknowledged_at = coalesce(a.acknowledged_at, $2),
      comment = case when coalesce(a.acknowledged_by, $3) = $4 then coalesce(a.comment, $5)
        else a.comment end
    where a.officer_id = $6 and a.id = $7
    returning a.*
  )
  select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from seen a;

-- server/db/alerts/audience.ts

with recursive told as (
  select unnest(case when a.area_ids is not null then a.area_ids when a.grid_id is not null then array[a.grid_id]
    else array(select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
      and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)) end) as id
  from alerts a where a.officer_id = $1 and a.id = $2
), chain as (
  select id from told
  union
  select g.parent_id from chain cross join lateral (
    select parent_id from area_versions v where v.area_id = chain.id
    order by (v.valid_from <= $3 and (v.valid_to is null or $4 < v.valid_to)) desc, v.version desc limit 1
  ) g
  where g.parent_id is not null
)
select id from chain;

-- server/db/alerts/norm-alerts.ts

select officer_id as "officerId", id, kind, round(date_part('epoch', at) * 1000) as "sinceMs", round(date_part('epoch', due_at) * 1000) as "dueMs", round(date_part('epoch', until) * 1000) as "untilMs",
  withdrawn_at is not null as withdrawn, limit_min as "limitMin", grid_id as "gridId", patrol_id as "patrolId",
  ST_X(position) as lng, ST_Y(position) as lat
from alerts
where kind = any($1::text[]) and due_at is not null
  and (at >= $2 or (until is null and withdrawn_at is null))
  and officer_id = any($3::bigint[])
order by officer_id, at, id;

select officer_id as "officerId", id, kind, round(date_part('epoch', at) * 1000) as "sinceMs", round(date_part('epoch', due_at) * 1000) as "dueMs", round(date_part('epoch', until) * 1000) as "untilMs",
  withdrawn_at is not null as withdrawn, limit_min as "limitMin", grid_id as "gridId", patrol_id as "patrolId",
  ST_X(position) as lng, ST_Y(position) as lat
from alerts
where kind = any($1::text[]) and due_at is not null
  and (at >= $2 or (until is null and withdrawn_at is null))
  and true
order by officer_id, at, id;

with a as (
    insert into alerts (officer_id, kind, at, due_at, until, learnt_at, cleared_at, limit_min, grid_id, patrol_id, position)
    select officer_id, kind, at, due_at, until, $1, case when until is not null then $2::timestamptz end,
      limit_min, grid_id, patrol_id, case when lng is not null then ST_Point(lng, lat, 4326) end
    from unnest($3::bigint[], $4::text[],
      $5::timestamptz[], $6::timestamptz[],
      $7::timestamptz[], $8::int[],
      $9::bigint[], $10::bigint[],
      $11::float8[], $12::float8[])
      as e (officer_id, kind, at, due_at, until, limit_min, grid_id, patrol_id, lng, lat)
    on conflict (officer_id, kind, at) where kind <> 'sos' do update set until = excluded.until, due_at = excluded.due_at,
      cleared_at = excluded.cleared_at, withdrawn_at = null, learnt_at = coalesce(alerts.learnt_at, excluded.learnt_at)
    returning *
  ),
happened as (
select concat_ws('-', 'alert', a.officer_id, a.id) as id,
  case when a.kind = 'sos' then 'sos.raised' else 'alert.raised' end as type,
  coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
    and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), (select area_id from areas_at(a.at) where parent_id is null order by area_id limit 1)) as area_id,
  coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
    'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'until', to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
    'text', a.text) as data
from a), wanted as (
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
  select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from a order by a.officer_id, a.id;

with a as (
    update alerts a set at = e.at, due_at = e.due_at, until = e.until,
      cleared_at = case when e.until is not null then coalesce(a.cleared_at, $1) end,
      withdrawn_at = case when e.withdrawn then coalesce(a.withdrawn_at, $2) end
    from unnest($3::bigint[], $4::bigint[],
      $5::timestamptz[], $6::timestamptz[],
      $7::timestamptz[], $8::boolean[])
      as e (officer_id, id, at, due_at, until, withdrawn)
    where a.officer_id = e.officer_id and a.id = e.id
    returning a.*
  )
  select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from a order by a.officer_id, a.id;

-- server/db/alerts/refused.ts

select id from handhelds where id = $1 for update;

with known as (
      update alerts set until = greatest(until, $1::timestamptz)
      where kind = 'refused' and handheld_id = $2 and at >= $3 and at < $4
      returning *
    ), carrier as (
      select officer_id from handheld_assignments where handheld_id = $5
        and valid_from <= $6::timestamptz and (valid_to is null or $7::timestamptz < valid_to)
      order by valid_from desc limit 1
    ), held as (
      select area_id from officer_assignments where officer_id in (select officer_id from carrier)
        and valid_from <= $8::timestamptz and (valid_to is null or $9::timestamptz < valid_to)
    ), fresh as (
      -- Two handhelds of nobody at one moment are two alerts.
      insert into alerts (officer_id, handheld_id, kind, at, until, learnt_at, area_ids)
      select coalesce((select officer_id from carrier), 0), $10, 'refused',
        $11::timestamptz + $12 * interval '1 microsecond', $13::timestamptz, $14::timestamptz,
        array(select area_id from held union select area_id from areas_at($15::timestamptz)
          where parent_id is null and not exists (select from held))
      where not exists (select from known)
      returning *
    ), a as (select * from known union all select * from fresh),
happened as (
select concat_ws('-', 'alert', a.officer_id, a.id) as id,
  case when a.kind = 'sos' then 'sos.raised' else 'alert.raised' end as type,
  coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
    and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), (select area_id from areas_at(a.at) where parent_id is null order by area_id limit 1)) as area_id,
  coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
    'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'until', to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
    'text', a.text) as data
from a), wanted as (
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
    select a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
(select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
to_char(a.device_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deviceTime", to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", to_char(a.learnt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "learntAt",
coalesce(a.learnt_at > a.due_at + interval '3 minutes', false) as late, to_char(a.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
  where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in ('invalid', 'time-out-of-range', 'outside-session', 'too-late', 'no-grid', 'on-leave', 'off-duty')) end as refused,
a.acknowledged_by as "acknowledgedBy", to_char(a.acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt", a.comment from a;

-- server/db/alerts/sos.ts

delete from "sos_presses" where "receive_time" < $1;

insert into sos_presses (handheld_id, officer_id, alert_id, said, device_time, receive_time, position, text)
values ($1, $2, $3, $4, $5, $6,
  ST_Point($7::float8, $8::float8, 4326), $9);

insert into sos_presses (handheld_id, officer_id, alert_id, said, device_time, receive_time, position, text)
values ($1, $2, $3, $4, $5, $6,
  null::geometry, $7);

select a.officer_id as "officerId", a.id from sos_presses p join alerts a on a.officer_id = p.officer_id and a.id = p.alert_id
where p.handheld_id = $1 and p.said = $2
  and ($3 or (a.acknowledged_by is null and p.receive_time > $4::timestamptz))
order by p.id desc limit 1;

select id from handhelds where id = $1 for update;

update alerts set position = null where at < $1 and position is not null;

with placed as (
  with standing as (
    select * from areas_at($1::timestamptz)
  ), about as (
    select distinct on (p.known) p.known, g.area_id
    from (select 'told' as known, ST_Point($2::float8, $3::float8, 4326) as position union all select 'last', (
  select coalesce(
    (select position from fixes where handheld_id = $4 and marks & $5 = 0
      order by session desc, seq desc limit 1),
    (select last_position from fix_chunks where handheld_id = $6 and last_position is not null
      order by day desc limit 1)))) p
    join standing g on g.geom && p.position and ST_Covers(g.geom, p.position)
    order by p.known, array_position(array['grid', 'village', 'town', 'district', 'city'], g.level), g.area_id
  ), known as (
    select case when officer_id = $7 then 'officer' else 'carrier' end as known, area_id
    from officer_assignments cross join (values ($8::timestamptz), ($9::timestamptz)) as m (at)
    where officer_id in ($10, $11)
      and valid_from <= m.at and (valid_to is null or m.at < valid_to)
    union all select known, area_id from about
  )
  select known, area_id from known
  union all select 'top', area_id from standing where parent_id is null and not exists (select from known))
    update alerts a set position = coalesce(ST_Point($12::float8, $13::float8, 4326), a.position),
      text = case when $14::text is null or strpos(concat(E'
', a.text, E'
'), concat(E'
', $15::text, E'
')) > 0 then a.text
        else right(concat_ws(E'
', a.text, $16::text), $17) end,
      area_ids = array(select unnest(a.area_ids) union select area_id from placed order by 1)
    where a.officer_id = $18 and a.id = coalesce((
      select max(alert_id) from sos_presses where handheld_id = $19 and officer_id = $20
        and $21 and device_time = $22::timestamptz
    ), (
      select max(s.id) from alerts s join sos_presses p on p.officer_id = s.officer_id and p.alert_id = s.id
      where s.officer_id = $23 and s.kind = 'sos' and s.acknowledged_by is null
        and s.handheld_id = $24 and p.receive_time > $25::timestamptz))
    returning a.id;

with placed as (
  with standing as (
    select * from areas_at($1::timestamptz)
  ), about as (
    select distinct on (p.known) p.known, g.area_id
    from (select 'told' as known, null::geometry as position union all select 'last', (
  select coalesce(
    (select position from fixes where handheld_id = $2 and marks & $3 = 0
      order by session desc, seq desc limit 1),
    (select last_position from fix_chunks where handheld_id = $4 and last_position is not null
      order by day desc limit 1)))) p
    join standing g on g.geom && p.position and ST_Covers(g.geom, p.position)
    order by p.known, array_position(array['grid', 'village', 'town', 'district', 'city'], g.level), g.area_id
  ), known as (
    select case when officer_id = $5 then 'officer' else 'carrier' end as known, area_id
    from officer_assignments cross join (values ($6::timestamptz), ($7::timestamptz)) as m (at)
    where officer_id in ($8, $9)
      and valid_from <= m.at and (valid_to is null or m.at < valid_to)
    union all select known, area_id from about
  )
  select known, area_id from known
  union all select 'top', area_id from standing where parent_id is null and not exists (select from known))
    update alerts a set position = coalesce(null::geometry, a.position),
      text = case when $10::text is null or strpos(concat(E'
', a.text, E'
'), concat(E'
', $11::text, E'
')) > 0 then a.text
        else right(concat_ws(E'
', a.text, $12::text), $13) end,
      area_ids = array(select unnest(a.area_ids) union select area_id from placed order by 1)
    where a.officer_id = $14 and a.id = coalesce((
      select max(alert_id) from sos_presses where handheld_id = $15 and officer_id = $16
        and $17 and device_time = $18::timestamptz
    ), (
      select max(s.id) from alerts s join sos_presses p on p.officer_id = s.officer_id and p.alert_id = s.id
      where s.officer_id = $19 and s.kind = 'sos' and s.acknowledged_by is null
        and s.handheld_id = $20 and p.receive_time > $21::timestamptz))
    returning a.id;

with placed as (
with standing as (
  select * from areas_at($1::timestamptz)
), about as (
  select distinct on (p.known) p.known, g.area_id
  from (select 'told' as known, ST_Point($2::float8, $3::float8, 4326) as position union all select 'last', (
select coalesce(
  (select position from fixes where handheld_id = $4 and marks & $5 = 0
    order by session desc, seq desc limit 1),
  (select last_position from fix_chunks where handheld_id = $6 and last_position is not null
    order by day desc limit 1)))) p
  join standing g on g.geom && p.position and ST_Covers(g.geom, p.position)
  order by p.known, array_position(array['grid', 'village', 'town', 'district', 'city'], g.level), g.area_id
), known as (
  select case when officer_id = $7 then 'officer' else 'carrier' end as known, area_id
  from officer_assignments cross join (values ($8::timestamptz), ($9::timestamptz)) as m (at)
  where officer_id in ($10, $11)
    and valid_from <= m.at and (valid_to is null or m.at < valid_to)
  union all select known, area_id from about
)
select known, area_id from known
union all select 'top', area_id from standing where parent_id is null and not exists (select from known)), a as (
  insert into alerts (officer_id, handheld_id, kind, at, device_time, learnt_at, grid_id, patrol_id, position, text, area_ids)
  values ($12, $13, 'sos', $14::timestamptz, $15, $16,
    (select area_id from placed where known = 'officer' order by area_id limit 1),
    (select id from patrols where officer_id = $17 and start_time <= $18::timestamptz and (end_time is null or end_time >= $19::timestamptz)
      order by start_time desc limit 1),
    coalesce(ST_Point($20::float8, $21::float8, 4326), (
select coalesce(
  (select position from fixes where handheld_id = $22 and marks & $23 = 0
    order by session desc, seq desc limit 1),
  (select last_position from fix_chunks where handheld_id = $24 and last_position is not null
    order by day desc limit 1)))), $25, array(select distinct area_id from placed order by 1))
  returning *),
happened as (
select concat_ws('-', 'alert', a.officer_id, a.id) as id,
  case when a.kind = 'sos' then 'sos.raised' else 'alert.raised' end as type,
  coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
    and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), (select area_id from areas_at(a.at) where parent_id is null order by area_id limit 1)) as area_id,
  coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
    'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'until', to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
    'text', a.text) as data
from a), wanted as (
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
  select id from a;

with placed as (
with standing as (
  select * from areas_at($1::timestamptz)
), about as (
  select distinct on (p.known) p.known, g.area_id
  from (select 'told' as known, null::geometry as position union all select 'last', (
select coalesce(
  (select position from fixes where handheld_id = $2 and marks & $3 = 0
    order by session desc, seq desc limit 1),
  (select last_position from fix_chunks where handheld_id = $4 and last_position is not null
    order by day desc limit 1)))) p
  join standing g on g.geom && p.position and ST_Covers(g.geom, p.position)
  order by p.known, array_position(array['grid', 'village', 'town', 'district', 'city'], g.level), g.area_id
), known as (
  select case when officer_id = $5 then 'officer' else 'carrier' end as known, area_id
  from officer_assignments cross join (values ($6::timestamptz), ($7::timestamptz)) as m (at)
  where officer_id in ($8, $9)
    and valid_from <= m.at and (valid_to is null or m.at < valid_to)
  union all select known, area_id from about
)
select known, area_id from known
union all select 'top', area_id from standing where parent_id is null and not exists (select from known)), a as (
  insert into alerts (officer_id, handheld_id, kind, at, device_time, learnt_at, grid_id, patrol_id, position, text, area_ids)
  values ($10, $11, 'sos', $12::timestamptz, $13, $14,
    (select area_id from placed where known = 'officer' order by area_id limit 1),
    (select id from patrols where officer_id = $15 and start_time <= $16::timestamptz and (end_time is null or end_time >= $17::timestamptz)
      order by start_time desc limit 1),
    coalesce(null::geometry, (
select coalesce(
  (select position from fixes where handheld_id = $18 and marks & $19 = 0
    order by session desc, seq desc limit 1),
  (select last_position from fix_chunks where handheld_id = $20 and last_position is not null
    order by day desc limit 1)))), $21, array(select distinct area_id from placed order by 1))
  returning *),
happened as (
select concat_ws('-', 'alert', a.officer_id, a.id) as id,
  case when a.kind = 'sos' then 'sos.raised' else 'alert.raised' end as type,
  coalesce(a.grid_id, a.area_ids[1], (select oa.area_id from officer_assignments oa where oa.officer_id = a.officer_id
    and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to) order by oa.area_id limit 1), (select area_id from areas_at(a.at) where parent_id is null order by area_id limit 1)) as area_id,
  coalesce(a.learnt_at, a.at) as at, json_build_object('id', a.id, 'kind', a.kind, 'officerId', nullif(a.officer_id, 0),
    'officer', (select code from officers where id = a.officer_id), 'handheld', (select code from handhelds where id = a.handheld_id),
    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'until', to_char(a.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'limitMin', a.limit_min, 'gridId', a.grid_id, 'patrolId', a.patrol_id,
    'text', a.text) as data
from a), wanted as (
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
  select id from a;

-- server/db/alerts/watch-facts.ts

select "officerId", "firstMs", "lastMs", best[1] as t, best[2] as lng, best[3] as lat, best[4] as "accuracyM"
  from (
    select a.officer_id as "officerId", round(date_part('epoch', min(f.at)) * 1000) as "firstMs",
      round(date_part('epoch', max(f.at)) * 1000) as "lastMs",
      min(array[round(date_part('epoch', f.at) * 1000), ST_X(f.position), ST_Y(f.position),
        coalesce(f.accuracy_m, 0)::float8]) filter (where f.marks = 0) as best
    from handheld_assignments a
    join (
      select f.handheld_id, f.position, f.accuracy_m, f.marks, (case
when (f.receive_time - f.sent_time >= interval '2 minutes' or f.receive_time - f.sent_time <= interval '-2 minutes') and f.device_time + (f.receive_time - f.sent_time) between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time + (f.receive_time - f.sent_time)
when f.device_time between '2015-01-01T00:00:00.000Z'::timestamptz and f.receive_time + interval '1 day' then f.device_time
else f.receive_time end) as at from fixes f
      where f.handheld_id in (select handheld_id from handheld_assignments where officer_id = any($1::bigint[]))
        and f.session >= $2::timestamptz and f.session < $3::timestamptz
      offset 0
    ) f on f.handheld_id = a.handheld_id and f.at >= $4::timestamptz and f.at < $5::timestamptz
      and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
    where a.officer_id = any($6::bigint[])
    group by a.officer_id, floor(date_part('epoch', f.at) / 60)
  ) m
  order by 1, 2;

select norm_id || '/' || version as norm, rules from norm_versions
where norm_id || '/' || version = any($1::text[]);

select to_json(array_agg(p.officer_id)) as officers, to_json(array_agg(p.id)) as ids,
  to_json(array_agg(round(date_part('epoch', p.start_time) * 1000))) as starts, to_json(array_agg(round(date_part('epoch', p.end_time) * 1000))) as ends,
  to_json(array_agg(coalesce(c.outcome, v.outcome))) as outcomes
from (select * from patrols where start_time >= $1 order by officer_id, start_time, id) p
left join lateral (
  select outcome from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
) v on p.end_time is not null
left join lateral standing_decision(p.officer_id, p.id) c on p.end_time is not null;

select v.area_id || '/' || v.version as key, ST_AsGeoJSON(v.geom, 7)::json as polygon
from unnest($1::bigint[], $2::int[]) as k (area_id, version)
join area_versions v on v.area_id = k.area_id and v.version = k.version;

with grids as materialized (select area_id, version, time_zone from areas_at($1::timestamptz) where level = 'grid'),
held as materialized (
  select a.officer_id, a.area_id, a.valid_from, l.substitute_id
  from officer_assignments a
  join grids g on g.area_id = a.area_id
  left join officer_leave l on l.officer_id = a.officer_id
    and ($2::timestamptz at time zone g.time_zone)::date between l.first_day and l.last_day
  where a.valid_from <= $3::timestamptz and (a.valid_to is null or $4::timestamptz < a.valid_to)
),
duties as materialized (
  select officer_id, area_id, valid_from, false as stands_in from held
  union all
  select distinct substitute_id, area_id, null::timestamptz, true from held where substitute_id is not null
),
norms_of as materialized (
  select k.area_id, k.category, n.norm_id || '/' || n.version as norm
  from (select distinct d.area_id, o.category from duties d join officers o on o.id = d.officer_id) k
  left join lateral norm_for(k.area_id, k.category, $5::timestamptz) n on true
)
select d.officer_id as "officerId", d.area_id as "gridId", g.version as "gridVersion", g.time_zone as "timeZone",
  round(date_part('epoch', d.valid_from) * 1000) as "sinceMs", d.stands_in as "standsIn", n.norm,
  exists (select from officer_leave l where l.officer_id = d.officer_id
    and ($6::timestamptz at time zone g.time_zone)::date between l.first_day and l.last_day) as "onLeave"
from duties d
join grids g on g.area_id = d.area_id
join officers o on o.id = d.officer_id
join norms_of n on n.area_id = d.area_id and n.category = o.category
where exists (select from handheld_assignments h where h.officer_id = d.officer_id
  and h.valid_from <= $7::timestamptz and (h.valid_to is null or $8::timestamptz < h.valid_to))
order by d.officer_id, d.stands_in, d.valid_from desc, d.area_id;
