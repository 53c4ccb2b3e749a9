-- Whether an area lay within another (or is it) at a moment; where it was not there then, its latest version says.
create or replace function area_within(area bigint, root bigint, moment timestamptz) returns boolean
language sql stable as $$
  with recursive above as (
    select area as id
    union
    select v.parent_id
    from above cross join lateral (
      select parent_id from area_versions where area_id = above.id
      order by (valid_from <= moment and (valid_to is null or moment < valid_to)) desc, version desc
      limit 1
    ) v
    where v.parent_id is not null
  )
  select exists (select from above where id = root)
$$;
