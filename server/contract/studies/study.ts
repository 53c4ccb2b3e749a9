import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { record } from '../shapes.ts';
import { ToldNotes } from './note.ts';

const Time = Type.String({ format: 'date-time' });

export const STUDY_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const StudyState = literals(STUDY_STATES);

export const EveryDays = Type.Integer({ minimum: 1, maximum: 366 });

/** Which incidents a study is about. */
export const StudySelection = Type.Object(
  {
    from: Type.Optional(
      Type.String({ format: 'date-time', description: 'First moment, inclusive' }),
    ),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Last moment, exclusive' })),
    areaId: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'The study area; what the account may see if not given',
      }),
    ),
    categories: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        maxItems: 400,
        description: 'Only these categories',
      }),
    ),
    cases: Type.Optional(
      literals(['unclosed', 'late'], {
        description:
          'Only incidents whose case has not ended, or is or was over a deadline, when the study runs',
      }),
    ),
    counts: Type.Optional(
      literals(['grids'], {
        description:
          'Count into grids instead of taking incidents one by one; for methods that take a lattice',
      }),
    ),
  },
  { additionalProperties: false },
);
export type StudySelection = Static<typeof StudySelection>;

export const StudyBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    method: Type.String({ minLength: 1, maxLength: 64 }),
    parameters: Type.Optional(record(Type.Unknown())),
    selection: Type.Optional(StudySelection),
    shared: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type StudyBody = Static<typeof StudyBody>;

/** A stored study; its result is read apart. */
export const Study = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  owner: Type.String(),
  shared: Type.Boolean({ description: 'Whether others of the same area may see it' }),
  method: Type.String(),
  parameters: record(Type.Unknown()),
  selection: StudySelection,
  state: StudyState,
  progress: Type.Number({ description: '0 to 1' }),
  error: Type.Union([Type.Null(), Type.Object({ code: Type.String(), message: Type.String() })]),
  summary: Type.Union([Type.Null(), record(Type.Unknown())]),
  ...ToldNotes,
  versions: record(Type.String(), {
    description: 'Versions of the program, of Node and, by its name, of the method',
  }),
  dataHash: Type.Union([Type.String(), Type.Null()], {
    description: 'SHA-256 of the incidents that were analysed',
  }),
  everyDays: Type.Union([EveryDays, Type.Null()], {
    description: 'Days after which it is asked again by itself; of the latest of a series alone',
  }),
  nextAt: Type.Union([Time, Type.Null()], { description: 'When it is asked again' }),
  previousId: Type.Union([Type.Integer(), Type.Null()], {
    description: 'The last finished one before it in its series',
  }),
  createdAt: Time,
  startedAt: Type.Union([Time, Type.Null()]),
  finishedAt: Type.Union([Time, Type.Null()]),
});
export type Study = Static<typeof Study>;

/** A method of analysis as a form can be made from: `parameters` is a JSON schema with units and defaults. */
export const MethodInfo = Type.Object({
  id: Type.String(),
  version: Type.String({ description: 'Of its definition; stored with every result' }),
  summary: Type.String(),
  source: Type.String(),
  inputs: Type.Array(Type.String()),
  needs: Type.Array(Type.String()),
  parameters: Type.Unknown({ description: 'JSON schema of the parameters' }),
  columns: record(Type.String()),
});
export type MethodInfo = Static<typeof MethodInfo>;

/** The whole result of a study as `analyse` writes it: the main table as rows, further tables by name. */
export const StudyRows = Type.Object({
  summary: record(Type.Unknown()),
  ...ToldNotes,
  rows: Type.Array(record(Type.Unknown())),
  tables: record(Type.Array(record(Type.Unknown()))),
});

/** The same by column, as it is stored. */
export const StudyResult = Type.Object({
  summary: record(Type.Unknown()),
  table: Type.Object({
    columns: record(Type.Array(Type.Unknown())),
    geometry: Type.Optional(Type.Array(Type.Unknown({ description: 'GeoJSON geometry or null' }))),
  }),
  tables: Type.Optional(record(Type.Unknown())),
  ...ToldNotes,
});
export type StudyResult = Static<typeof StudyResult>;
