import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/days.ts';
import { listLeave } from '../../db/people/leave.ts';
import { listDays } from '../../db/rollups/day-verdicts.ts';
import { findEdition, levelOf } from '../../db/rollups/metric-groups.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { putLeave } from '../../services/people/put-leave.ts';
import type { Mount } from '../shell/mount.ts';
import { requireDays } from '../shell/query.ts';
import { replyOfPut } from '../shell/replies/put-reply.ts';

const DAYS_MAX = 92;
const ROWS_MAX = 5_000;

/** Day verdicts, down to the patrols they rest on, and leave. */
export function dayRoutes(mount: Mount, { db, now, roster }: Context): void {
  mount(routes.listDays, async ({ query, reader }) => {
    const { gridId, officerId, from, to } = query;
    requireDays(query, DAYS_MAX);
    if (gridId === undefined && officerId === undefined) throw Refusal.of('invalid', 'whose-days');
    const scope = reader.areaId;
    const { edition } = (await findEdition(db))!;
    const within = [{ id: scope, level: await levelOf(db, scope) }];
    const who = {
      ...(gridId === undefined ? {} : { gridId }),
      ...(officerId === undefined ? {} : { officerId }),
    };
    return { days: await listDays(db, { ...who, from, to, edition, within, limit: ROWS_MAX }) };
  });

  mount(routes.listLeave, async ({ query, reader }) => {
    const { from, to } = query;
    requireDays(query, DAYS_MAX);
    return { leave: await listLeave(db, { areaId: reader.areaId, from, to }) };
  });

  mount(routes.putLeave, async ({ body }) => {
    const lastDay = body.lastDay ?? body.firstDay;
    if (!isDay(body.firstDay) || !isDay(lastDay) || lastDay < body.firstDay)
      throw Refusal.of('invalid', 'days-in-order');
    if (body.substituteId === body.officerId) throw Refusal.of('invalid', 'own-stand-in');
    replyOfPut(await putLeave(db, [body], now()));
    roster.forget();
    return null;
  });
}
