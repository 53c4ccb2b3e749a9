import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/scoring.ts';
import type { ScoringScheme } from '../../contract/scoring/schemes.ts';
import type { ScoreAnswer } from '../../contract/scoring/scores.ts';
import { levelOf } from '../../db/rollups/metric-groups.ts';
import { isDay, periodBefore } from '../../domain/metrics/periods.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { schemeDefects } from '../../domain/scoring/check-scheme.ts';
import { SCORING_PRESETS } from '../../domain/scoring/presets.ts';
import { scoreColumns } from '../../domain/scoring/tables.ts';
import { versionOf } from '../../domain/scoring/version-of.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { Refusal } from '../../errors.ts';
import { answerScores, type ScoreQuestion } from '../../services/metrics/score-answer.ts';
import {
  findScheme,
  listSchemes,
  putScheme,
  withdrawScheme,
} from '../../services/metrics/scoring-schemes.ts';
import { tryScheme } from '../../services/metrics/try-scheme.ts';
import type { Mount } from '../shell/mount.ts';
import { linkNextPage, nextPageOf } from '../shell/replies/next-page.ts';
import { sendTable } from '../shell/replies/send-table.ts';
import { basisOf, readOffset, requireCaseDefinitions, requireSince } from './metric-basis.ts';

/** Scores by schemes that are data, and the schemes. */
export function scoringRoutes(mount: Mount, { db, reads, now }: Context): void {
  const moment = () => new Date(now()).toISOString();

  mount(routes.getScores, async ({ query, reader }, reply) => {
    const { scheme, schemeVersion, withoutStar, cursor, caseDefinitions, ...raw } = query;
    requireCaseDefinitions(caseDefinitions);
    const scope = reader.areaId;
    const versions = await versionsOf(scope, scheme);
    const pinned =
      schemeVersion === undefined
        ? undefined
        : versions.find(({ version }) => String(version) === schemeVersion);
    if (schemeVersion !== undefined && !pinned)
      throw Refusal.of('invalid', 'scheme-versions', {
        scheme: scheme!,
        versions: versions.map(({ version }) => version).join(', '),
      });
    const versionFor = (span: { from: string; to: string }) => {
      const held = pinned ?? versionOf(versions, span);
      if (held) return held;
      throw Refusal.of('invalid', 'scheme-holds-from', {
        scheme: scheme!,
        from: versions[0]!.from,
      });
    };
    const at = readOffset(cursor);
    const period =
      raw.period ??
      (raw.from && raw.to && isDay(raw.from)
        ? versionFor({ from: raw.from, to: raw.to }).rules.period
        : undefined);
    const ofDepartments = raw.level === 'department';
    const asked = readQuestion({
      ...raw,
      // A department is no level of the tree; all else of a question is as that of patrols.
      ...(ofDepartments ? { level: 'district' } : {}),
      ...(period === undefined ? {} : { period }),
      ...(at ? { asOf: String(at.edition) } : {}),
      // A rank needs every unit, also when one is asked for.
      unitId: undefined,
    });
    if ('wrong' in asked) throw Refusal.of('invalid', asked.wrong);
    const question: ScoreQuestion = ofDepartments ? { ...asked, level: 'department' } : asked;
    const levels = [...new Set(versionFor(question).rules.sections.map(({ level }) => level))];
    if (!levels.includes(question.level))
      throw Refusal.of(
        'invalid',
        'scheme-levels',
        { scheme: scheme! },
        { words: { levels: levels.map((level) => `evaluation.levels.${level}` as const) } },
      );
    const basis = await basisOf(db, asked, { scope, nowMs: now() });
    const { areaId } = versions[0]!;
    const from = await reads.ofEdition(basis.edition.edition);
    const answer = await answerScores(from, question, {
      edition: basis.edition,
      within: [
        ...basis.within,
        { id: areaId, level: await levelOf(db, areaId, basis.edition.edition) },
      ],
      versionFor,
      offset: at?.offset ?? 0,
      withoutStar,
    });
    if (answer.versions.cases !== undefined) await requireSince(db, asked.asOf, 'cases');
    return send(reply, question, answer);
  });

  mount(routes.listSchemes, async ({ reader }) => ({
    schemes: await listSchemes(db, reader.areaId, moment()),
  }));

  mount(routes.listScoringPresets, async () => ({ presets: Object.values(SCORING_PRESETS) }));

  mount(routes.putScheme, async ({ account, body }) => {
    if (!isDay(body.from)) throw Refusal.of('invalid', 'no-day', { day: body.from });
    const defects = schemeDefects(body.rules);
    if (defects.length > 0) throw Refusal.of('invalid', defects);
    const area = await areaOf(body.area);
    const today = localTime(now(), area.timeZone).day;
    const put = await putScheme(db, { ...body, areaId: area.id, today, by: account.name });
    if ('refused' in put) throw Refusal.of('invalid', put.refused);
    return { code: body.code, ...put };
  });

  mount(routes.withdrawScheme, async ({ body }) => {
    const { area: code, ...version } = body;
    const area = await areaOf(code);
    const today = localTime(now(), area.timeZone).day;
    if (!(await withdrawScheme(db, { ...version, areaId: area.id, today })))
      throw Refusal.of('wrong-state', 'not-to-withdraw', { version: body.version });
    return null;
  });

  mount(routes.tryScheme, async ({ account, body }) => {
    const { area: code, level, ...scheme } = body;
    const { period } = scheme.rules;
    const defects = schemeDefects(scheme.rules);
    if (defects.length > 0) throw Refusal.of('invalid', defects);
    const area = await areaOf(code);
    const asked = readQuestion({
      ...periodBefore(localTime(now(), area.timeZone).day, period),
      ...{ period, areaId: String(area.id) },
      // A department is no level of the tree; all else of a question is as that of patrols.
      level: level === 'department' ? 'district' : level,
    });
    if ('wrong' in asked) throw Refusal.of('invalid', asked.wrong);
    const basis = await basisOf(db, asked, { scope: account.areaId, nowMs: now() });
    const read = await reads.ofEdition(basis.edition.edition);
    return tryScheme(read, { ...scheme, area: code, areaId: area.id }, { ...asked, level }, basis);
  });

  /** The versions of a scheme that the reader may see, first to last. */
  async function versionsOf(scope: number, code: string | undefined): Promise<ScoringScheme[]> {
    const known = await listSchemes(db, scope, moment());
    if (known.some((scheme) => scheme.code === code)) return findScheme(db, code!);
    const codes = [...new Set(known.map((scheme) => scheme.code))].join(', ');
    throw Refusal.of('invalid', [
      code === undefined
        ? { code: 'scheme-missing', values: {} }
        : { code: 'no-scheme', values: { scheme: code } },
      codes ? { code: 'schemes-known', values: { codes } } : { code: 'schemes-none', values: {} },
    ]);
  }

  async function areaOf(code: string): Promise<{ id: number; timeZone: string }> {
    const { rows } = await sql<{ id: number; timeZone: string }>`
        select id, area_time_zone(id, ${moment()}::timestamptz) as "timeZone" from areas where code = ${code}`.execute(
      db,
    );
    if (!rows[0]) throw Refusal.of('invalid', 'no-area', { area: code });
    return rows[0];
  }
}

function send(
  reply: FastifyReply,
  { format }: ScoreQuestion,
  answer: Omit<ScoreAnswer, 'nextPage'>,
) {
  if (format === 'json') return { ...answer, nextPage: nextPageOf(reply.request, answer.next) };
  const { scheme, versions } = answer;
  reply.header('x-xunji-versions', JSON.stringify({ ...versions, scheme: scheme.versions }));
  linkNextPage(reply, answer.next);
  return sendTable(reply, scoreColumns(answer), {
    name: `scores-${scheme.code}-${answer.level}`,
    format,
  });
}
