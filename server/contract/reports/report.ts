import { type Static, Type } from 'typebox';
import { Level } from '../areas/area.ts';
import { SEVERITIES } from '../incidents/incident.ts';
import { literals } from '../literals.ts';
import { MetricRow } from '../metrics/metrics.ts';
import { LANGUAGE_CODES } from '../words/languages.ts';

/** Periods there are reports of. */
export const REPORT_PERIODS = ['day', 'week', 'month', 'quarter'] as const;
export const ReportPeriod = literals(REPORT_PERIODS);
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

export const REPORT_FORMATS = ['html', 'xlsx', 'json'] as const;

/** Figures a report shows of an area and of those below it, by id of the definitions. */
export const REPORT_METRICS = [
  ...['patrolsRequired', 'patrolsDone', 'completionRate', 'effectiveMin'],
  ...['coverageUnion', 'combRate', 'suspicious', 'unverifiable', 'completeness'],
] as const;

const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Metrics = Type.Union([MetricRow.properties.metrics, Type.Null()], {
  description: 'null: nothing on record',
});

/** What an area has to show for a period, beside the period before. */
export const Report = Type.Object({
  area: Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String(), level: Level }),
  period: ReportPeriod,
  from: Day,
  to: Type.String({ format: 'date', description: 'Day after the last' }),
  timeZone: Type.String(),
  edition: Type.Integer({ description: 'Of the roll-ups the figures rest on' }),
  madeAt: Moment,
  figures: Metrics,
  before: Metrics,
  unitLevel: Type.String({ description: 'Level of `units`: of areas, or officer' }),
  units: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      metrics: MetricRow.properties.metrics,
    }),
    { description: 'The areas right below, or the officers of a village or grid' },
  ),
  incidents: Type.Array(
    Type.Object({
      category: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      reported: Type.Integer(),
      detected: Type.Integer(),
      severe: Type.Integer({ description: `Of both, those ${SEVERITIES.slice(2).join(' or ')}` }),
      before: Type.Integer({ description: 'Of both, in the period before' }),
    }),
    { description: 'By category, most first' },
  ),
  warnings: Type.Object({ raised: Type.Integer(), real: Type.Integer(), false: Type.Integer() }),
});
export type Report = Static<typeof Report>;

const Recipients = Type.Array(
  Type.String({ pattern: '^[^@\\s<>,;]+@[^@\\s<>,;]+$', maxLength: 254 }),
  {
    maxItems: 20,
    description: 'Mail addresses; none: told to webhooks alone',
  },
);

/** Reports that are sent by themselves, a few hours after each whole period has ended. */
export const ReportScheduleInput = Type.Object(
  {
    areaId: Type.Integer({ minimum: 1 }),
    period: ReportPeriod,
    language: literals(LANGUAGE_CODES),
    recipients: Recipients,
  },
  { additionalProperties: false },
);
export type ReportScheduleInput = Static<typeof ReportScheduleInput>;

export const ReportSchedule = Type.Object({
  id: Type.Integer(),
  ...ReportScheduleInput.properties,
  createdBy: Type.String(),
  createdAt: Moment,
  sentAt: Type.Union([Moment, Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()], {
    description: 'Why the last attempt failed; it is made again',
  }),
});
export type ReportSchedule = Static<typeof ReportSchedule>;

/** Schedules a deployment keeps at most. */
export const REPORT_SCHEDULES_MAX = 1_000;
