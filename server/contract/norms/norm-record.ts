import { type Static, Type } from 'typebox';
import { GridType } from '../areas/area.ts';
import { authorship } from '../authorship.ts';
import { OfficerCategory } from '../people/people.ts';
import { NormRules } from './norm.ts';

const Time = Type.String({ format: 'date-time' });

/** A version of a norm on record: for whom it holds, since when and until when. */
export const NormRecord = Type.Object({
  id: Type.Integer(),
  version: Type.Integer(),
  area: Type.String({ description: 'Code of the area it holds for, with everything below' }),
  areaId: Type.Integer(),
  gridType: Type.Union([GridType, Type.Null()]),
  officerCategory: Type.Union([OfficerCategory, Type.Null()]),
  name: Type.String(),
  rules: NormRules,
  from: Time,
  to: Type.Union([Time, Type.Null()], { description: 'null: until another version' }),
  ...authorship,
});
export type NormRecord = Static<typeof NormRecord>;
