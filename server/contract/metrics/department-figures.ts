import { type Static, Type } from 'typebox';

const Code = Type.String({ pattern: '^[\\w.-]{1,64}$' });

/** How many matters of one kind a department has on record in a grid on a day; they have no place and no points of their own. */
export const DepartmentFigure = Type.Object(
  {
    id: Type.String({
      minLength: 1,
      maxLength: 128,
      description: 'Of the department: sent again it takes the place of what was there',
    }),
    department: Type.String({ minLength: 1, maxLength: 100 }),
    grid: Type.String({ minLength: 1, maxLength: 64, description: 'Code of the grid' }),
    day: Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' }),
    kind: Type.Unsafe<string>({ ...Code, description: 'Code of an incident category' }),
    count: Type.Integer({ minimum: 0, maximum: 100_000, description: '0 takes it back' }),
  },
  { additionalProperties: false },
);
export type DepartmentFigure = Static<typeof DepartmentFigure>;

export const DepartmentFiguresInput = Type.Object(
  { figures: Type.Array(DepartmentFigure, { minItems: 1, maxItems: 1_000 }) },
  { additionalProperties: false },
);
