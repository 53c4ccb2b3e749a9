import type { Context } from '../../context.ts';
import type { Account } from '../../contract/accounts/account.ts';
import {
  INCIDENTS_MAX,
  type IncidentBatch,
  type IncidentOutcome,
} from '../../contract/people/provision.ts';
import * as routes from '../../contract/routes/analysis/incidents.ts';
import { isTopArea } from '../../db/access/standings.ts';
import { incidentHistory } from '../../db/incidents/incidents.ts';
import { Refusal } from '../../errors.ts';
import { reportIncidents } from '../../services/incidents/report-incidents.ts';
import type { Mount } from '../shell/mount.ts';
import { withoutUndefined } from '../shell/without-undefined.ts';

/** Incidents as they are reported, corrected and taken back: within the area of who reports: the top one holds all there is. */
export function reportIncidentRoutes(mount: Mount, { announce, db, now }: Context): void {
  const report = async (
    account: Account,
    items: readonly unknown[],
    datum: IncidentBatch['datum'] = 'wgs84',
  ) =>
    reportIncidents({ db, now, onChanged: announce.incidents, onCases: announce.cases }, items, {
      datum,
      by: account.name,
      within: (await isTopArea(db, account.areaId, now())) ? null : account.areaId,
    });

  async function known(id: string) {
    const history = await incidentHistory(db, id, null);
    if (!history) throw Refusal.of('not-found', 'no-incident', { id });
    return history;
  }

  mount(routes.reportIncidents, async ({ body, account }) => {
    const { datum, incidents } = body;
    if (incidents.length > INCIDENTS_MAX)
      throw Refusal.of('invalid', 'incidents-at-once', {
        most: INCIDENTS_MAX,
        count: incidents.length,
      });
    return { outcomes: await report(account, incidents, datum) };
  });

  mount(routes.correctIncident, async ({ params, body, account }) => {
    const { id } = params;
    const { current } = await known(id);
    if (!current) throw Refusal.of('wrong-state', 'incident-taken-back', { id });
    const { category, foundBy, from, position, revision, severity, to } = current;
    const was = { category, foundBy, from, position, revision, severity, to };
    // An instant that moves without an interval stays an instant.
    const instant = from === to && body.from !== undefined ? { to: undefined } : {};
    const outcome = await report(account, [
      withoutUndefined({ ...was, ...instant, ...body, id, correction: true }),
    ]);
    refuse(outcome[0]!);
    return known(id);
  });

  mount(routes.withdrawIncident, async ({ params, query, account }) => {
    const { id } = params;
    const { comment } = query;
    const [outcome] = await report(account, [withoutUndefined({ id, withdrawn: true, comment })]);
    refuse(outcome!);
    return known(id);
  });
}

function refuse({ detail = '', outcome, reason = 'invalid' }: IncidentOutcome): void {
  if (outcome !== 'refused') return;
  throw Refusal.detailed(reason === 'unknown-incident' ? 'not-found' : 'invalid', detail, [
    { code: `incident-${reason}`, values: {} },
  ]);
}
