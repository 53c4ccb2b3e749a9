import { sql } from 'kysely';

/** By whom incident `i` was reported first: who corrects it, or brings it back, did not find it. */
export const FIRST_REPORTED_BY = sql`coalesce(
  (select v.reported_by from incident_versions v where v.incident_id = i.id and v.version = 1), i.reported_by)`;
