import { byHandheld } from '../../contract/handhelds/by-handheld.ts';
import type { IncidentInput, IncidentOutcome } from '../../contract/people/provision.ts';
import { keepOrphanIncident, type OrphanIncident } from '../../db/incidents/orphan-incidents.ts';
import { type Duty, findDutySpell } from '../../db/people/duty.ts';
import { OFF_DUTY_WORDS } from '../../domain/entrance/admit.ts';
import { placedIncident } from '../../domain/entrance/event-moment.ts';
import { offDutyBecause } from '../../domain/entrance/on-duty.ts';
import { admitReports, type IncidentReportOptions, reportIncidents } from './report-incidents.ts';

/**
 * Takes in what an officer on duty found, at the time it was by the server's clock; answers once it is stored. What is right but of a moment at which nobody carried the
 * handheld, or an officer without a grid, is kept apart, and joined when an assignment is put on record for it.
 */
export async function reportFound(
  options: IncidentReportOptions,
  told: OrphanIncident,
): Promise<IncidentOutcome> {
  const { db, now } = options;
  const found = { ...told, incident: placedIncident(told.incident, now()) };
  const { duty } = await findDutySpell(db, found.handheldId, found.incident.t);
  if (duty && offDutyBecause(found.incident.t, duty) !== 'no-grid')
    return takeFound(options, found, duty);
  const item = toInput(found);
  const { outcomes } = await admitReports(options, [item], found.datum);
  if (outcomes[0]) return outcomes[0];
  await keepOrphanIncident(db, found, now());
  return {
    id: item.id,
    outcome: 'stored',
    detail: duty
      ? 'the officer has no grid then: kept apart until one is on record'
      : 'nobody is on record for this handheld then: kept apart until somebody is',
  };
}

/** The same of a moment at which somebody carried the handheld. */
export async function takeFound(
  options: IncidentReportOptions,
  found: OrphanIncident,
  duty: Duty,
): Promise<IncidentOutcome> {
  const { datum, incident } = found;
  const item = toInput(found);
  const off = offDutyBecause(incident.t, duty);
  if (off)
    return {
      id: item.id,
      outcome: 'refused',
      reason: 'off-duty',
      detail: `${OFF_DUTY_WORDS[off]}; nothing was kept`,
    };
  const by = byOf(found);
  const [outcome] = await reportIncidents(options, [item], { datum, by, within: null });
  return outcome!;
}

const byOf = ({ code }: OrphanIncident) => byHandheld(code);

const toInput = (found: OrphanIncident): IncidentInput => {
  const { category, id, position, severity, since, t } = found.incident;
  return {
    id: `${byOf(found)}:${id}`,
    category,
    severity,
    foundBy: 'detected',
    position,
    from: new Date(since ?? t).toISOString(),
    to: new Date(t).toISOString(),
  };
};
