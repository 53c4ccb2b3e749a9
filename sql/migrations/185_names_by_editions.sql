-- From which edition on answers know what an area, an officer or a department is called, and where an area hangs: an import dated back changes no
-- answer as of an earlier edition. When rows on record came is not known, so every edition knows them (0) and answers as it did.
alter table area_versions add column since_edition bigint not null default 0;
alter table officer_names add column since_edition bigint not null default 0;
create table department_names (
  department_id bigint not null references departments (id),
  since_edition bigint not null,
  name text not null,
  primary key (department_id, since_edition)
);
insert into department_names (department_id, since_edition, name) select id, 0, name from departments;
