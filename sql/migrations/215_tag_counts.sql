-- What a tag that counts its reads said with its code. A count that was told before is no read of the tag, but of a copy.
alter table checkpoint_scans add column tag_count integer check (tag_count >= 0);
create index checkpoint_scans_counted on checkpoint_scans (code_id, tag_count) where tag_count is not null;
