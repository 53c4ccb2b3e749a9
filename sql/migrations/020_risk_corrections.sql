-- Incidents that were corrected or withdrawn, in the order of that: what was found with them at a moment of an unfinished day is to be
-- looked at again. Written with the correction, taken out once the risk job has followed. A plain table, small.
create table risk_corrections (
  n bigint generated always as identity primary key,
  incident_id text not null
);
