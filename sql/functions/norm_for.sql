-- The norm version in force for a grid and an officer category at a moment: the nearest ancestor that has one wins,
-- then the more specific one (grid type and category before either before neither).
create or replace function norm_for(grid bigint, category text, moment timestamptz) returns setof norm_versions
language sql stable as $$
  with recursive chain as (
    select a.area_id, a.parent_id, a.grid_type, 0 as distance
    from areas_at(moment) a where a.area_id = grid
    union all
    select a.area_id, a.parent_id, chain.grid_type, chain.distance + 1
    from chain join areas_at(moment) a on a.area_id = chain.parent_id
  )
  select v.*
  from chain
  join norms n on n.area_id = chain.area_id
    and (n.grid_type is null or n.grid_type = chain.grid_type)
    and (n.officer_category is null or n.officer_category = category)
  join norm_versions v on v.norm_id = n.id
    and v.valid_from <= moment and (v.valid_to is null or moment < v.valid_to)
  order by chain.distance,
    (n.grid_type is null)::int + (n.officer_category is null)::int,
    n.id, v.version desc
  limit 1
$$;
