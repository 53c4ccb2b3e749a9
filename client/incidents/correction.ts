import type { Incident } from '../../server/contract/incidents/incident.ts';
import type { IncidentCorrection } from '../../server/contract/people/provision.ts';

/** Queries that show incidents, and are asked again after an act on one. */
export const CHANGES = ['incidents', 'cases', 'effort', 'audit'];

/** What an incident is to be; `to` null: a moment, not an interval. */
export interface Wanted extends Pick<Incident, 'category' | 'severity' | 'position' | 'from'> {
  to: string | null;
}

/** What of an incident is to be another than it is; null: nothing. */
export function correctionOf(was: Incident, wanted: Wanted): IncidentCorrection | null {
  const { category, from, position, severity } = wanted;
  const to = wanted.to ?? from;
  const isMoved = position.lng !== was.position.lng || position.lat !== was.position.lat;
  const isTimed = from !== was.from || to !== was.to;
  const correction = {
    ...(category === was.category ? {} : { category }),
    ...(severity === was.severity ? {} : { severity }),
    ...(isMoved ? { position } : {}),
    ...(isTimed ? { from, to } : {}),
  };
  return Object.keys(correction).length > 0 ? correction : null;
}
