-- Accounts: ended, given a password that must be changed, proven by a second factor, or known to a provider of identities.
alter table users
  add column disabled_at timestamptz,
  -- Name of the account that did so; null: the provider gave it no role any more, and may give it one again.
  add column disabled_by text,
  -- The password was made by somebody else: it must be changed, and until then. null: it is the own one.
  add column temporary_until timestamptz,
  add column last_sign_in_at timestamptz,
  -- Secret of the second factor under the server's key, and the time step of the last code that worked; without a step it is not confirmed yet.
  add column totp_sealed text,
  add column totp_step bigint,
  -- SHA-256 of codes that let in once each where the second factor is lost.
  add column recovery_hashes text[] not null default '{}',
  -- Who else signs this account in, and by which name there.
  add column issuer text,
  add column subject text;
create unique index users_by_subject on users (issuer, subject);

alter table console_sessions
  add column started_at timestamptz not null default now(),
  add column seen_at timestamptz not null default now();
