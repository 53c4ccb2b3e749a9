import type { Context } from '../../context.ts';
import { INCIDENT_COLUMNS_MAX } from '../../contract/incidents/incident.ts';
import * as routes from '../../contract/routes/analysis/incidents.ts';
import { DAY_MS } from '../../contract/units.ts';
import { readFound, readIncidentPhoto } from '../../db/incidents/found.ts';
import { incidentColumns } from '../../db/incidents/incident-columns.ts';
import { incidentHistory, listFoundBy, listIncidents } from '../../db/incidents/incidents.ts';
import { Refusal } from '../../errors.ts';
import { sendPhoto } from '../shell/bodies/photo.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Incidents by time. */
export function incidentRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listIncidents, async ({ query, account }) => {
    const toMs = moment(query.to, now());
    return {
      incidents: await listIncidents(db, {
        within: account.areaId,
        fromMs: moment(query.from, toMs - 7 * DAY_MS),
        toMs,
        limit: query.limit ?? 5_000,
      }),
    };
  });

  mount(routes.listIncidentColumns, ({ query, account }) =>
    incidentColumns(db, {
      within: query.areaId ?? account.areaId,
      fromMs: moment(query.from, 0),
      toMs: moment(query.to, 0),
      limit: INCIDENT_COLUMNS_MAX,
    }),
  );

  mount(routes.listFoundBy, async ({ params, query, account }) => {
    const toMs = moment(query.to, now());
    return {
      incidents: await listFoundBy(db, {
        ...{ officerId: params.id, within: account.areaId },
        ...{ fromMs: moment(query.from, toMs - 7 * DAY_MS), toMs },
      }),
    };
  });

  mount(routes.getIncident, async ({ params, account }) => {
    const { id } = params;
    const history = await incidentHistory(db, id, account.areaId);
    if (!history)
      throw Refusal.of(
        'not-found',
        'none-in-own-area',
        { key: id },
        { words: { thing: ['thing.incident'] } },
      );
    return history;
  });

  mount(routes.getFound, ({ params }) => readFound(db, params.id));

  mount(routes.getIncidentPhoto, async ({ params }, reply) => {
    const image = await readIncidentPhoto(db, { incidentId: params.id, id: params.photo });
    if (!image) throw Refusal.of('not-found');
    return sendPhoto(reply, image);
  });
}
