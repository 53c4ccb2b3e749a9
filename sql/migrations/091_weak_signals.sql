-- Signals of a verdict that are too weak to count against its patrol; those of an officer are weighed together over weeks.
alter table verdicts add column weak text[] not null default '{}';
comment on column verdicts.weak is 'SignalCode[] of server/contract/patrols/verdict.ts';
create index verdicts_weak on verdicts (officer_id, patrol_id) where weak <> '{}';
update verdicts v set weak = w.codes from (
  select officer_id, patrol_id, version, array_agg(s ->> 'code' order by s ->> 'code') as codes
  from verdicts cross join lateral jsonb_array_elements(body -> 'signals') s
  where decided_at > now() - interval '57 days' and s ->> 'strength' = 'weak'
  group by 1, 2, 3
) w
where v.officer_id = w.officer_id and v.patrol_id = w.patrol_id and v.version = w.version;
