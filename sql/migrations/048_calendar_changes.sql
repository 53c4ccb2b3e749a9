-- Days whose kind changed on the calendar of holidays, until the cases that ran over them are brought up to it.
create table calendar_changes (
  day date primary key,
  was text,
  after_case bigint not null default 0
);
comment on column calendar_changes.was is 'What the calendar said before; null: nothing, the weekday held';
comment on column calendar_changes.after_case is 'Cases up to this one are done';
