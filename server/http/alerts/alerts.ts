import type { Context } from '../../context.ts';
import { ALERT_KINDS, type Alert } from '../../contract/console/console.ts';
import * as routes from '../../contract/routes/field/alerts.ts';
import { WEEK_MS } from '../../contract/units.ts';
import { acknowledgeAlert, listAlerts } from '../../db/alerts/alerts.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Alerts and their acknowledgement. */
export function alertRoutes(mount: Mount, { db, now, announce }: Context): void {
  mount(routes.listAlerts, async ({ query, account }) => {
    const { from, to, kind, ...filter } = query;
    const fromMs = moment(from, now() - WEEK_MS);
    const toMs = moment(to, undefined);
    if (toMs !== undefined && toMs <= fromMs) throw Refusal.of('invalid', 'from-before-to');
    const within = account.areaId;
    return listAlerts(db, { ...filter, within, fromMs, toMs, kinds: readKinds(kind) });
  });

  mount(routes.acknowledgeAlert, async ({ params, body, account }) => {
    const { name } = account;
    const comment = body.comment?.trim() || null;
    const alert = await acknowledgeAlert(db, params, { name, comment, at: now() });
    if (!alert) throw Refusal.of('not-found');
    announce.alert(alert);
    return alert;
  });
}

function readKinds(text: string | undefined): Alert['kind'][] | undefined {
  const kinds = text?.split(',');
  for (const kind of kinds ?? [])
    if (!ALERT_KINDS.some((known) => known === kind))
      throw Refusal.of('invalid', 'one-of', { name: 'kind', choices: ALERT_KINDS.join(', ') });
  return kinds as Alert['kind'][] | undefined;
}
