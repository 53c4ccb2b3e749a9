import { type Static, Type } from 'typebox';
import { Level } from '../areas/area.ts';
import { literals } from '../literals.ts';
import { PRESET_PLACES } from '../norms/preset-places.ts';
import { LANGUAGE_CODES } from '../words/languages.ts';
import { NewPassword } from './password.ts';

/** What makes the first account of an empty store: the first administrator, over the whole of a place that is made with it. */
export const FirstAccount = Type.Object(
  {
    token: Type.String({
      maxLength: 64,
      description: 'Of the one-time address that the server printed at its start',
    }),
    name: Type.String({ minLength: 1, maxLength: 64 }),
    password: NewPassword,
    place: Type.Object(
      {
        code: Type.String({
          minLength: 1,
          maxLength: 64,
          description: 'Code of the top of the tree, as areas that are imported name it',
        }),
        name: Type.String({ minLength: 1, maxLength: 200 }),
        level: Level,
        timeZone: Type.String({ default: 'Asia/Shanghai', maxLength: 64 }),
        rules: Type.Optional(
          Type.Object(
            { preset: literals(PRESET_PLACES), language: literals(LANGUAGE_CODES) },
            {
              additionalProperties: false,
              description:
                'Of which place the norms hold from this day on, and in which language they are named; none: the built-in rules',
            },
          ),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type FirstAccount = Static<typeof FirstAccount>;
