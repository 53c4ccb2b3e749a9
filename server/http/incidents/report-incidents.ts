import type { Context } from '../../context.ts';
import { may } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import {
  INCIDENTS_MAX,
  type IncidentBatch,
  type IncidentOutcome,
} from '../../contract/people/provision.ts';
import * as routes from '../../contract/routes/incidents.ts';
import { incidentHistory } from '../../db/incidents/incidents.ts';
import { Refusal } from '../../errors.ts';
import { reportIncidents } from '../../services/incidents/report-incidents.ts';
import type { Mount } from '../shell/mount.ts';

/** Incidents as they are reported, corrected and taken back: by administrators anywhere, by supervisors within their area. */
export function reportIncidentRoutes(mount: Mount, { announce, db, now }: Context): void {
  const report = (
    account: Account,
    items: readonly unknown[],
    datum: IncidentBatch['datum'] = 'wgs84',
  ) =>
    reportIncidents({ db, now, onChanged: announce.incidents }, items, {
      datum,
      by: account.name,
      within: withinOf(account),
    });

  /** The history of an incident that the account may change. */
  async function known(account: Account, id: string) {
    const history = await incidentHistory(db, id, withinOf(account));
    if (!history) throw new Refusal('not-found', `there is no incident ${id}`);
    return history;
  }

  mount(routes.reportIncidents, async ({ body, account }) => {
    const { datum, incidents } = body;
    if (incidents.length > INCIDENTS_MAX)
      throw new Refusal(
        'invalid',
        `a batch holds at most ${INCIDENTS_MAX} incidents, this one has ${incidents.length}; nothing was taken`,
      );
    return { outcomes: await report(account, incidents, datum) };
  });

  mount(routes.correctIncident, async ({ params, body, account }) => {
    const { id } = params;
    const { current } = await known(account, id);
    if (!current) throw new Refusal('wrong-state', `incident ${id} was withdrawn`);
    const { category, foundBy, from, position, revision, severity, to } = current;
    const was = { category, foundBy, from, position, revision, severity, to };
    // An instant that moves without an interval stays an instant.
    const instant = from === to && body.from !== undefined ? { to: undefined } : {};
    const outcome = await report(account, [
      withoutUndefined({ ...was, ...instant, ...body, id, correction: true }),
    ]);
    refuse(outcome[0]!);
    return known(account, id);
  });

  mount(routes.withdrawIncident, async ({ params, query, account }) => {
    const { id } = params;
    const { comment } = query;
    const [outcome] = await report(account, [withoutUndefined({ id, withdrawn: true, comment })]);
    refuse(outcome!);
    return known(account, id);
  });
}

/** The area whose incidents an account may report; null: all. */
const withinOf = ({ areaId, role }: Account) => (may(role, 'report-anywhere') ? null : areaId);

const withoutUndefined = (item: object) =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

function refuse({ detail, outcome, reason }: IncidentOutcome): void {
  if (outcome !== 'refused') return;
  throw new Refusal(reason === 'unknown-incident' ? 'not-found' : 'invalid', detail);
}
