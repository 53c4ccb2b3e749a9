-- A key that was made for figures opens no person's track.
alter table api_keys add column persons boolean not null default false;
comment on column api_keys.persons is 'Whether it may read of persons one by one: patrols, tracks, alerts';
