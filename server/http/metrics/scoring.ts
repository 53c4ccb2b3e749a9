import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import {
  METRIC_FORMATS,
  METRIC_LEVELS,
  METRIC_PAGE_MAX,
  PERIODS,
} from '../../contract/metrics/metrics.ts';
import {
  ScoreAnswer,
  ScoringPreset,
  ScoringScheme,
  ScoringSchemeInput,
} from '../../contract/metrics/scoring.ts';
import { placeOf } from '../../db/rollups/metric-groups.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { type Question, readQuestion } from '../../domain/metrics/question.ts';
import { schemeDefects } from '../../domain/scoring/check-scheme.ts';
import { SCORING_PRESETS } from '../../domain/scoring/presets.ts';
import { scoreColumns } from '../../domain/scoring/tables.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { Refusal } from '../../errors.ts';
import { answerScores } from '../../services/metrics/score-answer.ts';
import { findScheme, listSchemes, putScheme } from '../../services/metrics/scoring-schemes.ts';
import { requireRole } from '../accounts/access.ts';
import { identifyReader, READER_ROUTE, readerOf } from '../accounts/reader.ts';
import { linkNextPage, nextPageOf } from '../shell/next-page.ts';
import { sendTable } from '../shell/send-table.ts';
import { basisOf } from './metric-basis.ts';

const tags = ['scoring'];
const text = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }));
/** Checked part by part in the handler, so that what is wrong is answered with what is allowed. */
const ScoreQuery = Type.Object({
  scheme: text('Code of a scoring scheme'),
  withoutStar: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 24,
      description:
        'Only who had no star in at least so many successive periods up to the last one asked for; periods without a rank are passed over',
    }),
  ),
  schemeVersion: text(
    'Score every period by this version; unless told, the one in force on its first day',
  ),
  level: text(METRIC_LEVELS.join(', ')),
  period: text(`${PERIODS.join(', ')}; the period of the scheme unless told`),
  from: text('First local day, YYYY-MM-DD'),
  to: text('Local day after the last, YYYY-MM-DD'),
  month: text('In place of from and to: a whole month, YYYY-MM'),
  quarter: text('In place of from and to: a whole quarter, YYYY-Q1 to -Q4'),
  year: text('In place of from and to: a whole year, YYYY'),
  areaId: text('Only this area and what lies below it: its subjects are ranked among each other'),
  limit: text(`Rows a page, at most ${METRIC_PAGE_MAX}`),
  cursor: text('`next` of the page before'),
  asOf: text('Edition to answer as of: the same bytes as then'),
  definitions: text('Version of the definitions that is relied on; refused where another holds'),
  format: text(METRIC_FORMATS.join(', ')),
});

