-- The areas of each level that a grid stood in at a moment; null where there was none of that level.
create or replace function area_placement(grid bigint, moment timestamptz)
returns table (village_id bigint, town_id bigint, district_id bigint, city_id bigint)
language sql stable as $$
  with recursive chain as (
    select a.area_id, a.parent_id, a.level from areas_at(moment) a where a.area_id = grid
    union all
    select a.area_id, a.parent_id, a.level from chain join areas_at(moment) a on a.area_id = chain.parent_id
  )
  select max(area_id) filter (where level = 'village'), max(area_id) filter (where level = 'town'),
    max(area_id) filter (where level = 'district'), max(area_id) filter (where level = 'city')
  from chain
$$;
