-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/store/settings.ts

insert into settings (key, value) values ($1, $2)
on conflict (key) do update set value = settings.value
returning value;
