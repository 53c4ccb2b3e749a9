-- Studies that are asked again by themselves: the latest of a series says how often and when next.
alter table studies
  add column series bigint,
  add column every_days integer check (every_days between 1 and 366),
  add column next_at timestamptz;
comment on column studies.series is 'Id of the first of the series; null: asked once';
create index studies_due on studies (next_at) where next_at is not null;
create index studies_of_series on studies (series, id) where series is not null;
