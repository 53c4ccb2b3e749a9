-- A day with nothing new to say kept the areas it was put on record under, also after an import dated back had hung its grid, or an area above it,
-- elsewhere. Days of what ever hung elsewhere, or was of another level, are rolled up once more; those that lie elsewhere follow.
with recursive moved as (
  select area_id as id from area_versions group by area_id having count(distinct (coalesce(parent_id, 0), level)) > 1
  union
  select v.area_id from moved m join area_versions v on v.parent_id = m.id
)
insert into rollup_jobs (grid_id, day, due_at)
select distinct r.grid_id, r.day, now() from day_rollups r where r.superseded is null and r.grid_id in (select id from moved)
on conflict (grid_id, day) do nothing;
