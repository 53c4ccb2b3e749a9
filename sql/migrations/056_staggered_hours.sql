-- Staggered hours are a rule of their own beside how often a day: windows of the norm on days of duty, and those in which a patrol began.
alter table day_rollups add column windows_due integer not null default 0, add column windows_kept integer not null default 0;

-- Days on record under a norm with windows get the figure by being rolled up again.
insert into rollup_jobs (grid_id, day, due_at)
select distinct r.grid_id, r.day, now() from day_rollups r
join norm_versions v on v.norm_id = r.norm_id and v.version = r.norm_version
where r.superseded is null and r.duty_days > 0 and jsonb_array_length(v.rules -> 'windows') > 0
on conflict (grid_id, day) do nothing;
