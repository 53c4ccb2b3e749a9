-- Distributed by handheld_id. (handheld_id, session, seq) is the identity of a fix; partitions are days of the
-- session, so that the identity alone finds the row and a fix sent twice meets itself whatever day it arrives.
-- Wide columns first: no padding between them.
create table fixes (
  session timestamptz not null,
  device_time timestamptz not null,
  receive_time timestamptz not null,
  sent_time timestamptz,
  cell bigint not null,
  original_lng double precision,
  original_lat double precision,
  handheld_id integer not null,
  seq integer not null,
  marks integer not null default 0,
  accuracy_m real,
  speed_mps real,
  heading_deg real,
  battery_pct smallint,
  gap_reason smallint,
  mock boolean not null default false,
  position geometry(Point, 4326) not null,
  primary key (handheld_id, session, seq)
) partition by range (session);

comment on column fixes.cell is 'H3 cell of the position, resolution 12';
comment on column fixes.marks is 'Bit mask, bits in the order of MARKS in server/contract/fix.ts';
comment on column fixes.gap_reason is 'Index into GAP_REASONS in server/contract/fix.ts';
comment on column fixes.original_lng is 'As sent, where the handheld states another datum than WGS-84';

-- What was refused is only counted, never kept.
create table refused_fixes (
  handheld_id integer not null,
  day date not null,
  reason text not null,
  count bigint not null,
  primary key (handheld_id, day, reason)
);
