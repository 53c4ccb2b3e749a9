-- What lies round a place, whatever its grid.
create index incidents_by_place on incidents using gist (position);
