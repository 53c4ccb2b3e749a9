-- Where a kept track was when, so that whoever went the same way at the same time is found among any number of people out, of whatever
-- parent. Null for tracks packed before; those are looked at by their hours until the patrol is judged again.
alter table patrol_tracks add column places bigint[];
comment on column patrol_tracks.places is 'placesOf of server/domain/verification/integrity/places.ts';
-- Read moments after it is written, so nothing waits in a list beside it.
create index patrol_tracks_places on patrol_tracks using gin (places) with (fastupdate = off);
