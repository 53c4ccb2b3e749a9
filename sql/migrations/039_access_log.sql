-- Who looked at whom, and who did what: append-only, each entry chained to the one before by its hash. Takes over from `track_views`,
-- which nothing reads or writes any more.
create table access_log (
  id bigint primary key,
  at timestamptz not null,
  kind text not null check (kind in ('look', 'act')),
  -- Name of the account, or the key, that was let in, its area and where from.
  by text not null,
  area_id bigint,
  address text,
  -- Operation of the API, or `liveConsole`.
  act text not null,
  -- Officers whose positions were shown, and of when.
  officer_ids bigint[] not null default '{}',
  since timestamptz,
  until timestamptz,
  -- What was asked for or changed, JSON without secrets.
  detail text,
  hash bytea not null
);
create index access_log_by_time on access_log (at desc, id desc);
create index access_log_by_officer on access_log using gin (officer_ids);

-- The last entry of the chain, and the one before the first that is kept.
create table access_log_head (
  only_one boolean primary key default true check (only_one),
  id bigint not null,
  hash bytea not null,
  base_id bigint not null,
  base_hash bytea not null
);
insert into access_log_head values (true, 0, '\x', 0, '\x');
