import type { Context } from '../../context.ts';
import { METRIC_ROWS_MAX } from '../../contract/metrics/metrics.ts';
import * as routes from '../../contract/routes/evaluation/case-figures.ts';
import { CASE_DEFINITIONS, CASE_DEFINITIONS_VERSION } from '../../domain/cases/definitions.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { Refusal } from '../../errors.ts';
import { answerCases, caseColumns } from '../../services/cases/case-figures.ts';
import {
  editionOf,
  readOffset,
  requireCaseDefinitions,
  requireRows,
  requireSince,
  withinOf,
} from '../metrics/metric-basis.ts';
import type { Mount } from '../shell/mount.ts';
import { linkNextPage, nextPageOf } from '../shell/replies/next-page.ts';
import { sendTable } from '../shell/replies/send-table.ts';

/** Figures of cases for the evaluation module, as of editions. */
export function caseFigureRoutes(mount: Mount, { db }: Context): void {
  mount(routes.queryCaseMetrics, async ({ query, reader }, reply) => {
    const { level: unit, caseDefinitions, cursor, ...asked } = query;
    requireCaseDefinitions(caseDefinitions);
    // A department is no level of the tree; all else of a question is as that of patrols.
    const question = readQuestion({ ...asked, level: unit === 'department' ? 'grid' : unit });
    if ('wrong' in question) throw Refusal.of('invalid', question.wrong);
    const scope = reader.areaId;
    const at = readOffset(cursor);
    const asOf = at?.edition ?? question.asOf;
    const edition = await editionOf(db, asOf);
    await requireSince(db, asOf, 'cases');
    const answer = await answerCases(
      db,
      { ...question, limit: question.limit ?? METRIC_ROWS_MAX, unit },
      {
        edition,
        within: await withinOf(db, {
          areaId: question.areaId ?? scope,
          edition: edition.edition,
          scope,
        }),
        offset: at?.offset ?? 0,
      },
    );
    if (question.limit === undefined && answer.next) requireRows(METRIC_ROWS_MAX + 1);
    if (question.format === 'json')
      return { ...answer, nextPage: nextPageOf(reply.request, answer.next) };
    linkNextPage(reply, answer.next);
    reply.header('x-xunji-versions', JSON.stringify(answer.versions));
    return sendTable(reply, caseColumns(answer), {
      name: `cases-${unit}`,
      format: question.format,
    });
  });

  mount(routes.listCaseMetricDefinitions, async () => ({
    version: CASE_DEFINITIONS_VERSION,
    definitions: CASE_DEFINITIONS.map(({ value: _, ...definition }) => definition),
  }));
}
