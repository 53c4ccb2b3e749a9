-- Of jobs that are due at one moment, as all of a month where its norm changes, the next are found without sorting the others.
drop index verdict_jobs_due;
create index verdict_jobs_due on verdict_jobs (due_at, officer_id, patrol_id);
drop index rollup_jobs_due;
create index rollup_jobs_due on rollup_jobs (due_at, grid_id, day);
