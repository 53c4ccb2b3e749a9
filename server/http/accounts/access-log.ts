import type { Context } from '../../context.ts';
import type { AccessEntry } from '../../contract/access/access-log.ts';
import * as routes from '../../contract/routes/people/access-log.ts';
import { listEntries } from '../../db/access/access-log.ts';
import type { ResultTable } from '../../domain/analysis/method.ts';
import { takeBack } from '../../services/access/take-back.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { linkNextPage } from '../shell/replies/next-page.ts';
import { sendTable } from '../shell/replies/send-table.ts';

/** Who looked at whom and who did what, for auditors. */
export function accessLogRoutes(mount: Mount, { db, now, roster }: Context): void {
  mount(routes.listAccess, async ({ query, account }, reply) => {
    const { from, to, cursor, format, ...asked } = query;
    const most = format === 'csv' ? routes.ACCESS_FILE_MAX : routes.ACCESS_PAGE_MAX;
    const { limit = most, ...filter } = asked;
    const entries = await listEntries(db, {
      ...{ ...filter, within: account.areaId, before: cursor, limit },
      ...{ fromMs: moment(from, undefined), toMs: moment(to, undefined) },
    });
    const next = entries.length < limit ? null : entries.at(-1)!.id;
    if (format !== 'csv') return { entries, next };
    linkNextPage(reply, next === null ? null : String(next));
    return sendTable(reply, tableOf(entries), { name: 'access-log', format });
  });

  mount(routes.takeBackAct, async ({ account, params: { id }, record }) => {
    const replaced = await takeBack(db, id, { within: account.areaId, nowMs: now() });
    roster.forget();
    await record(replaced, { undoes: id });
    return { changed: replaced.length };
  });
}

const COLUMNS = ['id', 'at', 'kind', 'by', 'areaId', 'address', 'act', 'since', 'until'] as const;

const tableOf = (entries: readonly AccessEntry[]): ResultTable => ({
  columns: {
    ...Object.fromEntries(COLUMNS.map((name) => [name, entries.map((entry) => entry[name])])),
    officerIds: entries.map(({ officerIds }) => officerIds.join(' ')),
    detail: entries.map(({ detail }) => detail),
  },
});
