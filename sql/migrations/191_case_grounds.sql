-- Areas are redrawn under open cases: the ground a case lay on before, and the moments of change that open cases are still to follow.
create table case_grounds (
  case_id bigint not null references cases (id),
  until_at timestamptz not null,
  area_ids bigint[] not null,
  levels text[] not null,
  primary key (case_id, until_at)
);
comment on table case_grounds is 'Where a case lay until then, lowest area first; where it lies now is in cases';
create table area_turns (
  at timestamptz primary key,
  after_case bigint not null default 0
);
comment on column area_turns.after_case is 'Open cases up to this one have followed';

-- Cases that are open now, and changes of areas that are planned.
insert into area_turns (at)
select at from (select valid_from as at from area_versions union select valid_to from area_versions) v
where at > coalesce((select min(opened_at) from cases where ended_at is null), now());
