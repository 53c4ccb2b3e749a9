-- What a handheld that nobody carried reported as found: kept apart for a while, joined once an assignment is put on record for its time.
create table orphan_incidents (
  handheld_id integer not null,
  id text not null,
  at timestamptz not null,
  receive_time timestamptz not null,
  body jsonb not null,
  primary key (handheld_id, id)
);
comment on column orphan_incidents.id is 'As the handheld named it; the same again with other facts corrects it';
comment on column orphan_incidents.body is 'HandheldIncident of server/contract/fixes/handheld.ts';

-- Of fixes that were refused there is one alert a handheld and day; the counts are those of refused_fixes.
create index alerts_of_refused on alerts (handheld_id, at) where kind = 'refused';
