-- The time zone of an area at a moment; where it was not there then, that of its latest version.
create or replace function area_time_zone(area bigint, moment timestamptz) returns text
language sql stable as $$
  select time_zone from area_versions where area_id = area
  order by (valid_from <= moment and (valid_to is null or moment < valid_to)) desc, version desc
  limit 1
$$;
