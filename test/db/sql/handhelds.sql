-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/handhelds/bindings.ts

insert into handheld_bindings (handheld_id, protocol, device, token_hash, address_range, shared_key, register_until, terminal, created_by)
  values ($1, $2, $3, $4,
    $5::cidr, $6, $7::timestamptz,
    $8, $9)
  on conflict (protocol, device) where revoked_at is null do nothing
  returning id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
terminal, case when asked_terminal is not null then json_build_object('terminal', asked_terminal, 'from', asked_from,
  'at', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as asked, created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt";

select b.handheld_id as "handheldId", h.code, h.datum, b.token_hash as "tokenHash", b.device,
  b.address_range::text as "addressRange", b.shared_key as "sharedKey"
from handheld_bindings b join handhelds h on h.id = b.handheld_id
where b.revoked_at is null and b.protocol = $1 and b.device = $2;

select b.handheld_id as "handheldId", h.code, h.datum, b.token_hash as "tokenHash", b.device,
  b.address_range::text as "addressRange", b.shared_key as "sharedKey"
from handheld_bindings b join handhelds h on h.id = b.handheld_id
where b.revoked_at is null and b.protocol = $1 and b.token_hash = $2;

select handheld_id as id from handheld_bindings
where protocol = $1 and (token_hash = $2 or (device = $3 and revoked_at is null))
union all select id from handhelds where code = $4 limit 1;

select id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
terminal, case when asked_terminal is not null then json_build_object('terminal', asked_terminal, 'from', asked_from,
  'at', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as asked, created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt" from handheld_bindings where handheld_id = $1 order by id desc;

update handheld_bindings set
  token_hash = case when upper(terminal) is not distinct from upper($1::text) then $2 else token_hash end,
  register_until = case when upper(terminal) is not distinct from upper($3::text) then null else register_until end,
  asked_terminal = case when upper(terminal) is not distinct from upper($4::text) then null else $5 end,
  asked_from = $6, asked_at = $7
where protocol = 'jt808' and device = $8 and revoked_at is null and register_until > $9
returning register_until is null as given;

update handheld_bindings set revoked_at = $1
where id = $2 and handheld_id = $3 and revoked_at is null returning id;

update handheld_bindings set terminal = $1, register_until = $2,
    asked_terminal = null
  where id = $3 and handheld_id = $4 and protocol = 'jt808' and revoked_at is null
    and token_hash is null and address_range is null
  returning id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
terminal, case when asked_terminal is not null then json_build_object('terminal', asked_terminal, 'from', asked_from,
  'at', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as asked, created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt";

-- server/db/handhelds/enrolments.ts

with made as (
  select "handheldId" as handheld_id, "tokenHash" as token_hash
  from json_to_recordset($1::json) as e ("handheldId" bigint, "tokenHash" text)
), replaced as (
  update handheld_enrolments set ended_at = $2
  where handheld_id in (select handheld_id from made) and ended_at is null
)
insert into handheld_enrolments (handheld_id, token_hash, created_by, created_at, expires_at)
select handheld_id, token_hash, $3, $4::timestamptz, $5::timestamptz from made;

with redeemed as (
  update handheld_enrolments set ended_at = $1
  where token_hash = $2 and ended_at is null and expires_at > $3
  returning handheld_id
), changed as (
  update handhelds h set secret_hash = $4, enrolled_at = $5, revoked_at = null, revoked_why = null
  from redeemed r where h.id = r.handheld_id
  returning h.code
)
select code from changed
union all
select h.code from handheld_enrolments e join handhelds h on h.id = e.handheld_id
where e.token_hash = $6 and h.secret_hash = $7;

-- server/db/handhelds/keys.ts

insert into handheld_keys (handheld_id, public_key, secret_hash, since)
select id, $1, secret_hash, $2::timestamptz from handhelds where id = $3
on conflict do nothing;

select from handheld_keys k join handhelds h on h.id = k.handheld_id and h.secret_hash = k.secret_hash
where k.handheld_id = $1 and k.public_key = $2;

-- server/db/handhelds/messages.ts

insert into handheld_messages as m (handheld_id, protocol, heard_at, last_defect, defect_at, messages, stored,
  duplicate, refused, left_out)
select "handheldId", protocol, "heardAt", defect, case when defect is not null then "heardAt" end, messages, stored,
  duplicate, refused, "left"
from json_to_recordset($1::json) as r ("handheldId" bigint, protocol text,
  "heardAt" timestamptz, defect text, messages bigint, stored bigint, duplicate bigint, refused bigint, "left" bigint)
order by 1, 2
on conflict (handheld_id, protocol) do update set
  heard_at = greatest(m.heard_at, excluded.heard_at),
  last_defect = coalesce(excluded.last_defect, m.last_defect),
  defect_at = coalesce(excluded.defect_at, m.defect_at),
  messages = m.messages + excluded.messages, stored = m.stored + excluded.stored,
  duplicate = m.duplicate + excluded.duplicate, refused = m.refused + excluded.refused,
  left_out = m.left_out + excluded.left_out;

select protocol, to_char(heard_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "heardAt", last_defect as "lastDefect", to_char(defect_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "defectAt",
  messages, stored, duplicate, refused, left_out as "leftOut"
from handheld_messages where handheld_id = $1 order by protocol;

-- server/db/handhelds/origins.ts

insert into fix_origins (handheld_id, session, protocol, trust)
select "handheldId", session, protocol, trust
from json_to_recordset($1::json) as r ("handheldId" bigint, session timestamptz, protocol text,
  trust text)
order by 1, 2, 3, 4
on conflict do nothing;

insert into fix_origins (handheld_id, session, protocol, trust)
select distinct o.handheld_id, m."to", o.protocol, o.trust
from unnest($1::bigint[], $2::timestamptz[],
  $3::timestamptz[]) as m (handheld_id, session, "to")
join fix_origins o on o.handheld_id = m.handheld_id and o.session = m.session
order by 1, 2, 3, 4
on conflict do nothing;

select distinct h.code as handheld, coalesce(o.protocol, 'xunji') as protocol, coalesce(o.trust, 'secret') as trust
from unnest($1::bigint[],
  $2::timestamptz[]) as s (handheld_id, session)
join handhelds h on h.id = s.handheld_id
left join fix_origins o on o.handheld_id = s.handheld_id and o.session = s.session
order by 1, 2, 3;

-- server/db/handhelds/push-subscriptions.ts

delete from push_subscriptions
where endpoint = $1 and ($2::bigint is null or handheld_id = $3);

delete from push_subscriptions where created_at < $1 returning endpoint;

insert into push_subscriptions (endpoint, handheld_id, p256dh, auth, language, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (endpoint) do update set handheld_id = excluded.handheld_id, p256dh = excluded.p256dh, auth = excluded.auth,
  language = excluded.language, created_at = excluded.created_at;

select endpoint, json_build_object('p256dh', p256dh, 'auth', auth) as keys, language
from push_subscriptions where handheld_id = $1 order by endpoint;

-- server/db/handhelds/scope.ts

with
below as (
  select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
), held as (
  select h.*, (array_agg(o.id order by ha.valid_from desc))[1] as officer_id,
    (array_agg(oa.area_id order by ha.valid_from desc, oa.valid_from desc) filter (where oa.area_id is not null))[1] as grid_id,
    bool_or(coalesce(coalesce(oa.area_id, (
select h.area_id from (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) h where h.officer_id = o.id and h.valid_from <= $4::timestamptz
  and (h.valid_to is null or $5::timestamptz < h.valid_to)), h.home_area_id) in (select id from below), exists (
select from areas_at($6::timestamptz) where area_id = $7 and parent_id is null))) as seen
  from handhelds h
  left join handheld_assignments ha on ha.handheld_id = h.id
    and ha.valid_from <= $8 and (ha.valid_to is null or $9 < ha.valid_to)
  left join officers o on o.id = ha.officer_id
  left join officer_assignments oa on oa.officer_id = o.id
    and oa.valid_from <= $10 and (oa.valid_to is null or $11 < oa.valid_to)
  group by h.id
)
  select h.datum, h.officer_id as "officerId",
    area_time_zone(coalesce(h.grid_id, $12::bigint), $13::timestamptz) as "timeZone"
  from held h where h.id = $14;

with
below as (
  select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
), held as (
  select h.*, (array_agg(o.id order by ha.valid_from desc))[1] as officer_id,
    (array_agg(oa.area_id order by ha.valid_from desc, oa.valid_from desc) filter (where oa.area_id is not null))[1] as grid_id,
    bool_or(coalesce(coalesce(oa.area_id, (
select h.area_id from (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) h where h.officer_id = o.id and h.valid_from <= $4::timestamptz
  and (h.valid_to is null or $5::timestamptz < h.valid_to)), h.home_area_id) in (select id from below), exists (
select from areas_at($6::timestamptz) where area_id = $7 and parent_id is null))) as seen
  from handhelds h
  left join handheld_assignments ha on ha.handheld_id = h.id
    and ha.valid_from <= $8 and (ha.valid_to is null or $9 < ha.valid_to)
  left join officers o on o.id = ha.officer_id
  left join officer_assignments oa on oa.officer_id = o.id
    and oa.valid_from <= $10 and (oa.valid_to is null or $11 < oa.valid_to)
  group by h.id
), listed as (
    select h.id, h.code, h.datum, h.officer_id, h.grid_id,
      greatest(
        (select max(heard_at) from handheld_messages m where m.handheld_id = h.id and heard_at > $12::timestamptz - interval '7 days'),
        (select max(receive_time) from orphan_fixes o where o.handheld_id = h.id and receive_time > $13::timestamptz - interval '7 days'),
        (select receive_time from last_fix(h.id::int, $14::timestamptz - interval '7 days', 'infinity'))) as heard,
      coalesce((select sum(r.count) from
refused_fixes r where r.handheld_id = h.id and r.reason not in ('cleaned', 'renamed')
  and r.day > ($15::timestamptz at time zone 'UTC')::date - 7 and r.day <= ($16::timestamptz at time zone 'UTC')::date), 0)::float8 as refused
    from held h where h.seen
  )
  select id, code, datum, officer_id as "officerId", refused, to_char(heard at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "heardAt",
    to_json(array_remove(array[case when officer_id is null then 'officer' end,
      case when officer_id is not null and grid_id is null then 'grid' end, case when heard is null then 'heard' end], null)) as lacks
  from listed order by code;

-- server/db/handhelds/states.ts

update handheld_bindings set revoked_at = $1 where handheld_id = $2 and revoked_at is null;

update handheld_enrolments set ended_at = $1 where handheld_id = $2 and ended_at is null;

update handhelds set secret_hash = $1, revoked_at = $2, revoked_why = $3 where id = $4;

with
below as (
  select area_subtree($1::bigint, $2::timestamptz, $3::timestamptz) as id
), held as (
  select h.*, (array_agg(o.id order by ha.valid_from desc))[1] as officer_id,
    (array_agg(oa.area_id order by ha.valid_from desc, oa.valid_from desc) filter (where oa.area_id is not null))[1] as grid_id,
    bool_or(coalesce(coalesce(oa.area_id, (
select h.area_id from (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) h where h.officer_id = o.id and h.valid_from <= $4::timestamptz
  and (h.valid_to is null or $5::timestamptz < h.valid_to)), h.home_area_id) in (select id from below), exists (
select from areas_at($6::timestamptz) where area_id = $7 and parent_id is null))) as seen
  from handhelds h
  left join handheld_assignments ha on ha.handheld_id = h.id
    and ha.valid_from <= $8 and (ha.valid_to is null or $9 < ha.valid_to)
  left join officers o on o.id = ha.officer_id
  left join officer_assignments oa on oa.officer_id = o.id
    and oa.valid_from <= $10 and (oa.valid_to is null or $11 < oa.valid_to)
  group by h.id
)
  select h.id, h.code, h.datum, o.name as officer, o.code as "officerCode", h.grid_id as "gridId", g.name as grid,
    coalesce((
select json_agg(json_build_object('officer', c.name, 'officerCode', c.code, 'gridId', c.grid_id, 'grid', c.grid, 'from', to_char(c.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.since, c.code)
from (
  select distinct on (p.id) p.id, p.name, p.code, ha.valid_from as since, own.area_id as grid_id, v.name as grid
  from handheld_assignments ha join officers p on p.id = ha.officer_id
  cross join lateral (select greatest(ha.valid_from, $12::timestamptz) as begins) b
  left join lateral (
    select oa.area_id from officer_assignments oa where oa.officer_id = p.id
      and oa.valid_from <= b.begins and (oa.valid_to is null or b.begins < oa.valid_to)
    order by oa.valid_from desc limit 1) own on true
  left join lateral (select name from area_versions where area_id = own.area_id order by version desc limit 1) v on true
  where ha.handheld_id = h.id and (ha.valid_to is null or ha.valid_to > $13::timestamptz)
    and ha.valid_from <= $14::timestamptz + interval '7 days'
    and coalesce(coalesce(own.area_id, (
select h.area_id from (
select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
union all
select officer_id, area_id, valid_from, valid_to from former_homes) h where h.officer_id = p.id and h.valid_from <= b.begins
  and (h.valid_to is null or b.begins < h.valid_to))) in (select id from below), exists (
select from areas_at($15::timestamptz) where area_id = $16 and parent_id is null))
  order by p.id, ha.valid_from) c), '[]') as carriers,
    to_char(h.enrolled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "enrolledAt", to_char(h.revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt", h.revoked_why as "revokedWhy",
    (select to_char(max(e.expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from handheld_enrolments e
      where e.handheld_id = h.id and e.ended_at is null and e.expires_at > $17::timestamptz) as "sheetUntil",
    to_char(f.receive_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "heardAt",
    round(extract(epoch from f.sent_time - f.receive_time)::numeric, 1)::float8 as "clockOffsetS",
    f.battery_pct::int as "batteryPct",
    (select min(w.protocol) from fix_origins w where w.handheld_id = h.id and w.session = f.session) as wire,
    coalesce((
      select json_agg(json_build_object('reason', r.reason, 'count', r.count) order by r.count desc, r.reason) from (
        select r.reason, sum(r.count)::int as count from
refused_fixes r where r.handheld_id = h.id and r.reason not in ('cleaned', 'renamed')
  and r.day > ($18::timestamptz at time zone 'UTC')::date - 7 and r.day <= ($19::timestamptz at time zone 'UTC')::date group by r.reason) r), '[]') as refused
  from held h
  left join officers o on o.id = h.officer_id
  left join areas_at($20::timestamptz) g on g.area_id = h.grid_id
  left join lateral last_fix(h.id::int, $21::timestamptz - interval '31 days', $22::timestamptz + interval '1 day') f on true
  where h.seen order by h.code;

-- server/db/handhelds/texts.ts

delete from handheld_texts where sent_at < $1 returning id;

insert into handheld_texts (handheld_id, text, lng, lat, sent_by, sent_at)
select unnest($1::bigint[]), $2, $3, $4,
  $5, $6
returning handheld_id as "handheldId", id, text, case when lng is not null then json_build_object('lng', lng, 'lat', lat) end as place, sent_by as "by", to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at;

select handheld_id as id from handheld_assignments
where officer_id = $1 and valid_from <= $2 and (valid_to is null or $3 < valid_to)
order by id;

select id, text, case when lng is not null then json_build_object('lng', lng, 'lat', lat) end as place, sent_by as "by", to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from handheld_texts t
where handheld_id = $1 and taken_at is null and sent_at > $2
  and not exists (
    select from handheld_assignments a where a.handheld_id = t.handheld_id and t.sent_at >= a.valid_from and (a.valid_to is null or t.sent_at < a.valid_to) and not exists (
      select from handheld_assignments b where b.handheld_id = t.handheld_id and b.officer_id = a.officer_id
        and b.valid_from <= $3 and (b.valid_to is null or $4 < b.valid_to)))
order by id;

select id, text, case when lng is not null then json_build_object('lng', lng, 'lat', lat) end as place, sent_by as "by", to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  to_char(taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "takenAt", to_char(read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "readAt"
from (
  select min(t.id) as id, t.text, t.lng, t.lat, t.sent_by, t.sent_at, min(t.taken_at) as taken_at, min(t.read_at) as read_at
  from unnest($1::bigint[], $2::timestamptz[],
    $3::timestamptz[]) as s (handheld_id, first, last)
  join handheld_texts t on t.handheld_id = s.handheld_id and t.sent_at between s.first and s.last
  group by t.text, t.lng, t.lat, t.sent_by, t.sent_at
) told order by sent_at desc, id desc limit $4;

update handheld_texts set read_at = coalesce(read_at, $1), taken_at = coalesce(taken_at, $2)
where id = $3 and handheld_id = $4 returning id;

update handheld_texts set taken_at = coalesce(taken_at, $1)
where id = $2 and handheld_id = $3 returning id;
