-- Fixes of a handheld that nobody carried at their time: kept apart for a while, joined once an assignment is put on record for the past.
create table orphan_fixes (
  handheld_id integer not null,
  session timestamptz not null,
  seq integer not null,
  device_time timestamptz not null,
  receive_time timestamptz not null,
  body jsonb not null,
  primary key (handheld_id, session, seq, device_time)
);
create index orphan_fixes_by_time on orphan_fixes (handheld_id, device_time);
comment on column orphan_fixes.body is 'FixRow of server/db/fixes/insert-fixes.ts';

alter table fixes add column cleaned smallint;
comment on column fixes.cleaned is 'Bit mask of what was not as it should be and is unknown now, bits in the order of CLEANED in server/contract/fixes/fix.ts; null: nothing';
comment on table refused_fixes is 'Counts by day of receipt: fixes refused, by reason, and fixes taken after cleaning (cleaned) or under another session (renamed)';
