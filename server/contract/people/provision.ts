import { type Static, Type } from 'typebox';
import { GridType } from '../areas/area.ts';
import { Datum, LngLat } from '../areas/geo.ts';
import { Severity } from '../incidents/incident.ts';
import { literals } from '../literals.ts';
import { StatedRules } from '../norms/norm.ts';
import { partial, pick } from '../shapes.ts';
import { OfficerCategory } from './people.ts';

/** Items one provisioning request may hold. */
export const PROVISION_MAX = 20_000;
/** Incidents one request may hold. */
export const INCIDENTS_MAX = 1_000;

const Code = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Time = (description: string) => Type.String({ format: 'date-time', description });
const list = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Array(item, { maxItems: PROVISION_MAX });
const strict = { additionalProperties: false };

export const OfficerInput = Type.Object(
  {
    code: Code('Identity of the officer'),
    name: Name,
    category: OfficerCategory,
    home: Type.Optional(
      Code(
        'Code of the area whose the officer is from now on while no grid is held; as before unless told, of a new one that of who puts',
      ),
    ),
  },
  strict,
);
export type OfficerInput = Static<typeof OfficerInput>;

export const HandheldInput = Type.Object(
  {
    code: Code('Identity of the handheld; it signs in with it'),
    secret: Type.String({
      minLength: 22,
      maxLength: 256,
      description: 'At least 128 random bits; kept as a hash',
    }),
    datum: Type.Unsafe<Datum>({ ...Datum, default: 'wgs84' }),
  },
  strict,
);
export type HandheldInput = Static<typeof HandheldInput>;

const period = {
  from: Time('Holds from'),
  to: Type.Optional(Time('Holds until; until the next one unless told')),
};

/** From `from` on the officer holds this grid and no other. */
export const OfficerAssignment = Type.Object(
  { officer: Code('Code of the officer'), grid: Code('Code of the grid'), ...period },
  strict,
);
export type OfficerAssignment = Static<typeof OfficerAssignment>;

/** From `from` on the handheld is carried by this officer and nobody else. */
export const HandheldAssignment = Type.Object(
  { handheld: Code('Code of the handheld'), officer: Code('Code of the officer'), ...period },
  strict,
);
export type HandheldAssignment = Static<typeof HandheldAssignment>;

export const NormInput = Type.Object(
  {
    area: Code('Code of the area it holds for, with everything below'),
    gridType: Type.Optional(GridType),
    officerCategory: Type.Optional(OfficerCategory),
    name: Name,
    rules: StatedRules,
    from: Time('In force from; must lie after the version before it'),
  },
  strict,
);
export type NormInput = Static<typeof NormInput>;

/** A version of a norm that is to be taken back before it holds. */
export const NormWithdrawal = Type.Object(
  {
    ...pick(NormInput, ['area', 'gridType', 'officerCategory']).properties,
    version: Type.Integer({ minimum: 1 }),
  },
  strict,
);
export type NormWithdrawal = Static<typeof NormWithdrawal>;

export const IncidentCategoryInput = Type.Object(
  {
    code: Code('Identity of the category'),
    parent: Type.Optional(Code('Code of the category above')),
    nameZh: Name,
    nameEn: Name,
    points: Type.Number({ default: 0, description: 'What a report of it is worth' }),
    opensCase: Type.Optional(
      Type.Boolean({
        description: 'Whether a report of it opens a case; as the category above it unless told',
      }),
    ),
  },
  strict,
);
export type IncidentCategoryInput = Static<typeof IncidentCategoryInput>;

export const IncidentInput = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 128, description: "The reporter's own id" }),
    category: Code('Code of the category'),
    severity: Severity,
    foundBy: literals(['reported', 'detected']),
    position: LngLat,
    from: Time('Earliest moment it can have happened'),
    to: Type.Optional(Time('Latest moment; `from` unless told')),
    revision: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_147_483_647,
        description:
          "The reporter's own count, 0 unless told: a lower one never takes the place of a higher, whatever order they come in",
      }),
    ),
    correction: Type.Optional(
      Type.Boolean({ description: 'It corrects one that is known; an unknown id is refused' }),
    ),
  },
  strict,
);
export type IncidentInput = Static<typeof IncidentInput>;

/** Takes an incident back: it counts nowhere any more, and what it was stays on record. */
export const IncidentWithdrawal = Type.Object(
  {
    id: IncidentInput.properties.id,
    withdrawn: Type.Literal(true),
    revision: IncidentInput.properties.revision,
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  strict,
);
export type IncidentWithdrawal = Static<typeof IncidentWithdrawal>;

/** Whether all that is put must be new. */
export const Fresh = Type.Optional(
  Type.Boolean({
    description:
      'All of it is to be new: `wrong-state` with the codes that there are by now, where each would be changed otherwise',
  }),
);
export const OfficersInput = Type.Object({ officers: list(OfficerInput), fresh: Fresh }, strict);
export const HandheldsInput = Type.Object({ handhelds: list(HandheldInput), fresh: Fresh }, strict);
export const AssignmentsInput = Type.Object(
  {
    officers: Type.Optional(list(OfficerAssignment)),
    handhelds: Type.Optional(list(HandheldAssignment)),
  },
  { additionalProperties: false, minProperties: 1 },
);
export const NormsInput = Type.Object(
  { norms: Type.Array(NormInput, { maxItems: 1_000 }) },
  strict,
);
export const IncidentCategoriesInput = Type.Object(
  { categories: list(IncidentCategoryInput), fresh: Fresh },
  strict,
);

/** Reply to what is put by code: how many items were new or different. Repeating a request changes nothing. */
export const Provisioned = Type.Object({ changed: Type.Integer() });
export type Provisioned = Static<typeof Provisioned>;

/** Each incident is judged alone; what is wrong with one is said in its outcome. */
export const IncidentBatch = Type.Object({
  datum: Type.Optional(Type.Unsafe<Datum>({ ...Datum, default: 'wgs84' })),
  incidents: Type.Array(Type.Unknown(), {
    minItems: 1,
    description: `Of IncidentInput or IncidentWithdrawal, at most ${INCIDENTS_MAX}`,
  }),
});
export type IncidentBatch = Static<typeof IncidentBatch>;

/** What is to be another than it is, WGS-84. */
export const IncidentCorrection = partial(
  pick(IncidentInput, ['category', 'severity', 'foundBy', 'position', 'from', 'to', 'revision']),
  strict,
);
export type IncidentCorrection = Static<typeof IncidentCorrection>;

export const IncidentRefusal = literals([
  'invalid',
  'unknown-category',
  'retired-category',
  'time-out-of-range',
  'ends-before-start',
  'repeated',
  'outside-area',
  'unknown-incident',
  'outdated',
  'withdrawn',
  'off-duty',
]);
export type IncidentRefusal = Static<typeof IncidentRefusal>;

export const IncidentOutcome = Type.Object({
  id: Type.Union([Type.String(), Type.Null()], { description: 'null where it could not be read' }),
  outcome: literals(['stored', 'updated', 'withdrawn', 'duplicate', 'refused']),
  reason: Type.Optional(IncidentRefusal),
  detail: Type.Optional(Type.String({ description: 'What was wrong and what is right' })),
});
export type IncidentOutcome = Static<typeof IncidentOutcome>;

export const IncidentOutcomes = Type.Object({ outcomes: Type.Array(IncidentOutcome) });
