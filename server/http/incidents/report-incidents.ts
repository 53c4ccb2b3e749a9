import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { IncidentHistory } from '../../contract/incidents/incident.ts';
import {
  INCIDENTS_MAX,
  IncidentBatch,
  IncidentCorrection,
  type IncidentOutcome,
  IncidentOutcomes,
} from '../../contract/people/provision.ts';
import { incidentHistory } from '../../db/incidents/incidents.ts';
import { Refusal } from '../../errors.ts';
import { reportIncidents } from '../../ingest/report-incidents.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { readStrictJson } from '../shell/strict-json.ts';

/** Far more than a full batch, so that one of too many is told what the limit is. */
const BATCH_MAX_BYTES = 16 * 1024 * 1024;

const tags = ['incidents'];
const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) });

/** Incidents as they are reported, corrected and taken back: by administrators anywhere, by supervisors within their area. */
export const reportIncidentRoutes =
  ({ announce, db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole('administrator', 'supervisor'));
    readStrictJson(app);

    const report = (
      account: ReturnType<typeof accountOf>,
      items: readonly unknown[],
      datum: IncidentBatch['datum'] = 'wgs84',
    ) =>
      reportIncidents({ db, now, onChanged: announce.incidents }, items, {
        datum,
        by: account.name,
        within: account.role === 'administrator' ? null : account.areaId,
      });

    /** The history of an incident that the account may change. */
    async function known(account: ReturnType<typeof accountOf>, id: string) {
      const within = account.role === 'administrator' ? null : account.areaId;
      const history = await incidentHistory(db, id, within);
      if (!history) throw new Refusal('not-found', `there is no incident ${id}`);
      return history;
    }

    app.post(
      '/incidents',
      {
        bodyLimit: BATCH_MAX_BYTES,
        schema: {
          tags,
          summary: `Report, correct or withdraw up to ${INCIDENTS_MAX} incidents; one outcome each`,
          body: IncidentBatch,
          response: { 200: IncidentOutcomes },
        },
      },
      async (request) => {
        const { datum, incidents } = request.body;
        if (incidents.length > INCIDENTS_MAX)
          throw new Refusal(
            'invalid',
            `a batch holds at most ${INCIDENTS_MAX} incidents, this one has ${incidents.length}; nothing was taken`,
          );
        return { outcomes: await report(accountOf(request), incidents, datum) };
      },
    );

    app.patch(
      '/incidents/:id',
      {
        schema: {
          tags,
          summary: 'Correct an incident; what it was stays on record',
          params,
          body: IncidentCorrection,
          response: { 200: IncidentHistory },
        },
      },
      async (request) => {
        const { id } = request.params;
        const account = accountOf(request);
        const { current } = await known(account, id);
        if (!current) throw new Refusal('wrong-state', `incident ${id} was withdrawn`);
        const { category, foundBy, from, position, revision, severity, to } = current;
        const was = { category, foundBy, from, position, revision, severity, to };
        // An instant that moves without an interval stays an instant.
        const instant = from === to && request.body.from !== undefined ? { to: undefined } : {};
        const outcome = await report(account, [
          withoutUndefined({ ...was, ...instant, ...request.body, id, correction: true }),
        ]);
        refuse(outcome[0]!);
        return known(account, id);
      },
    );

    app.delete(
      '/incidents/:id',
      {
        schema: {
          tags,
          summary: 'Withdraw an incident: it counts nowhere any more, and stays on record',
          params,
          querystring: Type.Object({ comment: Type.Optional(Type.String({ maxLength: 2000 })) }),
          response: { 200: IncidentHistory },
        },
      },
      async (request) => {
        const { id } = request.params;
        const account = accountOf(request);
        const { comment } = request.query;
        const [outcome] = await report(account, [
          withoutUndefined({ id, withdrawn: true, comment }),
        ]);
        refuse(outcome!);
        return known(account, id);
      },
    );
  };

const withoutUndefined = (item: object) =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

function refuse({ detail, outcome, reason }: IncidentOutcome): void {
  if (outcome !== 'refused') return;
  throw new Refusal(reason === 'unknown-incident' ? 'not-found' : 'invalid', detail);
}
