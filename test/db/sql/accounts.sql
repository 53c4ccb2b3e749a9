-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/accounts/api-keys.ts

insert into api_keys (name, key_hash, area_id, requests_per_minute, created_by)
  values ($1, $2, $3, $4, $5)
  returning id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute",
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt";

insert into api_keys (name, key_hash, area_id, requests_per_minute, created_by, reports)
  values ($1, $2, $3, $4, $5,
    $6)
  returning id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt";

select id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute",
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt" from api_keys
  where area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz))
  order by id desc;

select id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute",
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt", key_hash as "keyHash" from api_keys where id = $1 and revoked_at is null;

select id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt" from api_keys
  where area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz))
  order by id desc;

select id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt", key_hash as "keyHash" from api_keys where id = $1 and revoked_at is null;

update api_keys set last_used_at = date_trunc('minute', $1::timestamptz)
where id = $2 and revoked_at is null
  and (last_used_at is null or last_used_at < date_trunc('minute', $3::timestamptz));

update api_keys set revoked_at = $1 where id = $2 and revoked_at is null returning id;

-- server/db/accounts/console-sessions.ts

delete from "console_sessions" where "id_hash" = $1;

delete from console_sessions where expires_at < now();

insert into console_sessions (id_hash, data, expires_at)
values ($1, $2::jsonb, $3)
on conflict (id_hash) do update set data = excluded.data, expires_at = excluded.expires_at;

select s.data || jsonb_build_object('account', jsonb_build_object('name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
select name from area_versions where area_id = u.area_id order by version desc limit 1))) as data from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and s.id_hash = $1;

select s.id_hash as "idHash" from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and s.id_hash = any($1::text[]);

-- server/db/accounts/users.ts

insert into "users" ("name", "password_hash", "role", "area_id") values ($1, $2, $3, $4) on conflict ("name") do update set "password_hash" = $5, "role" = $6, "area_id" = $7;

select jsonb_build_object('name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
select name from area_versions where area_id = u.area_id order by version desc limit 1)) as account, md5(concat_ws('/', u.role, u.area_id, u.password_hash)) as "grant", u.password_hash as "passwordHash"
  from users u where u.name = $1;

-- server/services/accounts/first-account.ts

delete from "settings" where "key" = $1 and "value" = $2;

insert into "settings" ("key", "value") values ($1, $2) on conflict ("key") do update set "value" = $3;

select exists (select from users) as has;
