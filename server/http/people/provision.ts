import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Default } from 'typebox/value';
import type { Context } from '../../context.ts';
import { AreaImport, AreaImportReport } from '../../contract/areas/area-import.ts';
import {
  AssignmentsInput,
  HandheldsInput,
  IncidentCategoriesInput,
  NormsInput,
  OfficersInput,
  Provisioned,
} from '../../contract/people/provision.ts';
import { putNorms } from '../../db/norms/provision-norms.ts';
import {
  type Put,
  putHandhelds,
  putIncidentCategories,
  putOfficers,
} from '../../db/people/provision.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../db/people/provision-assignments.ts';
import { nameMissingDays } from '../../db/queue/rollup-jobs.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { ruleDefects } from '../../domain/norms/check-publication.ts';
import { Refusal } from '../../errors.ts';
import { importAreas } from '../../services/areas/import-areas.ts';
import { requireRole } from '../accounts/access.ts';

/** A city's polygons in one request. */
const AREAS_MAX_BYTES = 128 * 1024 * 1024;
const LISTS_MAX_BYTES = 16 * 1024 * 1024;
/** Of what is wrong with a list, the detail of the reply names so many. */
const REFUSED_SHOWN = 20;

const tags = ['provisioning'];
const replies = { 200: Provisioned };

/** What administrators bring in: areas, people, handhelds, norms, kinds of incidents. Everything goes by code; repeating it changes nothing. */
export const provisionRoutes =
  ({ db, now, roster }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole('administrator'));
    app.setValidatorCompiler((route) => {
      const validate = TypeBoxValidatorCompiler(route);
      return (value: unknown) => validate(Default(route.schema as never, value));
    });

    app.post(
      '/areas/import',
      {
        bodyLimit: AREAS_MAX_BYTES,
        schema: {
          tags,
          summary:
            'Import areas from GeoJSON, all or nothing; 422 with the report where it has defects',
          body: AreaImport,
          response: { 200: AreaImportReport, 422: AreaImportReport },
        },
      },
      async ({ body }, reply) => {
        if (!isTimeZone(body.options.timeZone))
          throw new Refusal('invalid', `options/timeZone ${body.options.timeZone} is no IANA name`);
        const report = await importAreas(db, body, new Date(now()));
        if (report.imported) roster.forget();
        return reply.code(report.defects.length ? 422 : 200).send(report);
      },
    );

    app.put(
      '/officers',
      {
        bodyLimit: LISTS_MAX_BYTES,
        schema: { tags, summary: 'Officers by code', body: OfficersInput, response: replies },
      },
      async ({ body }) => done(await putOfficers(db, body.officers)),
    );

    app.put(
      '/handhelds',
      {
        bodyLimit: LISTS_MAX_BYTES,
        schema: { tags, summary: 'Handhelds by code', body: HandheldsInput, response: replies },
      },
      async ({ body }) =>
        done(
          await putHandhelds(
            db,
            body.handhelds.map(({ code, secret, datum }) => ({
              code,
              secretHash: hashSecret(secret),
              datum,
            })),
          ),
        ),
    );

    app.put(
      '/assignments',
      {
        bodyLimit: LISTS_MAX_BYTES,
        schema: {
          tags,
          summary:
            'Who holds which grid and carries which handheld, from when on; what rests on a past that is another now is judged again',
          body: AssignmentsInput,
          response: replies,
        },
      },
      async ({ body }) => {
        const changed = await inTransaction(db, async (trx) => {
          const officers = done(await putOfficerAssignments(trx, body.officers ?? [], now()));
          const handhelds = done(await putHandheldAssignments(trx, body.handhelds ?? [], now()));
          return officers.changed + handhelds.changed;
        });
        roster.forget();
        await nameMissingDays(db, now());
        return { changed };
      },
    );

    app.put(
      '/norms',
      {
        schema: {
          tags,
          summary:
            'Norms by area; one may start in the past only where nothing it holds for was judged since',
          body: NormsInput,
          response: replies,
        },
      },
      async ({ body }) => {
        const contradictions = body.norms.flatMap(({ area, rules }) =>
          ruleDefects(rules).map((defect) => `${area}: ${defect}`),
        );
        const changed = done(
          contradictions.length > 0 ? { refused: contradictions } : await putNorms(db, body.norms),
        );
        roster.forget();
        await nameMissingDays(db, now());
        return changed;
      },
    );

    app.put(
      '/incidents/categories',
      {
        schema: {
          tags,
          summary: 'Incident categories by code',
          body: IncidentCategoriesInput,
          response: replies,
        },
      },
      async ({ body }) => done(await putIncidentCategories(db, body.categories)),
    );
  };

/** The count of what was put; what was refused is the caller's to mend. */
function done(put: Put): Provisioned {
  if (!('refused' in put)) return put;
  const more = put.refused.length - REFUSED_SHOWN;
  const shown = put.refused.slice(0, REFUSED_SHOWN).join('; ');
  throw new Refusal('invalid', more > 0 ? `${shown}; and ${more} more` : shown);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
