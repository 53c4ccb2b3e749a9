import type { MetricLevel } from '../../contract/metrics/metrics.ts';
import { REPORT_METRICS, type Report, type ReportPeriod } from '../../contract/reports/report.ts';
import { incidentCounts, reportedArea } from '../../db/reports/report-facts.ts';
import { countUnits, findEdition, levelOf } from '../../db/rollups/metric-groups.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { countWarnings } from '../../db/warnings/count.ts';
import { periodBefore, periodOf } from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { momentOf } from '../../domain/time/local-time.ts';
import { answerMetrics } from '../metrics/metric-answer.ts';

const DAY_NOON = 'T12:00:00Z';

/** The report of an area for the period that holds a local day, from the latest edition of the roll-ups; null where there is no such area. */
export async function composeReport(
  db: Db,
  {
    areaId,
    day,
    nowMs,
    period,
    scope = areaId,
  }: {
    areaId: number;
    day: string;
    nowMs: number;
    period: ReportPeriod;
    /** Figures are those of what was in this area then, too: what the reader may see. */
    scope?: number;
  },
): Promise<Report | null> {
  const { from, to } = periodOf(day, period);
  const before = periodBefore(day, period);
  const noon = Date.parse(from + DAY_NOON);
  const area = await reportedArea(db, areaId, Math.min(noon, nowMs));
  if (!area) return null;
  const { timeZone } = area;
  const beginOf = (localDay: string) => momentOf(Date.parse(localDay), timeZone);
  const edition = (await findEdition(db))!;
  const within = [{ id: areaId, level: area.level }];
  if (scope !== areaId) within.push({ id: scope, level: await levelOf(db, scope) });
  const rowsOf = async (level: MetricLevel, span: { from: string; to: string }) => {
    const question: Question = {
      ...{ level, period, ...span, areaId, unitId: undefined, metrics: REPORT_METRICS },
      ...{ limit: undefined, cursor: undefined, asOf: undefined, updatedSince: undefined },
      format: 'json',
    };
    const units = await countUnits(db, { level, areaId, moment: iso(nowMs) });
    return (await answerMetrics(db, question, { edition, within, units })).rows;
  };
  // Who walks is named where a person knows them by name.
  const unitLevel =
    area.below === null || area.level === 'village' || area.level === 'grid'
      ? 'officer'
      : area.below;
  const [own, earlier, units, incidents, counts] = [
    await rowsOf(area.level, { from, to }),
    await rowsOf(area.level, before),
    await rowsOf(unitLevel, { from, to }),
    await incidentCounts(db, { areaId, timeZone, before: before.from, from, to }),
    await countWarnings(db, { areaId, fromMs: beginOf(from), toMs: beginOf(to) }),
  ];
  const warnings = counts.filter((one) => one.areaId === areaId);
  const sum = (name: 'raised' | 'real' | 'false') =>
    warnings.reduce((total, one) => total + one[name], 0);
  const { below: _, timeZone: __, ...told } = area;
  return {
    ...{ area: told, period, from, to, timeZone, edition: edition.edition, madeAt: iso(nowMs) },
    figures: own[0]?.metrics ?? null,
    before: earlier[0]?.metrics ?? null,
    unitLevel,
    units: units.map(({ code, metrics, name }) => ({ code, name, metrics })),
    incidents: incidents.filter(
      ({ before: was, detected, reported }) => was + detected + reported > 0,
    ),
    warnings: { raised: sum('raised'), real: sum('real'), false: sum('false') },
  };
}
