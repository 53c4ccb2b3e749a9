-- Who found a matter: the officer who carried the handheld that reported it. The points are that officer's, in whichever grid it lies.
-- A row may also stand for several matters, as departments count them.
alter table matters add column finder_id bigint, add column count integer not null default 1 check (count > 0),
  add column source text;
comment on column matters.finder_id is 'Officer; null: nobody known';
comment on column matters.count is 'Matters that are alike, of a department''s figures; 1 of an incident';
comment on column matters.source is 'Department whose record it is; null: an incident';
create index incidents_by_handheld on incidents (reported_by) where reported_by like 'handheld:%';
update matters m set finder_id = a.officer_id
from incidents i
join handhelds h on i.reported_by = 'handheld:' || h.code
join handheld_assignments a on a.handheld_id = h.id and a.valid_from <= i.occurred_to
  and (a.valid_to is null or i.occurred_to < a.valid_to)
where i.id = m.incident_id and m.superseded is null;

-- Who objected to a verdict: nobody decides an objection of their own.
alter table contests add column contested_by text;
comment on column contests.contested_by is 'Account, or handheld:CODE; null: before it was put on record';
