-- Ways of looking at cases that somebody gave a name: the search part of an address. They go with the account.
create table saved_views (
  user_id bigint not null references users (id) on delete cascade,
  name text not null,
  search text not null,
  primary key (user_id, name)
);
