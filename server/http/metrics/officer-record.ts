import type { Context } from '../../context.ts';
import { RECORD_YEARS_MAX } from '../../contract/metrics/officer-record.ts';
import * as routes from '../../contract/routes/evaluation/honours.ts';
import { localDayOf } from '../../db/areas/local-day.ts';
import { levelOf } from '../../db/rollups/metric-groups.ts';
import { Refusal } from '../../errors.ts';
import { recordOfficer } from '../../services/metrics/officer-record.ts';
import type { Mount } from '../shell/mount.ts';
import { editionOf } from './metric-basis.ts';

/** The record of an officer (履职档案). */
export function officerRecordRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getOfficerRecord, async ({ params, query, reader }) => {
    const moment = new Date(now()).toISOString();
    const scope = reader.areaId;
    const today = await localDayOf(db, scope, now());
    const to = query.to ?? Number(today.slice(0, 4));
    const from = query.from ?? to - 1;
    if (from > to || to - from >= RECORD_YEARS_MAX)
      throw Refusal.of('invalid', 'years-in-order', { most: RECORD_YEARS_MAX });
    const record = await recordOfficer(db, params.id, {
      edition: await editionOf(db, undefined),
      scope: { id: scope, level: await levelOf(db, scope) },
      ...{ moment, today },
      ...{ from: `${from}-01-01`, to: `${to + 1}-01-01` },
    });
    if (!record) throw Refusal.of('not-found');
    return record;
  });
}
