-- A duty of a department can say that a case of it goes there as it is opened, not only that it may be sent there.
alter table department_duties add column at_once boolean not null default false;
