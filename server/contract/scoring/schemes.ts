import { type Static, Type } from 'typebox';
import { authorship } from '../authorship.ts';
import { ScoringRules } from './rules.ts';
import { Code, Day, Name, strict } from './words.ts';

/** A version of a scheme to put in force. */
export const ScoringSchemeInput = Type.Object(
  {
    code: Code,
    area: Type.String({ minLength: 1, maxLength: 64, description: 'Code of the area it is for' }),
    name: Name,
    rules: ScoringRules,
    from: Type.Unsafe<string>({
      ...Day,
      description:
        'Periods that begin on this day or later; of the first version, the one it begins in too. The first version may reach back; later ones start on a day to come',
    }),
  },
  strict,
);
export type ScoringSchemeInput = Static<typeof ScoringSchemeInput>;

/** A version of a scheme on record. */
export const ScoringScheme = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  area: Type.String(),
  areaId: Type.Integer(),
  version: Type.Integer(),
  name: Name,
  rules: ScoringRules,
  from: Day,
  to: Type.Union([Day, Type.Null()], { description: 'Day the next version starts on' }),
  ...authorship,
});
export type ScoringScheme = Static<typeof ScoringScheme>;

/** Which version of a scheme is taken back before it holds. */
export const SchemeWithdrawal = Type.Object(
  {
    area: ScoringSchemeInput.properties.area,
    code: Code,
    version: Type.Integer({ minimum: 1 }),
  },
  strict,
);
export type SchemeWithdrawal = Static<typeof SchemeWithdrawal>;

/** A scheme to start from; `published` says what of it the place publishes, the rest is an example. */
export const ScoringPreset = Type.Object({
  place: Type.String(),
  name: Name,
  published: Name,
  rules: ScoringRules,
});
export type ScoringPreset = Static<typeof ScoringPreset>;