/** Scores by schemes that are data, and the schemes. */
export const scoringRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', identifyReader({ db, now }));
    const { config, security } = READER_ROUTE;
    const moment = () => new Date(now()).toISOString();

    app.get(
      '/scores',
      {
        config,
        schema: {
          tags,
          security,
          summary:
            'Scores of officers or areas by a scheme, with every term, ranks, stars, the last share and the honour list',
          querystring: ScoreQuery,
          response: { 200: ScoreAnswer },
        },
      },
      async (request, reply) => {
        const { scheme, schemeVersion, withoutStar, cursor, ...raw } = request.query;
        const scope = readerOf(request).areaId;
        const versions = await versionsOf(scope, scheme);
        const pinned =
          schemeVersion === undefined
            ? undefined
            : versions.find(({ version }) => String(version) === schemeVersion);
        if (schemeVersion !== undefined && !pinned)
          throw new Refusal(
            'invalid',
            `scheme ${scheme} has the versions ${versions.map(({ version }) => version).join(', ')}`,
          );
        const versionFor = (from: string) => {
          const held = pinned ?? versions.findLast((version) => version.from <= from);
          if (held) return held;
          throw new Refusal(
            'invalid',
            `scheme ${scheme} holds from ${versions[0]!.from}: ask for periods from then on, or name a schemeVersion`,
          );
        };
        const at = readCursor(cursor);
        const period =
          raw.period ??
          (raw.from && isDay(raw.from) ? versionFor(raw.from).rules.period : undefined);
        const question = readQuestion({
          ...raw,
          ...(period === undefined ? {} : { period }),
          ...(at ? { asOf: String(at.edition) } : {}),
          // Ranks are among all.
          unitId: undefined,
        });
        if ('wrong' in question) throw new Refusal('invalid', question.wrong);
        const levels = [
          ...new Set(versionFor(question.from).rules.sections.map(({ level }) => level)),
        ];
        if (!levels.includes(question.level))
          throw new Refusal('invalid', `scheme ${scheme} scores level ${levels.join(', ')}`);
        const basis = await basisOf(db, question, { scope, nowMs: now() });
        const { areaId } = versions[0]!;
        const place = (await placeOf(db, areaId, areaId, moment()))!;
        const answer = await answerScores(db, question, {
          edition: basis.edition,
          within: [...basis.within, { id: areaId, level: place.level }],
          versionFor,
          offset: at?.offset ?? 0,
          withoutStar,
        });
        return send(reply, question, answer);
      },
    );

    app.get(
      '/scoring-schemes',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Every version of the schemes of your area, of those below and above it',
          response: { 200: Type.Object({ schemes: Type.Array(ScoringScheme) }) },
        },
      },
      async (request) => ({
        schemes: await listSchemes(db, readerOf(request).areaId, moment()),
      }),
    );

    app.get(
      '/scoring-schemes/presets',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Schemes of five places as a start',
          response: { 200: Type.Object({ presets: Type.Array(ScoringPreset) }) },
        },
      },
      async () => ({ presets: Object.values(SCORING_PRESETS) }),
    );

    app.put(
      '/scoring-schemes',
      {
        onRequest: requireRole('administrator'),
        schema: {
          tags,
          summary:
            'Put a version of a scheme in force from a day on; periods that began before stay scored by what held',
          body: ScoringSchemeInput,
          response: {
            200: Type.Object({
              code: Type.String(),
              version: Type.Integer(),
              changed: Type.Boolean(),
            }),
          },
        },
      },
      async (request) => {
        const { body } = request;
        if (!isDay(body.from)) throw new Refusal('invalid', 'from is a day, YYYY-MM-DD');
        const defects = schemeDefects(body.rules);
        if (defects.length > 0) throw new Refusal('invalid', defects.join('; '));
        const scope = readerOf(request).areaId;
        const area = await areaOf(body.area);
        if (!(await placeOf(db, area.id, scope, moment()))?.inScope)
          throw new Refusal('forbidden', `you may change area ${scope} and what lies below it`);
        const today = localTime(now(), area.timeZone).day;
        const put = await putScheme(db, { ...body, areaId: area.id, today });
        if ('refused' in put) throw new Refusal('invalid', put.refused);
        return { code: body.code, ...put };
      },
    );

    /** The versions of a scheme that the reader may see, first to last. */
    async function versionsOf(scope: number, code: string | undefined): Promise<ScoringScheme[]> {
      const known = await listSchemes(db, scope, moment());
      if (known.some((scheme) => scheme.code === code)) return findScheme(db, code!);
      const codes = [...new Set(known.map((scheme) => scheme.code))].join(', ');
      throw new Refusal(
        'invalid',
        `${code === undefined ? 'scheme is missing' : `there is no scheme ${code}`}; ${codes ? `it is one of ${codes}` : 'none is put in force yet'}`,
      );
    }

    async function areaOf(code: string): Promise<{ id: number; timeZone: string }> {
      const { rows } = await sql<{ id: number; timeZone: string }>`
        select id, area_time_zone(id, ${moment()}::timestamptz) as "timeZone" from areas where code = ${code}`.execute(
        db,
      );
      if (!rows[0]) throw new Refusal('invalid', `there is no area ${code}`);
      return rows[0];
    }
  };

/** Where the page before ended. Throws `invalid` for anything else than a `next`. */
function readCursor(text: string | undefined): { edition: number; offset: number } | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,15})_(\d{1,9})$/.exec(text);
  if (!match) throw new Refusal('invalid', 'cursor must be `next` of the page before, unchanged');
  return { edition: Number(match[1]), offset: Number(match[2]) };
}

function send(reply: FastifyReply, { format }: Question, answer: Omit<ScoreAnswer, 'nextPage'>) {
  if (format === 'json') return { ...answer, nextPage: nextPageOf(reply.request, answer.next) };
  const { scheme, versions } = answer;
  reply.header('x-xunji-versions', JSON.stringify({ ...versions, scheme: scheme.versions }));
  linkNextPage(reply, answer.next);
  return sendTable(reply, scoreColumns(answer), {
    name: `scores-${scheme.code}-${answer.level}`,
    format,
  });
}
