-- What cases come to for the figures, as of editions like day_rollups: rows are only added, `superseded` is the edition that brought the next.
-- The day is the local one of opening; areas as of then. Moments to come (deadlines, cards) count from the watermark of an edition on.
alter table cases add column recorded_version integer not null default 0;
create index cases_to_record on cases (id) where version <> recorded_version;

create table case_records (
  case_id bigint not null references cases (id),
  edition bigint not null,
  superseded bigint,
  day date not null,
  grid_id bigint,
  village_id bigint,
  town_id bigint,
  district_id bigint,
  city_id bigint,
  officer_id bigint,
  department_id bigint,
  points double precision not null,
  closed boolean not null,
  solved_in_grid boolean not null,
  accept_kept boolean,
  accept_due timestamptz,
  close_kept boolean,
  close_due timestamptz,
  due_at timestamptz,
  yellow_card_at timestamptz,
  red_card_at timestamptz,
  passed_up integer not null,
  sent_back integer not null,
  rating integer,
  accept_s bigint,
  dispatch_s bigint,
  handle_s bigint,
  check_s bigint,
  close_s bigint,
  primary key (case_id, edition)
);
create index case_records_day on case_records (day);
comment on column case_records.accept_kept is 'Whether it was accepted in time; null: it had no deadline, or waits: then accept_due is when it is over';
comment on column case_records.due_at is 'First deadline of what runs; null: nothing runs';
comment on column case_records.accept_s is 'Seconds of the phases that ended by what they waited for, by the clock on the wall';
