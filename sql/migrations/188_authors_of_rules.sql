-- Who put deadlines of cases and scoring schemes in force, and when; null where that was not noted.
alter table case_deadlines add column published_by text;
alter table case_deadlines add column published_at timestamptz;
alter table scoring_scheme_versions add column published_by text;
alter table scoring_scheme_versions add column published_at timestamptz;
