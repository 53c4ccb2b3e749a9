-- Which notice of how their data is handled an officer was shown and took note of, and when.
create table officer_agreements (
  officer_id bigint not null references officers (id),
  notice text not null,
  agreed_at timestamptz not null,
  handheld_id bigint not null,
  primary key (officer_id, notice)
);
