-- What a handheld reported first is its officer's find, whoever corrected it since.
create index incident_versions_by_handheld on incident_versions (reported_by) where version = 1 and reported_by like 'handheld:%';
