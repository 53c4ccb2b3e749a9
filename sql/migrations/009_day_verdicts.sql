-- Beside the roll-ups, which are read by the hundred thousand and want to be narrow.
create table day_verdicts (
  officer_id bigint not null,
  grid_id bigint not null,
  edition bigint not null,
  day date not null,
  verdict jsonb not null,
  primary key (officer_id, grid_id, day, edition)
);
comment on column day_verdicts.verdict is 'DayVerdict of server/contract/day.ts';
insert into day_verdicts (officer_id, grid_id, edition, day, verdict)
select officer_id, grid_id, edition, day, verdict from day_rollups;
alter table day_rollups drop column verdict;
