import { type Static, Type } from 'typebox';
import { Datum } from '../areas/geo.ts';
import { literals } from '../literals.ts';
import { RECENT_DAYS } from '../people/people.ts';
import { PROVISION_MAX } from '../people/provision.ts';
import { ENROLMENT_HOURS, EnrolmentBody, NewEnrolment } from './enrolment.ts';

export const REVOKED_WHY = ['lost', 'replaced', 'retired'] as const;
export const RevokedWhy = literals(REVOKED_WHY);
export type RevokedWhy = (typeof REVOKED_WHY)[number];

const MomentOrNull = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const IdOrNull = Type.Union([Type.Integer(), Type.Null()]);
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

/** How far back the last fix of a handheld is looked for, days. */
export const HEARD_DAYS = 31;

/** Who is to carry a handheld within so many days shares it with who carries it now. */
export const SHARED_DAYS = 7;

/** Who carries a handheld, or is the next to. */
const Carrier = Type.Object({
  officer: Type.String({ description: 'Name' }),
  officerCode: Type.String(),
  gridId: IdOrNull,
  grid: TextOrNull,
  from: Type.String({ format: 'date-time' }),
});

const carriers = Type.Array(Carrier, {
  description: `Each who carries it now or is to within ${SHARED_DAYS} days, the first first: several share it, by shift or one after the other`,
});

/** A handheld as those who hand them out see it. */
export const HandheldState = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  datum: Datum,
  officer: TextOrNull,
  officerCode: TextOrNull,
  gridId: IdOrNull,
  grid: TextOrNull,
  carriers,
  enrolledAt: MomentOrNull,
  sheetUntil: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'A sheet that nobody has used yet is good until then',
  }),
  revokedAt: MomentOrNull,
  revokedWhy: Type.Union([RevokedWhy, Type.Null()]),
  heardAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: `When the last fix of the ${HEARD_DAYS} days before came in`,
  }),
  clockOffsetS: Type.Union([Type.Number(), Type.Null()], {
    description: 'By how much its clock was ahead when it sent that fix; null where it did not say',
  }),
  batteryPct: Type.Union([Type.Integer(), Type.Null()]),
  wire: Type.Union([Type.String(), Type.Null()], {
    description: 'Protocol of that session; null: this service’s own',
  }),
  refused: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer() }), {
    description: `Fixes refused in the ${RECENT_DAYS} days before, by reason, most first`,
  }),
});
export type HandheldState = Static<typeof HandheldState>;

export const RevokeBody = Type.Object({ why: RevokedWhy }, { additionalProperties: false });

export const SheetsBody = Type.Object(
  {
    handhelds: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      minItems: 1,
      maxItems: PROVISION_MAX,
      description: 'Codes',
    }),
    ...EnrolmentBody.properties,
  },
  {
    additionalProperties: false,
    description: `Each is good for ${ENROLMENT_HOURS.usual} hours unless told`,
  },
);

/** A sheet that makes one phone a handheld, once: told here and never again. */
export const Sheet = Type.Object({
  ...NewEnrolment.properties,
  officer: TextOrNull,
  officerCode: TextOrNull,
  grid: TextOrNull,
  carriers,
});
export type Sheet = Static<typeof Sheet>;
