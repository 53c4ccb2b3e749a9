-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/http/shell/operations.ts

select 1;
