-- Since when a phone of its own is a handheld by a sheet, and since when it is turned away and why. Another secret lets it in again.
alter table handhelds
  add column enrolled_at timestamptz,
  add column revoked_at timestamptz,
  add column revoked_why text check (revoked_why in ('lost', 'replaced', 'retired'));
