import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/imports.ts';
import { rowsOf } from '../../db/imports/rows.ts';
import { nameMissingDays } from '../../db/queue/rollup-jobs.ts';
import { exampleOf, TABLE_FORMATS, writeTable } from '../../domain/imports/write-table.ts';
import { readPairs } from '../../domain/reading/tables/columns.ts';
import { requireTimeZone } from '../../domain/reading/times/instants.ts';
import { TIME_FORMATS } from '../../domain/reading/times/times.ts';
import { Refusal } from '../../errors.ts';
import { type Keys, watchCatalogues } from '../../services/access/watch-catalogues.ts';
import { importTable, type TableImport } from '../../services/imports/import-table.ts';
import { tellChanges } from '../../services/imports/tell-changes.ts';
import { fileOf } from '../shell/bodies/file-body.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { sendReport } from '../shell/replies/send-report.ts';

/** Spreadsheets of people and things: brought in, and given out to be edited. */
export function importRoutes(mount: Mount, { authority, db, files, now, roster }: Context): void {
  mount(routes.importTable, async ({ account, params, query, record, request }, reply) => {
    const { check = false, columns, from, timeZone, timeFormat } = query;
    const format = TIME_FORMATS.find((one) => one === timeFormat);
    if (timeFormat !== undefined && format === undefined)
      throw Refusal.of('invalid', 'no-such-format', {
        timeFormat,
        formats: TIME_FORMATS.join(', '),
      });
    const { kind } = params;
    const file = {
      ...{ kind, bytes: fileOf(request), nowMs: now() },
      columns: readPairs(columns),
      timeZone: requireTimeZone(timeZone),
      timeFormat: format,
    };
    const asked = {
      ...{ kind, check, by: account.id, within: account.areaId },
      from: new Date(moment(from, now())).toISOString(),
      reading: await files.read(file),
    };
    const replacing = check ? undefined : await watchCatalogues(db, replacedIn(asked));
    return sendReport(request, reply, async (onPart) => {
      const report = await importTable(db, asked, { now: now(), ...(onPart ? { onPart } : {}) });
      if (report.applied) {
        roster.forget();
        // Who got another role or area is signed out.
        await authority.check();
        await nameMissingDays(db, now());
        await record(await replacing?.(), { also: tellChanges(report) });
      }
      return report;
    });
  });

  mount(routes.exportTable, async ({ params, query, account }, reply) => {
    const { empty = false, format, language } = query;
    const rows = empty
      ? [exampleOf(params.kind)]
      : await rowsOf(db, params.kind, { at: now(), within: account.areaId });
    return reply
      .type(TABLE_FORMATS[format].type)
      .header('content-disposition', `attachment; filename="${params.kind}.${format}"`)
      .send(Buffer.from(writeTable(params.kind, rows, { format, language })));
  });
}

/** What of a catalogue the rows of a table put. */
function replacedIn({ kind, reading: { rows } }: Pick<TableImport, 'kind' | 'reading'>): Keys {
  const values = (field: 'code' | 'day') => rows.map((row) => String(row.values[field]));
  return kind === 'holidays'
    ? { holiday: values('day') }
    : kind === 'categories'
      ? { category: values('code') }
      : kind === 'departments'
        ? { department: values('code') }
        : {};
}
