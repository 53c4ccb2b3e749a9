-- Ids of an area and of everything below it, as the tree stands at a moment.
create or replace function area_subtree(root bigint, moment timestamptz) returns setof bigint
language sql stable as $$
  with recursive below as (
    select root as id
    union
    select child.area_id from below join areas_at(moment) child on child.parent_id = below.id
  )
  select id from below
$$;
