-- What other patrols are compared with of an ended patrol: its track by place and time alone, packed when it is judged. True while
-- no verdict job waits for the patrol; whatever is missing here is read from the fixes. Distributed by officer_id.
create table patrol_tracks (
  officer_id bigint not null,
  patrol_id bigint not null,
  track bytea not null,
  primary key (officer_id, patrol_id),
  foreign key (officer_id, patrol_id) references patrols (officer_id, id) on delete cascade
);
comment on column patrol_tracks.track is 'packTrack of server/domain/verification/integrity/packed-track.ts';
-- Packed already; compressing it again costs more than it saves.
alter table patrol_tracks alter column track set storage external;

-- Two officers sent out together: their handhelds are lawfully carried side by side. Days are days of the patrol's grid; open-ended
-- where last_day is null. Every pair is written once, the smaller id first.
create table officer_pairs (
  officer_id bigint not null references officers (id),
  partner_id bigint not null references officers (id) check (partner_id > officer_id),
  first_day date not null,
  last_day date check (last_day >= first_day),
  put_by text not null,
  primary key (officer_id, partner_id, first_day)
);
create index officer_pairs_partner on officer_pairs (partner_id);
