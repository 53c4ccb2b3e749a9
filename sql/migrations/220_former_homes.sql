-- Where an officer belonged while nothing else said so, before that was changed: what is on record of that time stays of that area. Where one
-- belongs now, and since when, stands with the officer. Small.
alter table officers add column home_since timestamptz not null default '-infinity';
create table former_homes (
  officer_id bigint not null references officers (id),
  area_id bigint references areas (id),
  valid_from timestamptz not null,
  valid_to timestamptz not null check (valid_to > valid_from),
  primary key (officer_id, valid_from)
);
