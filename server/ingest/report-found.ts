import type { HandheldIncident } from '../contract/fixes/handheld.ts';
import type { IncidentInput, IncidentOutcome } from '../contract/people/provision.ts';
import { Refusal } from '../errors.ts';
import type { Source } from './authenticate.ts';
import type { DutyRoster } from './duty-roster.ts';
import { type IncidentReportOptions, reportIncidents } from './report-incidents.ts';

/** Takes in what an officer on duty found; answers once it is stored. Throws `unassigned` where nobody carried the handheld then. */
export async function reportFound(
  { roster, ...options }: IncidentReportOptions & { roster: DutyRoster },
  source: Source & { code: string },
  { category, id, position, severity, since, t }: HandheldIncident,
): Promise<IncidentOutcome> {
  const duty = await roster.find(source.handheldId, t);
  if (!duty) throw new Refusal('unassigned');
  const by = `handheld:${source.code}`;
  const incidentId = `${by}:${id}`;
  if (!duty.onDuty(t))
    return {
      id: incidentId,
      outcome: 'refused',
      reason: 'off-duty',
      detail: 't lies outside the hours of duty; nothing was kept',
    };
  const incident: IncidentInput = {
    id: incidentId,
    category,
    severity,
    foundBy: 'detected',
    position,
    from: new Date(since ?? t).toISOString(),
    to: new Date(t).toISOString(),
  };
  const [outcome] = await reportIncidents(options, [incident], {
    datum: source.datum,
    by,
    within: null,
  });
  return outcome!;
}
