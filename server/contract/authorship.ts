import { Type } from 'typebox';

/** Who put a version of rules in force, and when. */
export const authorship = {
  publishedBy: Type.Union([Type.String(), Type.Null()], {
    description: 'Who put it in force; null where that was not noted',
  }),
  publishedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
};
