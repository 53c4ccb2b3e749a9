import type { Context } from '../../context.ts';
import type { DeadlineInput } from '../../contract/cases/deadline.ts';
import { type FileProblem, problemOf } from '../../contract/file-problem.ts';
import * as routes from '../../contract/routes/analysis/cases.ts';
import { listDeadlines, putDeadlines, withdrawDeadline } from '../../db/cases/deadlines.ts';
import { listDepartments, putDepartments } from '../../db/cases/departments.ts';
import { CASE_PRESETS } from '../../domain/cases/presets.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { replyOfPut } from '../shell/replies/put-reply.ts';

/** What cases go by: departments they are sent to, deadlines they have. */
export function caseSettingRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listDepartments, async ({ account }) => ({
    departments: await listDepartments(db, account.areaId),
  }));

  mount(routes.putDepartments, async ({ body, account }) =>
    replyOfPut(
      await putDepartments(db, body.departments, {
        ...{ fresh: body.fresh, homeAreaId: account.areaId, nowMs: now() },
      }),
    ),
  );

  mount(routes.listCasePresets, async () => ({ presets: Object.values(CASE_PRESETS) }));

  mount(routes.listDeadlines, async ({ account }) => ({
    deadlines: await listDeadlines(db, account.areaId),
  }));

  mount(routes.putDeadlines, async ({ account, body }) => {
    const wrong = body.deadlines.flatMap((deadline) => defectOf(deadline, now()) ?? []);
    return replyOfPut(
      wrong.length > 0 ? { refused: wrong } : await putDeadlines(db, body.deadlines, account.name),
    );
  });

  mount(routes.withdrawDeadline, async ({ body }) => {
    if (await withdrawDeadline(db, body, now())) return null;
    throw Refusal.of('wrong-state', 'no-deadline-to-come', { area: body.area, from: body.from });
  });
}

/** What holds already is what people went by: it is not changed after the fact. */
function defectOf({ area, from, rules }: DeadlineInput, nowMs: number): FileProblem | null {
  if (Date.parse(from) < nowMs) return problemOf(area, 'from-is-past', { from });
  const { from: opens, to: closes } = rules.workingHours;
  return opens < closes ? null : problemOf(area, 'hours-in-order', { from: opens, to: closes });
}
