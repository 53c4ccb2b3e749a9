import { type Static, type TSchema, Type } from 'typebox';

/** What is assigned: a handheld to who carries it, or an officer to a grid. */
export type Assigned = 'handheld' | 'grid';

/** Assignments one page has at most. */
export const ASSIGNMENTS_PAGE_MAX = 500;
/** Spells one act may lay: two months of three shifts a day. */
export const SPELLS_MAX = 200;

const Code = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
const Time = Type.String({ format: 'date-time' });
const OpenTime = Type.Union([Time, Type.Null()], { description: 'null: for good' });
const strict = { additionalProperties: false };

/** Who carries, or carried, which handheld, from when until when. */
export const HandheldCarried = Type.Object({
  handheldId: Type.Integer(),
  handheld: Type.String({ description: 'Its code' }),
  officerId: Type.Integer(),
  officer: Type.String({ description: 'Code of the officer' }),
  officerName: Type.String(),
  from: Time,
  to: OpenTime,
});
export type HandheldCarried = Static<typeof HandheldCarried>;

/** Which grid an officer holds, or held. */
export const GridHeld = Type.Object({
  officerId: Type.Integer(),
  officer: Type.String({ description: 'Code of the officer' }),
  officerName: Type.String(),
  gridId: Type.Integer(),
  grid: Type.String({ description: 'Code of the grid' }),
  gridName: Type.String(),
  from: Time,
  to: OpenTime,
});
export type GridHeld = Static<typeof GridHeld>;

const listed = <T extends TSchema>(row: T) =>
  Type.Object({
    assignments: Type.Array(row, { description: 'The last to begin first' }),
    hidden: Type.Integer({
      description: 'So many of this page are left out, since they were never of the area that asks',
    }),
    next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
  });
export const HandheldsCarried = listed(HandheldCarried);
export const GridsHeld = listed(GridHeld);

const spell = { from: Time, to: Type.Optional(OpenTime) };
const ByOfficer = Type.Object({ officer: Code('Code of the officer'), ...spell }, strict);
const OfGrid = Type.Object({ grid: Code('Code of the grid'), ...spell }, strict);

const range = {
  from: Type.String({
    format: 'date-time',
    description: 'What is on record is replaced from here; outside of it nothing changes',
  }),
  to: Type.Optional({ ...OpenTime, description: 'Until here; for good unless told' }),
};
const between = <T extends TSchema>(one: T) => ({
  given: Type.Array(one, {
    maxItems: SPELLS_MAX,
    description:
      'What holds in between, one at a time, each until the next one unless told; empty: nothing',
  }),
  was: Type.Optional(
    Type.Array(one, {
      description:
        'What the caller saw on record in between, cut to it: where that is another by now, nothing is done',
    }),
  ),
});

export const HandheldLaying = Type.Object(
  { handheld: Code('Code of the handheld'), ...range, ...between(ByOfficer) },
  strict,
);
export type HandheldLaying = Static<typeof HandheldLaying>;

export const GridLaying = Type.Object(
  { officer: Code('Code of the officer'), ...range, ...between(OfGrid) },
  strict,
);
export type GridLaying = Static<typeof GridLaying>;

const laid = <T extends TSchema>(one: T) =>
  Type.Object({
    changed: Type.Boolean(),
    was: Type.Array(one, {
      description: 'What was on record in between: laid there again, it undoes this',
    }),
  });
export const HandheldLaid = laid(ByOfficer);
export const GridLaid = laid(OfGrid);
