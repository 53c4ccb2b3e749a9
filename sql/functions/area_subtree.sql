-- Ids of an area and of everything that stood below it at any moment from `since` (inclusive) to `until`.
create or replace function area_subtree(root bigint, since timestamptz, until timestamptz) returns setof bigint
language sql stable as $$
  with recursive below as (
    select root as id
    union
    select child.area_id
    from below
    join area_versions child on child.parent_id = below.id
      and child.valid_from <= until and (child.valid_to is null or since < child.valid_to)
  )
  select id from below
$$;
