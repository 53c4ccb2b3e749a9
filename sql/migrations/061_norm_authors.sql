-- Who put a version of a norm in force, and when; null where that was not noted.
alter table norm_versions add column published_by text;
alter table norm_versions add column published_at timestamptz;
