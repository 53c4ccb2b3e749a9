-- What people last decided over a patrol: the latest decision of an objection, whatever was objected to since and however many verdicts came
-- after. `outcome` is null where the verdict was upheld.
create or replace function standing_decision(officer bigint, patrol bigint)
returns table (decision text, outcome text, verdict_version integer)
language sql stable as $$
  select decision, outcome, verdict_version from contests
  where officer_id = officer and patrol_id = patrol and decision is not null
  order by decided_at desc, id desc
  limit 1
$$;
