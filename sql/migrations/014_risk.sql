-- What lies round a place, whatever its grid.
create index incidents_by_place on incidents using gist (position);
-- What became known when, for the risk job.
create index incidents_by_end on incidents (occurred_to);
create index incidents_severe on incidents (occurred_to) where severity = 'severe';
create index incidents_severe_received on incidents (received_at) where severity = 'severe';

-- Days (UTC, of the end of their intervals) whose incidents changed; written with them. A plain table, small.
create table risk_days (
  day date primary key,
  version bigint not null default 1,
  judged bigint not null default 0
);
comment on column risk_days.version is 'Counts writes that touched the day';
comment on column risk_days.judged is 'Version the risk job has recorded findings of';
insert into risk_days (day) select distinct (occurred_to at time zone 'UTC')::date from incidents;
