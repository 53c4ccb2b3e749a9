-- The first edition whose figures are by the definitions that hold now (2026.6): an answer as of an earlier one is refused, since it would be
-- by others. A change of definitions moves it to an edition of its own.
alter table rollup_clock add column definitions_since bigint not null default 0;
update rollup_clock set edition = edition + 1, definitions_since = edition + 1 where edition > 0;
insert into rollup_editions (edition, at)
select edition, now() from rollup_clock where definitions_since > 0;
