import type { Context } from '../../context.ts';
import { REPORT_SCHEDULES_MAX } from '../../contract/reports/report.ts';
import * as routes from '../../contract/routes/evaluation/reports.ts';
import { reportedArea } from '../../db/reports/report-facts.ts';
import { dropSchedule, insertSchedule, listSchedules } from '../../db/reports/schedules.ts';
import { utcDay } from '../../db/store/moments.ts';
import { TABLE_FORMATS } from '../../domain/imports/write-table.ts';
import { addDays, isDay } from '../../domain/metrics/periods.ts';
import { lastEnded } from '../../domain/reports/due.ts';
import { toHtml } from '../../domain/reports/html.ts';
import { sheetOf } from '../../domain/reports/sheet.ts';
import { toXlsx } from '../../domain/reports/xlsx.ts';
import { Refusal } from '../../errors.ts';
import { composeReport } from '../../services/reports/compose-report.ts';
import type { Mount } from '../shell/mount.ts';

/** The page brings its own style and nothing else. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Reports of a period, and those that are sent by themselves. */
export function reportRoutes(mount: Mount, { config, db, now }: Context): void {
  mount(routes.getReport, async ({ query, reader }, reply) => {
    const { areaId = reader.areaId, at: day, format = 'json', language = 'zh', period } = query;
    if (!isDay(day)) throw Refusal.of('invalid', 'no-day', { day });
    if (day > addDays(utcDay(now()), 1)) throw Refusal.of('invalid', 'day-to-come', { day });
    const scope = reader.areaId;
    const report = await composeReport(db, { areaId, day, nowMs: now(), period, scope });
    if (!report) throw Refusal.of('invalid', 'no-area', { area: areaId });
    if (format === 'json') return report;
    const sheet = sheetOf(report, language);
    const name = `report-${report.area.code}-${period}-${report.from}.${format}`;
    if (format === 'html')
      return reply
        .header('content-disposition', `inline; filename="${encodeURIComponent(name)}"`)
        .header('content-security-policy', PAGE_POLICY)
        .type('text/html; charset=utf-8')
        .send(toHtml(sheet));
    return reply
      .header('content-disposition', `attachment; filename="${encodeURIComponent(name)}"`)
      .type(TABLE_FORMATS.xlsx.type)
      .send(Buffer.from(toXlsx(sheet)));
  });

  mount(routes.listReportSchedules, async ({ account }) => ({
    schedules: await listSchedules(db, { within: account.areaId, nowMs: now() }),
    mails: config.mail !== null,
  }));

  mount(routes.createReportSchedule, async ({ body, account }) => {
    if (body.recipients.length > 0 && !config.mail) throw Refusal.of('invalid', 'sends-no-mail');
    const { timeZone } = (await reportedArea(db, body.areaId, now()))!;
    const { to: sentTo } = lastEnded(body.period, now(), timeZone);
    const made = { ...body, by: account.name, nowMs: now(), sentTo, most: REPORT_SCHEDULES_MAX };
    const schedule = await insertSchedule(db, made);
    if (!schedule) throw Refusal.of('invalid', 'schedules-most', { most: REPORT_SCHEDULES_MAX });
    return schedule;
  });

  mount(routes.deleteReportSchedule, async ({ params }) => {
    if (!(await dropSchedule(db, params.id))) throw Refusal.of('not-found');
    return null;
  });
}
