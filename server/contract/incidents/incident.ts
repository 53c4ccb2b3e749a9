import { type Static, Type } from 'typebox';
import { LngLat } from '../areas/geo.ts';
import { literals } from '../literals.ts';

export const SEVERITIES = ['minor', 'moderate', 'serious', 'severe'] as const;
export const Severity = literals(SEVERITIES);
export type Severity = (typeof SEVERITIES)[number];

/** An incident (事件) at a place and a time, or an interval when only that is known. */
export const Incident = Type.Object({
  id: Type.String({ description: 'External id, unique' }),
  category: Type.String(),
  severity: Severity,
  foundBy: Type.Union([Type.Literal('reported'), Type.Literal('detected')]),
  position: LngLat,
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time' }),
  gridId: Type.Union([Type.Integer(), Type.Null()]),
});
export type Incident = Static<typeof Incident>;

const Recorded = {
  version: Type.Integer({ description: 'From 1' }),
  revision: Type.Integer({ description: "The reporter's own count" }),
  receivedAt: Type.String({ format: 'date-time' }),
  reportedBy: Type.Union([Type.String(), Type.Null()], {
    description: 'Account or handheld:CODE; null: a program of the server',
  }),
};

/** What an incident is and was. */
export const IncidentHistory = Type.Object({
  current: Type.Union([Type.Object({ ...Incident.properties, ...Recorded }), Type.Null()], {
    description: 'null where it was withdrawn',
  }),
  former: Type.Array(
    Type.Object({
      ...Incident.properties,
      ...Recorded,
      withdrawn: Type.Boolean({ description: 'It was taken back then; the facts are what it was' }),
      comment: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'Earlier versions, newest first' },
  ),
});
export type IncidentHistory = Static<typeof IncidentHistory>;

export const IncidentCategory = Type.Object({
  code: Type.String(),
  parentCode: Type.Union([Type.String(), Type.Null()]),
  nameZh: Type.String(),
  nameEn: Type.String(),
  points: Type.Number(),
  retiredAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'Since when it takes no further incident; null: in use',
  }),
  mergedInto: Type.Union([Type.String(), Type.Null()], {
    description: 'The category its incidents are now of',
  }),
  opensCase: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'Whether a report of it opens a case; null: as the category above it',
  }),
});
export type IncidentCategory = Static<typeof IncidentCategory>;

/** What is to be another of a category; its code stays. Points count for what comes on record from then on. */
export const IncidentCategoryChange = Type.Object(
  {
    nameZh: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    nameEn: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    points: Type.Optional(Type.Number()),
    opensCase: Type.Optional(Type.Boolean({ description: 'Whether a report of it opens a case' })),
    retired: Type.Optional(
      Type.Boolean({ description: 'true: no further incident may be of it; false: in use again' }),
    ),
  },
  { additionalProperties: false },
);
export type IncidentCategoryChange = Static<typeof IncidentCategoryChange>;

/** Incidents one answer by columns holds at most; the newest. */
export const INCIDENT_COLUMNS_MAX = 100_000;

const Whole = Type.Array(Type.Integer());

/** Incidents by columns, newest first: entry k of each column is of incident k. */
export const IncidentColumns = Type.Object({
  from: Type.String({ format: 'date-time', description: 'The moment seconds are counted from' }),
  cut: Type.Boolean({ description: 'There are more, older ones than one answer holds' }),
  categories: Type.Array(Type.String(), { description: 'Codes; `category` counts in them' }),
  id: Type.Array(Type.String()),
  seconds: Type.Unsafe<number[]>({ ...Whole, description: 'When it began, from `from`' }),
  category: Whole,
  severity: Type.Unsafe<number[]>({ ...Whole, description: `Place in ${SEVERITIES.join(', ')}` }),
  detected: Type.Unsafe<number[]>({
    ...Whole,
    description: '1: found by an officer; 0: reported by others',
  }),
  lngE6: Type.Unsafe<number[]>({ ...Whole, description: 'Millionths of a degree' }),
  latE6: Type.Unsafe<number[]>({ ...Whole, description: 'Millionths of a degree' }),
  gridId: Whole,
});
export type IncidentColumns = Static<typeof IncidentColumns>;
