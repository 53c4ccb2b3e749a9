-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/accounts/api-keys.ts

insert into api_keys (name, key_hash, area_id, requests_per_minute, created_by, reports, persons)
  values ($1, $2, $3, $4, $5,
    $6, $7)
  returning id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports, persons,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt";

select id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports, persons,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt" from api_keys
  where area_id in (select area_subtree($1::bigint, '-infinity', $2::timestamptz))
  order by id desc;

select id, name, area_id as "areaId", requests_per_minute as "requestsPerMinute", reports, persons,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsedAt",
to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt", key_hash as "keyHash" from api_keys where id = $1 and revoked_at is null;

update api_keys set last_used_at = date_trunc('minute', $1::timestamptz)
where id = $2 and revoked_at is null
  and (last_used_at is null or last_used_at < date_trunc('minute', $3::timestamptz));

update api_keys set revoked_at = $1 where id = $2 and revoked_at is null returning id;

-- server/db/accounts/console-sessions.ts

delete from "console_sessions" where "id_hash" = $1;

delete from console_sessions s using users u
where s.id_hash = $1 and u.id = $2 and u.name = s.data -> 'account' ->> 'name'
returning s.id_hash;

delete from console_sessions s using users u
where u.id = $1 and u.name = s.data -> 'account' ->> 'name';

delete from console_sessions where expires_at < now();

insert into console_sessions (id_hash, data, expires_at)
values ($1, $2::jsonb, $3)
on conflict (id_hash) do update set data = excluded.data, expires_at = excluded.expires_at;

