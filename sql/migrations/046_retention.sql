-- Alerts whose positions are past their retention are looked for by time.
create index alerts_with_position on alerts (at) where position is not null;
