-- Whether a case was accepted in time is decided by the level that accepts it or lets its time go by (cases-2026.4); one passed on within the time of
-- its first level counted neither way. These are recorded anew, in the background. Figures of cases as of editions before are by other definitions and
-- are not given again; those of patrols are.
alter table rollup_clock add column case_definitions_since bigint not null default 0;
update rollup_clock set edition = edition + 1, case_definitions_since = edition + 1 where exists (select from case_records);
insert into rollup_editions (edition, at)
select edition, now() from rollup_clock where case_definitions_since > 0;
update cases set recorded_version = 0 where id in (
  select r.case_id from case_records r
  where r.superseded is null and r.accept_kept is null and r.accept_due is null
    and exists (select from case_facts f where f.case_id = r.case_id and f.step in ('pass-up', 'pass-down')));
