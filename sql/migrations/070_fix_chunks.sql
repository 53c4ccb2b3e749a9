-- Fixes of long ago, packed: those of a handheld and a UTC day of their sessions are either rows of `fixes` or in here. Distributed by handheld_id.
create table fix_chunks (
  handheld_id integer not null,
  day date not null,
  fixes integer not null default 0,
  body bytea,
  last_position geometry(Point, 4326),
  opened_at timestamptz,
  primary key (handheld_id, day)
);
comment on column fix_chunks.body is 'packFixes of server/db/fixes/cold/pack-fixes.ts; null while its fixes are rows';
comment on column fix_chunks.last_position is 'The last one by the names of its fixes, those at 0, 0 left out';
comment on column fix_chunks.opened_at is 'When its fixes became rows again, because others of the day came late';
-- Packed already; compressing it again costs more than it saves.
alter table fix_chunks alter column body set storage external;
-- Packed day after day, so a few pages are all of a day.
create index fix_chunks_by_day on fix_chunks using brin (day);
