import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { Fresh } from '../people/provision.ts';

const Code = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
export const DEPARTMENT_KINDS = ['department', 'service'] as const;
const Kind = literals(DEPARTMENT_KINDS, {
  description: 'department: of the government; service: such as water or power',
});

/** A department that cases are dispatched to, what it answers for and the specialists it has. */
export const Department = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: Kind,
  duties: Type.Array(
    Type.Object({
      areaId: Type.Integer(),
      category: Type.Union([Type.String(), Type.Null()], { description: 'null: every category' }),
      atOnce: Type.Boolean({
        description:
          'A case of it is dispatched there as it is opened, by the duty of the nearest area and category; else it is only proposed',
      }),
    }),
  ),
  officers: Type.Array(
    Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String() }),
    { description: 'Its specialists, whether they hold a grid or not' },
  ),
  endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'Nothing is sent to it from then on; null: it is in force',
  }),
});
export type Department = Static<typeof Department>;

export const DepartmentInput = Type.Object(
  {
    code: Code('Identity of the department'),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    kind: Kind,
    duties: Type.Array(
      Type.Object(
        {
          area: Code('Code of an area it answers for, with everything below'),
          category: Type.Optional(
            Type.Union([Code('Code of a category, with those below it'), Type.Null()]),
          ),
          atOnce: Type.Optional(
            Type.Boolean({ description: 'A case of it is dispatched there as it is opened' }),
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
    officers: Type.Optional(
      Type.Array(Code('Code of a specialist, among the officers'), { maxItems: 5_000 }),
    ),
    ended: Type.Optional(
      Type.Boolean({
        description:
          'true: it ends, and what it has in hand stays with it until sent elsewhere; false: it is in force again; else as it was',
      }),
    ),
  },
  { additionalProperties: false },
);
export type DepartmentInput = Static<typeof DepartmentInput>;

export const DepartmentsInput = Type.Object(
  {
    departments: Type.Array(DepartmentInput, { minItems: 1, maxItems: 500 }),
    fresh: Fresh,
  },
  { additionalProperties: false },
);
