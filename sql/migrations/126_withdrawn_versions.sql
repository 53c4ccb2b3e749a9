-- The highest version of an area that was taken back before it held: its number names no other version.
alter table areas add column withdrawn_version integer;
