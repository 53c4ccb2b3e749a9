-- The version of every area that holds at a moment.
create or replace function areas_at(moment timestamptz) returns setof area_versions
language sql stable as $$
  select * from area_versions
  where valid_from <= moment and (valid_to is null or moment < valid_to)
$$;
