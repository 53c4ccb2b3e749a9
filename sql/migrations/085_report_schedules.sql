-- Reports that are made and sent by themselves: each whole period of an area once, by mail and to webhooks.
create table report_schedules (
  id bigint generated always as identity primary key,
  area_id bigint not null references areas (id),
  period text not null check (period in ('day', 'week', 'month', 'quarter')),
  language text not null,
  recipients text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  -- The day after the last period that was sent, or that had ended when it was made.
  sent_to date not null,
  sent_at timestamptz,
  failed_at timestamptz,
  error text
);
