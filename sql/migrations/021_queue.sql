-- Every naming of a job has a number of its own, so that whoever works on it sees that it was named again meanwhile; a sequence, for a
-- job that is done and named anew is another one too.
create sequence job_namings;
alter table verdict_jobs add column naming bigint not null default nextval('job_namings');
alter table rollup_jobs add column naming bigint not null default nextval('job_namings');

-- Jobs that one server does for all: whose each is, until when. A plain table, small; times are the store's own.
create table job_leases (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
