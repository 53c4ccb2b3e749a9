-- A search by the name of a category reads its cases, not all there are.
create index cases_by_category on cases (category, opened_at desc);
