import type { ReportPeriod } from '../../contract/reports/report.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { periodBefore } from '../metrics/periods.ts';
import { localTime } from '../time/local-time.ts';

/** Hours after midnight at which a report of what ended then is sent: verdicts and late positions have mostly come. */
const SENT_AFTER_H = 6;

/** The whole period that ended last by a moment (Unix ms), of which a report may be sent. */
export function lastEnded(
  period: ReportPeriod,
  nowMs: number,
  timeZone: string,
): { from: string; to: string } {
  const { day } = localTime(nowMs - SENT_AFTER_H * HOUR_MS, timeZone);
  return periodBefore(day, period);
}
