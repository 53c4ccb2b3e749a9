-- By which wire positions of a handheld's session came, and what showed that they are its own. A session that is not in here came by our
-- own contract, with the handheld's own secret.
create table fix_origins (
  handheld_id bigint not null references handhelds (id),
  session timestamptz not null,
  protocol text not null,
  trust text not null check (trust in ('secret', 'token', 'broker', 'address', 'upload')),
  primary key (handheld_id, session, protocol, trust)
);
