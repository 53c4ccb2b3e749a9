-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/handhelds/bindings.ts

insert into handheld_bindings (handheld_id, protocol, device, token_hash, address_range, shared_key, register_until, created_by)
  values ($1, $2, $3, $4,
    $5::cidr, $6, $7::timestamptz, $8)
  on conflict (protocol, device) where revoked_at is null do nothing
  returning id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt";

select b.handheld_id as "handheldId", h.code, h.datum, b.token_hash as "tokenHash", b.device,
  b.address_range::text as "addressRange", b.shared_key as "sharedKey"
from handheld_bindings b join handhelds h on h.id = b.handheld_id
where b.revoked_at is null and b.protocol = $1 and b.device = $2;

select b.handheld_id as "handheldId", h.code, h.datum, b.token_hash as "tokenHash", b.device,
  b.address_range::text as "addressRange", b.shared_key as "sharedKey"
from handheld_bindings b join handhelds h on h.id = b.handheld_id
where b.revoked_at is null and b.protocol = $1 and b.token_hash = $2;

select id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "revokedAt" from handheld_bindings where handheld_id = $1 order by id desc;

update handheld_bindings set revoked_at = $1
where id = $2 and handheld_id = $3 and revoked_at is null returning id;

update handheld_bindings set token_hash = $1, register_until = null
where protocol = $2 and device = $3 and revoked_at is null and register_until > $4
returning id;

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

select distinct h.code as handheld, coalesce(o.protocol, 'xunji') as protocol, coalesce(o.trust, 'secret') as trust
from unnest($1::bigint[],
  $2::timestamptz[]) as s (handheld_id, session)
join handhelds h on h.id = s.handheld_id
left join fix_origins o on o.handheld_id = s.handheld_id and o.session = s.session
order by 1, 2, 3;

-- server/db/handhelds/scope.ts

with held as (
  select oa.area_id from handheld_assignments ha
  join officer_assignments oa on oa.officer_id = ha.officer_id
    and oa.valid_from <= $1 and (oa.valid_to is null or $2 < oa.valid_to)
  where ha.handheld_id = $3
    and ha.valid_from <= $4 and (ha.valid_to is null or $5 < ha.valid_to)
)
select datum, case when exists (select from held)
  then exists (select from held where area_id in (
    select area_subtree($6::bigint, $7::timestamptz, $8::timestamptz)))
  else exists (select from area_versions where area_id = $9 and parent_id is null)
end as "inScope"
from handhelds where id = $10;
