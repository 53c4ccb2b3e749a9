-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/reports/report-facts.ts

select i.category, c.name_zh as "nameZh", c.name_en as "nameEn",
  (count(*) filter (where i.occurred_from >= ($1::timestamp at time zone $2) and i.found_by = 'reported'))::int as reported,
  (count(*) filter (where i.occurred_from >= ($3::timestamp at time zone $4) and i.found_by = 'detected'))::int as detected,
  (count(*) filter (where i.occurred_from >= ($5::timestamp at time zone $6) and i.severity in ('serious', 'severe')))::int as severe,
  (count(*) filter (where i.occurred_from < ($7::timestamp at time zone $8)))::int as before
from incidents i join incident_categories c on c.code = i.category
where i.occurred_from >= ($9::timestamp at time zone $10) and i.occurred_from < ($11::timestamp at time zone $12)
  and i.grid_id in (select area_subtree($13::bigint, ($14::timestamp at time zone $15), ($16::timestamp at time zone $17)))
group by i.category, c.name_zh, c.name_en
order by count(*) filter (where i.occurred_from >= ($18::timestamp at time zone $19)) desc, i.category;

select v.area_id as id, n.code, v.name, v.level, v.time_zone as "timeZone",
  (select c.level from areas_at($1::timestamptz) c where c.parent_id = v.area_id limit 1) as below
from area_versions v join areas n on n.id = v.area_id where v.area_id = $2
order by (valid_from <= $3 and (valid_to is null or $4 < valid_to)) desc, version desc limit 1;

-- server/db/reports/schedules.ts

delete from report_schedules where id = $1 returning id;

insert into report_schedules (area_id, period, language, recipients, created_by, created_at, sent_to)
  select $1, $2, $3, $4::text[], $5, $6::timestamptz, $7::date
  where (select count(*) from report_schedules) < $8
  returning id, area_id as "areaId", period, language, recipients, created_by as "createdBy",
to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt", error;

select id, area_id as "areaId", period, language, recipients, created_by as "createdBy",
to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt", error from report_schedules
  where area_id in (select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz))
  order by id desc;

select id, area_id as "areaId", period, language, recipients, created_by as "createdBy",
to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt", error, to_char(sent_to, 'YYYY-MM-DD') as "sentTo", area_time_zone(area_id, $1::timestamptz) as "timeZone"
  from report_schedules where failed_at is null or failed_at < $2::timestamptz order by id;

update report_schedules set failed_at = $1::timestamptz, error = $2 where id = $3;

update report_schedules set sent_to = $1::date, sent_at = $2::timestamptz, failed_at = null, error = null
where id = $3;
