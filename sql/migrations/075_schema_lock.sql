-- Servers that bring a schema up to date take turns by an advisory lock alone.
drop table if exists kysely_migration_lock;
