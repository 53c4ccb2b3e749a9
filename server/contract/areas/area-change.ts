import { type Static, Type } from 'typebox';
import { Level } from './area.ts';

/** Areas a change names; all are counted. */
export const CHANGED_SHOWN = 100;

const Moment = Type.String({ format: 'date-time' });
const Counts = {
  begin: Type.Integer({ description: 'Areas that are not there before' }),
  change: Type.Integer({ description: 'Areas with another version from then on' }),
  end: Type.Integer({ description: 'Areas that are there before only' }),
  areas: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      level: Level,
      does: Type.Union([Type.Literal('begin'), Type.Literal('change'), Type.Literal('end')]),
    }),
    { description: `By code, the first ${CHANGED_SHOWN}` },
  ),
};

/** What changes in the areas of an account at a moment to come: all versions that begin and end then. */
export const ComingChange = Type.Object({ from: Moment, ...Counts });
export type ComingChange = Static<typeof ComingChange>;

export const ChangeWithdrawal = Type.Object(
  {
    from: Type.String({ format: 'date-time', description: 'When the change would take effect' }),
    check: Type.Optional(
      Type.Boolean({ default: false, description: 'Only say what that comes to' }),
    ),
  },
  { additionalProperties: false },
);
export type ChangeWithdrawal = Static<typeof ChangeWithdrawal>;

/** What taking back a change comes to: areas go on as they are now, and what hangs on those that never begin is left without them. */
export const WithdrawnChange = Type.Object({
  withdrawn: Type.Boolean({ description: 'false: it was a check' }),
  from: Moment,
  ...Counts,
  left: Type.Object(
    {
      officers: Type.Array(Type.Object({ grid: Type.String(), officer: Type.String() }), {
        description: 'Who was to hold a grid that never begins',
      }),
      norms: Type.Integer({ description: 'Norms of such areas' }),
      accounts: Type.Array(Type.String(), { description: 'Accounts of such areas' }),
    },
    { description: 'They stay on record, for an area that is not there' },
  ),
});
export type WithdrawnChange = Static<typeof WithdrawnChange>;
