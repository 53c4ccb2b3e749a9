import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/case-figures.ts';
import { CASE_DEFINITIONS, CASE_DEFINITIONS_VERSION } from '../../domain/cases/definitions.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { Refusal } from '../../errors.ts';
import { answerCases, caseColumns } from '../../services/cases/case-figures.ts';
import { editionOf, requireCaseDefinitions, withinOf } from '../metrics/metric-basis.ts';
import type { Mount } from '../shell/mount.ts';
import { sendTable } from '../shell/replies/send-table.ts';

/** Figures of cases for the evaluation module, as of editions. */
export function caseFigureRoutes(mount: Mount, { db }: Context): void {
  mount(routes.queryCaseMetrics, async ({ query, reader }, reply) => {
    const { level: unit, caseDefinitions, ...asked } = query;
    requireCaseDefinitions(caseDefinitions);
    // A department is no level of the tree; all else of a question is as that of patrols.
    const question = readQuestion({ ...asked, level: unit === 'department' ? 'grid' : unit });
    if ('wrong' in question) throw Refusal.of('invalid', question.wrong);
    const scope = reader.areaId;
    const answer = await answerCases(
      db,
      { ...question, unit },
      {
        edition: await editionOf(db, question.asOf),
        within: await withinOf(db, { areaId: question.areaId ?? scope, scope }),
      },
    );
    if (question.format === 'json') return answer;
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
