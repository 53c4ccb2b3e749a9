import { Clean } from 'typebox/value';
import type { Context } from '../../context.ts';
import { OwnAlert } from '../../contract/fixes/handheld.ts';
import { byHandheld } from '../../contract/handhelds/by-handheld.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { DAY_MS } from '../../contract/units.ts';
import { listOwnLooks } from '../../db/access/access-log.ts';
import { listAlerts } from '../../db/alerts/alerts.ts';
import { findPatrol, listPatrols } from '../../db/patrols/list-patrols.ts';
import { insertContest } from '../../db/verdicts/contests.ts';
import { Refusal } from '../../errors.ts';
import { gatherEvidence } from '../../services/verdicts/evidence.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { carrierOf } from './carrier.ts';

/** An officer's rights: the own verdicts and what they rest on, a word against them, the own alerts, and who looked at the own track. */
export function ownPatrolRoutes(mount: Mount, context: Context): void {
  const { announce, db, now, roster } = context;
  const since = () => now() - routes.OWN_DAYS * DAY_MS;

  mount(routes.listOwnPatrols, async ({ handheld }) => {
    const { officerId } = await carrierOf(context, handheld);
    return {
      patrols: (await listPatrols(db, { officerId, fromMs: since(), limit: 500 })).patrols,
    };
  });

  mount(routes.getOwnEvidence, async ({ params, handheld }) => {
    const { officerId } = await carrierOf(context, handheld);
    const patrol = await findPatrol(db, { officerId, patrolId: params.id });
    if (!patrol) throw Refusal.of('not-found');
    return gatherEvidence(db, patrol);
  });

  mount(routes.contestOwnVerdict, async ({ params, body, handheld }) => {
    const { officerId } = await carrierOf(context, handheld);
    const key = { officerId, patrolId: params.id };
    const contest = await insertContest(db, {
      ...key,
      text: body.text,
      by: byHandheld(handheld.code),
    });
    if (!contest) throw Refusal.of('not-found', 'no-own-verdict');
    announce.patrol(key.officerId, key.patrolId);
    return contest;
  });

  mount(routes.listOwnAlerts, async ({ query, handheld }) => {
    const duty = await roster.find(handheld.handheldId);
    if (!duty) return { alerts: [] };
    const { alerts } = await listAlerts(db, {
      within: null,
      officerId: duty.officerId,
      fromMs: moment(query.since, 0),
    });
    return { alerts: alerts.map((alert) => Clean(OwnAlert, { ...alert }) as OwnAlert) };
  });

  mount(routes.listOwnLooks, async ({ handheld }) => {
    const { officerId } = await carrierOf(context, handheld);
    return { looks: await listOwnLooks(db, { officerId, sinceMs: since() }) };
  });
}
