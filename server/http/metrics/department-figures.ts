import type { Context } from '../../context.ts';
import { problemOf } from '../../contract/file-problem.ts';
import { METRIC_DAYS_MAX, METRIC_PAGE_MAX } from '../../contract/metrics/metrics.ts';
import * as routes from '../../contract/routes/evaluation/honours.ts';
import { HOUR_MS } from '../../contract/units.ts';
import {
  listDepartmentFigures,
  putDepartmentFigures,
} from '../../db/incidents/department-figures.ts';
import { utcDay } from '../../db/store/moments.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { firstOf } from '../../domain/reading/problem.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { requireDays } from '../shell/query.ts';
import { nextPageOf } from '../shell/replies/next-page.ts';
import { editionOf, readOffset } from './metric-basis.ts';

/** A day begins so long before UTC's where it begins first. */
const EARLIEST_MS = 14 * HOUR_MS;

/** What departments have on record by grid and day, such as Rencheng's ten withouts: counts beside the incidents in scores and honour lists. */
export function departmentFigureRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.putDepartmentFigures, async ({ body, account }) => {
    const { figures } = body;
    const wrong = figures.find(({ day }) => !isDay(day));
    if (wrong) throw Refusal.of('invalid', [problemOf(wrong.id, 'no-day', { day: wrong.day })]);
    const to = utcDay(now() + EARLIEST_MS);
    const toCome = figures.find(({ day }) => day > to);
    if (toCome)
      throw Refusal.of('invalid', [problemOf(toCome.id, 'day-to-come', { day: toCome.day })]);
    const put = await putDepartmentFigures(db, figures, { within: account.areaId, moment: now() });
    if ('refused' in put) throw Refusal.of('invalid', firstOf(put.refused));
    return put;
  });

  mount(routes.listDepartmentFigures, async ({ query, reader, request }) => {
    const { cursor, from, limit = METRIC_PAGE_MAX, to } = query;
    requireDays(query, METRIC_DAYS_MAX);
    const at = readOffset(cursor);
    const { edition } = await editionOf(db, at?.edition);
    const offset = at?.offset ?? 0;
    const found = await listDepartmentFigures(db, {
      ...{ within: reader.areaId, moment: now(), from, to, edition, offset },
      // One more than a page tells whether there is another.
      rows: limit + 1,
    });
    const figures = found.slice(0, limit);
    const next = found.length > limit ? `${edition}_${offset + limit}` : null;
    return { edition, figures, next, nextPage: nextPageOf(request, next) };
  });
}
