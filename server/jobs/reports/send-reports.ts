import type { FastifyBaseLogger } from 'fastify';
import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import {
  type DueSchedule,
  recordSent,
  recordUnsent,
  schedulesToSend,
} from '../../db/reports/schedules.ts';
import type { Db } from '../../db/store/open.ts';
import { publishEvent } from '../../db/webhooks/events.ts';
import { periodOf } from '../../domain/metrics/periods.ts';
import { lastEnded } from '../../domain/reports/due.ts';
import { toHtml } from '../../domain/reports/html.ts';
import { sheetOf } from '../../domain/reports/sheet.ts';
import { toXlsx } from '../../domain/reports/xlsx.ts';
import { composeReport } from '../../services/reports/compose-report.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';
import { type MailConfig, sendMail } from './send-mail.ts';

const EVERY_MS = 5 * MINUTE_MS;
/** After a failed attempt it is let be for so long. */
const RETRY_MS = HOUR_MS;

export interface ReportJobOptions {
  db: Db;
  now: () => number;
  mail: MailConfig | null;
}

/** Sends every report whose period has ended and that was not sent; the oldest such period of each first. Returns how many went out. */
export async function sendReports(options: ReportJobOptions): Promise<number> {
  const { db, now } = options;
  const nowMs = now();
  let sent = 0;
  for (const schedule of await schedulesToSend(db, { nowMs, failedBeforeMs: nowMs - RETRY_MS })) {
    const last = lastEnded(schedule.period, nowMs, schedule.timeZone);
    if (schedule.sentTo >= last.to) continue;
    try {
      await sendOne(options, schedule);
      sent += 1;
    } catch (error) {
      await recordUnsent(db, schedule.id, (error as Error).message, now());
    }
  }
  return sent;
}

/** Webhooks are told once, however often the mail is tried: the event has one id. */
async function sendOne(
  { db, mail, now }: ReportJobOptions,
  { areaId, id, language, period, recipients, sentTo: day }: DueSchedule,
): Promise<void> {
  const report = await composeReport(db, { areaId, day, nowMs: now(), period });
  if (!report) throw new Error(`there is no area ${areaId}`);
  const { figures, from, to } = report;
  await publishEvent(db, {
    ...{ id: `report.ready/${id}/${from}`, type: 'report.ready', areaId, at: now() },
    body: {
      ...{ areaId, areaCode: report.area.code, period, from, to, edition: report.edition, figures },
      url: `/api/v1/report?areaId=${areaId}&period=${period}&at=${from}`,
    },
  });
  if (recipients.length > 0) {
    if (!mail) throw new Error('this server sends no mail: SMTP_URL and MAIL_FROM are not set');
    const sheet = sheetOf(report, language);
    const name = `report-${report.area.code}-${period}-${from}.xlsx`;
    await sendMail(mail, {
      ...{ to: recipients, subject: `${sheet.title} ${sheet.subtitle}`, html: toHtml(sheet) },
      file: { name, bytes: toXlsx(sheet) },
    });
  }
  await recordSent(db, id, periodOf(day, period).to, now());
}

/** Looks for reports to send every few minutes until closed. */
export function startReports(
  options: ReportJobOptions & { log: FastifyBaseLogger; isOurs?: IsOurs },
): Worker {
  return startWorker({
    // What waits of earlier periods goes out at once.
    look: async () => (await sendReports(options)) > 0,
    restMs: EVERY_MS,
    isOurs: options.isOurs,
    onError: (error) => options.log.warn({ err: error }, 'reports not sent'),
  });
}
