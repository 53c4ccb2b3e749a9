-- What the codes of a checkpoint are made of: their number, which they tell, and a secret under the server's key. A code is of a place; one
-- whose checkpoint moved away, or that is renewed, has others from then on.
create table checkpoint_codes (
  id integer generated always as identity primary key,
  area_id bigint not null references areas (id),
  checkpoint_id text not null,
  lng double precision not null,
  lat double precision not null,
  secret text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
comment on column checkpoint_codes.area_id is 'Of the norm that asks for the checkpoint';
create unique index checkpoint_codes_place on checkpoint_codes (area_id, checkpoint_id, lng, lat) where ended_at is null;
create index checkpoint_codes_named on checkpoint_codes (checkpoint_id, lng) where ended_at is null;

-- Scanned and typed codes as they came, append-only, those that confirm nothing too: what each was worth at its own moment follows from the
-- code and that moment alone.
create table checkpoint_scans (
  handheld_id bigint not null references handhelds (id),
  device_time timestamptz not null,
  code text not null,
  at timestamptz not null,
  receive_time timestamptz not null,
  code_id integer references checkpoint_codes (id),
  kind text check (kind in ('day', 'tag')),
  refused text check (refused in ('misread', 'unknown', 'other-day', 'renewed', 'clock')),
  typed boolean not null,
  primary key (handheld_id, device_time, code),
  check (refused is not null or (code_id is not null and kind is not null))
);
comment on column checkpoint_scans.at is 'When it was by the server''s clock';
create index checkpoint_scans_at on checkpoint_scans (handheld_id, at);
create index checkpoint_scans_received on checkpoint_scans (receive_time);
