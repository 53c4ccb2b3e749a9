-- Whom an officer stands in for is asked with every handheld that comes in.
create index officer_leave_by_substitute on officer_leave (substitute_id) where substitute_id is not null;
