-- What a suspicious patrol says it visited is not visited (definitions 2026.6): days on record that counted it are rolled up again.
insert into rollup_jobs (grid_id, day, due_at)
select distinct grid_id, day, now() from day_rollups
where superseded is null and suspicious > 0 and checkpoints_visited > 0
on conflict (grid_id, day) do nothing;
