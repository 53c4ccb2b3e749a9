-- What a deployment makes up once and keeps.
create table settings (
  key text primary key,
  value text not null
);
