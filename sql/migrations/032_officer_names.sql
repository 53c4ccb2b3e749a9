-- What officers were called since when, so that an answer as of an edition keeps its names. The first name holds from ever.
create table officer_names (
  officer_id bigint not null references officers (id) on delete cascade,
  since timestamptz not null,
  name text not null,
  primary key (officer_id, since)
);
insert into officer_names (officer_id, since, name) select id, '-infinity', name from officers;
