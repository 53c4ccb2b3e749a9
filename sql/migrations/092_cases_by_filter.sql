-- A page of cases by one state, level, severity, officer or department reads those, newest first, however rare: not all of a year.
create index cases_by_state on cases (state, opened_at desc, id desc);
create index cases_by_level on cases (level, opened_at desc, id desc);
create index cases_by_severity on cases (severity, opened_at desc, id desc);
create index cases_by_officer on cases (officer_id, opened_at desc, id desc) where officer_id is not null;
create index cases_by_department on cases (department_id, opened_at desc, id desc) where department_id is not null;
drop index cases_of_department;