select s.id_hash as id, to_char(s.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt", to_char(s.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "seenAt",
    to_char(s.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt", s.data ->> 'address' as address, s.data ->> 'agent' as agent
  from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and u.disabled_at is null and ($1 = 0 or s.seen_at > now() - make_interval(mins => $2)) and u.id = $3
  order by s.seen_at desc, s.started_at desc;

with touched as (
update console_sessions s set seen_at = now()
where s.id_hash = any($1::text[]) and s.seen_at < now() - interval '1 minute' and ($2 = 0 or s.seen_at > now() - make_interval(mins => $3)))
  select s.data || jsonb_build_object('account', jsonb_build_object('id', u.id, 'name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
select name from area_versions where area_id = u.area_id order by version desc limit 1), 'due', case
when u.temporary_until is not null then 'password'
when u.totp_step is null and u.subject is null and u.role = any($4::text[]) then 'second-factor' end), 'endsAt', to_char(s.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as data
  from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and u.disabled_at is null and ($5 = 0 or s.seen_at > now() - make_interval(mins => $6)) and s.id_hash = $7;

with touched as (
update console_sessions s set seen_at = now()
where s.id_hash = any($1::text[]) and s.seen_at < now() - interval '1 minute' and ($2 = 0 or s.seen_at > now() - make_interval(mins => $3)))
  select s.id_hash as "idHash"
  from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and u.disabled_at is null and ($4 = 0 or s.seen_at > now() - make_interval(mins => $5)) and s.id_hash = any($6::text[]) and case
when u.temporary_until is not null then 'password'
when u.totp_step is null and u.subject is null and u.role = any($7::text[]) then 'second-factor' end is null;

-- server/db/accounts/managed.ts

insert into users (name, role, area_id, password_hash, temporary_until)
values ($1, $2, $3, $4, $5)
on conflict (name) do nothing returning id;

update users set last_sign_in_at = $1 where id = $2;

update users set password_hash = $1, temporary_until = $2::timestamptz where id = $3;

update users set role = coalesce($1, role), area_id = coalesce($2::bigint, area_id),
  disabled_at = case when $3::boolean then coalesce(disabled_at, $4::timestamptz)
    when not $5::boolean then null else disabled_at end,
  disabled_by = case when $6::boolean then $7 else disabled_by end
where id = $8;

with live as (select u.id, count(*)::int as sessions from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and u.disabled_at is null and ($1 = 0 or s.seen_at > now() - make_interval(mins => $2)) group by u.id)
select u.id, u.name, u.role, u.area_id as "areaId", to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  to_char(u.disabled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "disabledAt", to_char(u.last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSignInAt",
  to_char(u.temporary_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "temporaryUntil", u.totp_step is not null as "secondFactor",
  u.subject is not null as provider, coalesce(live.sessions, 0) as sessions
from users u left join live on live.id = u.id where u.area_id in (select area_subtree($3::bigint, '-infinity', $4::timestamptz)) order by u.name;

with live as (select u.id, count(*)::int as sessions from console_sessions s
join users u on u.name = s.data -> 'account' ->> 'name' and md5(concat_ws('/', u.role, u.area_id, u.password_hash)) = s.data ->> 'grant'
where s.expires_at > now() and u.disabled_at is null and ($1 = 0 or s.seen_at > now() - make_interval(mins => $2)) group by u.id)
select u.id, u.name, u.role, u.area_id as "areaId", to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  to_char(u.disabled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "disabledAt", to_char(u.last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSignInAt",
  to_char(u.temporary_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "temporaryUntil", u.totp_step is not null as "secondFactor",
  u.subject is not null as provider, coalesce(live.sessions, 0) as sessions
from users u left join live on live.id = u.id where u.id = $3;

-- server/db/accounts/provided.ts

insert into users (name, role, area_id, password_hash, issuer, subject)
values ($1, $2, $3, $4, $5, $6)
on conflict do nothing returning id;

select id from areas where code = $1;

select id, name, disabled_at is not null and disabled_by is not null as "isDisabledHere"
from users where issuer = $1 and subject = $2;

update users set disabled_at = $1, disabled_by = null
where id = $2 and disabled_at is null;

update users set role = $1, area_id = $2, disabled_at = null where id = $3;

-- server/db/accounts/saved-views.ts

delete from saved_views where user_id = $1 and name = $2;

insert into saved_views (user_id, name, search)
select $1::bigint, $2::text, $3::text
where (select count(*) from saved_views where user_id = $4 and name <> $5) < $6
on conflict (user_id, name) do update set search = excluded.search
returning name;

select name, search from saved_views where user_id = $1 order by name;

-- server/db/accounts/sealed.ts

select id, "previous_secret" as sealed from "webhooks" where "previous_secret" is not null order by id;

select id, "secret" as sealed from "checkpoint_codes" where "secret" is not null order by id;

select id, "secret" as sealed from "webhooks" where "secret" is not null order by id;

select id, "shared_key" as sealed from "handheld_bindings" where "shared_key" is not null order by id;

select id, "totp_sealed" as sealed from "users" where "totp_sealed" is not null order by id;

update "users" set "totp_sealed" = $1 where id = $2 and "totp_sealed" = $3;

-- server/db/accounts/second-factor.ts

select cardinality(recovery_hashes) as count from users where id = $1;

update users set recovery_hashes = array_remove(recovery_hashes, $1)
where id = $2 and $3 = any(recovery_hashes) returning id;

update users set totp_sealed = $1 where id = $2 and totp_step is null;

update users set totp_sealed = null, totp_step = null, recovery_hashes = '{}' where id = $1;

update users set totp_step = $1 where id = $2 and totp_step < $3 returning id;

update users set totp_step = $1, recovery_hashes = $2::text[]
where id = $3 and totp_step is null and totp_sealed is not null returning id;

-- server/db/accounts/users.ts

insert into "users" ("name", "password_hash", "role", "area_id") values ($1, $2, $3, $4) on conflict ("name") do update set "password_hash" = $5, "role" = $6, "area_id" = $7, "disabled_at" = $8, "temporary_until" = $9;

select jsonb_build_object('id', u.id, 'name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
select name from area_versions where area_id = u.area_id order by version desc limit 1), 'due', case
when u.temporary_until is not null then 'password'
when u.totp_step is null and u.subject is null and u.role = any($1::text[]) then 'second-factor' end) as account, md5(concat_ws('/', u.role, u.area_id, u.password_hash)) as "grant", u.password_hash as "passwordHash",
    (extract(epoch from u.disabled_at) * 1000)::float8 as "disabledAt", (extract(epoch from u.temporary_until) * 1000)::float8 as "temporaryUntil",
    u.totp_sealed as "totpSealed", u.totp_step::float8 as "totpStep"
  from users u where u.id = $2;

select jsonb_build_object('id', u.id, 'name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
select name from area_versions where area_id = u.area_id order by version desc limit 1), 'due', case
when u.temporary_until is not null then 'password'
when u.totp_step is null and u.subject is null and u.role = any($1::text[]) then 'second-factor' end) as account, md5(concat_ws('/', u.role, u.area_id, u.password_hash)) as "grant", u.password_hash as "passwordHash",
    (extract(epoch from u.disabled_at) * 1000)::float8 as "disabledAt", (extract(epoch from u.temporary_until) * 1000)::float8 as "temporaryUntil",
    u.totp_sealed as "totpSealed", u.totp_step::float8 as "totpStep"
  from users u where u.name = $2;

-- server/services/accounts/first-account.ts

delete from "settings" where "key" = $1 and "value" = $2;

insert into "settings" ("key", "value") values ($1, $2) on conflict ("key") do update set "value" = $3;

select exists (select from users) as has;
