alter table incidents
  add column version integer not null default 1,
  add column revision integer not null default 0,
  add column reported_by text;
comment on column incidents.version is 'Counts what it has been; incident_versions has the others';
comment on column incidents.revision is 'The reporter''s own count: a lower one never takes the place of a higher';
comment on column incidents.received_at is 'When this version came';
comment on column incidents.reported_by is 'Account or handheld:CODE that this version came from; null: a program of ours';

-- What incidents were before they were corrected. Rows are only added. One that was withdrawn is no longer in incidents; its last version
-- here says so, with what it was.
create table incident_versions (
  incident_id text not null,
  version integer not null,
  withdrawn boolean not null,
  category text not null,
  severity text not null,
  found_by text not null,
  position geometry(Point, 4326) not null,
  occurred_from timestamptz not null,
  occurred_to timestamptz not null,
  grid_id bigint,
  revision integer not null,
  received_at timestamptz not null,
  reported_by text,
  comment text,
  primary key (incident_id, version)
);

-- Forecasts of a local day, made before it began. Cells are those of the area then, H3, in order.
create table forecasts (
  area_id bigint not null,
  day date not null,
  made_at timestamptz not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  serving text not null,
  resolution smallint not null,
  cells bytea not null,
  primary key (area_id, day),
  check (made_at < from_at)
);
comment on column forecasts.serving is 'Method that was in service for the day';
comment on column forecasts.cells is 'H3 indexes, 8 bytes each, big-endian';
create table forecast_values (
  area_id bigint not null,
  day date not null,
  method text not null,
  parameters jsonb not null,
  expected bytea not null,
  primary key (area_id, day, method)
);
comment on column forecast_values.expected is 'Incidents expected by cell, single precision, 4 bytes each, big-endian';

-- How forecasts did. Late and corrected incidents give a day another version; the highest holds.
create table forecast_scores (
  area_id bigint not null,
  day date not null,
  method text not null,
  version integer not null,
  scored_at timestamptz not null,
  incidents integer not null,
  cells integer not null,
  picked integer[] not null,
  hits integer[] not null,
  best integer[] not null,
  log_score double precision not null,
  primary key (area_id, day, method, version)
);
comment on column forecast_scores.picked is 'Cells picked at each share of the area';
comment on column forecast_scores.hits is 'Incidents in them';
comment on column forecast_scores.log_score is 'Sum over incidents of the log of the share forecast for their cell';
create table forecast_scored (
  area_id bigint not null,
  day date not null,
  data_version bigint not null,
  primary key (area_id, day)
);
comment on column forecast_scored.data_version is 'Sum of the versions of the UTC days the scores rest on';

-- Which method serves an area; the latest row holds.
create table forecast_standings (
  area_id bigint not null,
  number integer not null,
  decided_at timestamptz not null,
  serving text not null,
  stands_down boolean not null,
  since date not null,
  judged date not null,
  primary key (area_id, number)
);
