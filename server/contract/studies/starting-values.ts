import { type Static, Type } from 'typebox';
import { StudySelection } from './study.ts';

/** Values that fit the incidents of a selection, by the parameter they are for. */
export const StartingValues = Type.Object({
  resolution: Type.Integer({ description: 'Of H3 cells' }),
  cellM: Type.Number({ description: 'Side of square cells, metres' }),
  epsM: Type.Number({ description: 'Distance of DBSCAN, metres' }),
});
export type StartingValues = Static<typeof StartingValues>;

/** What starting values are for of a method: sides of squares are of the raster alone where density chooses its own. */
const FITTED: Record<string, readonly (keyof StartingValues)[]> = {
  dbscan: ['epsM'],
  'st-dbscan': ['epsM'],
  'gi-star': ['resolution'],
  'local-moran': ['resolution'],
  emerging: ['resolution'],
  scan: ['cellM'],
  hawkes: ['cellM'],
  forecast: ['cellM'],
  backtest: ['cellM'],
};

/** Which starting values a method takes. */
export const fittedNames = (method: string): readonly (keyof StartingValues)[] =>
  FITTED[method] ?? [];

/** The starting values that a method takes. */
export const fittedValues = (
  method: string,
  values: StartingValues | null | undefined,
): Partial<StartingValues> =>
  values ? Object.fromEntries(fittedNames(method).map((name) => [name, values[name]])) : {};

const Time = Type.Optional(Type.String({ format: 'date-time' }));

/** A question before it is asked; its parameters are what is sought. */
export const PREVIEW_QUERY = Type.Object({
  method: Type.String({ minLength: 1, maxLength: 64 }),
  from: Time,
  to: Time,
  areaId: Type.Optional(Type.Integer({ minimum: 1 })),
  cases: StudySelection.properties.cases,
  categories: Type.Optional(
    Type.String({ maxLength: 30_000, description: 'Only these, with commas between' }),
  ),
});

/** What is known of a study before it is asked for. */
export const StudyPreview = Type.Object({
  incidents: Type.Integer({ description: 'That the selection holds' }),
  areaKm2: Type.Union([Type.Number(), Type.Null()]),
  parameters: Type.Union([StartingValues, Type.Null()], {
    description: 'null where there are too few incidents to tell',
  }),
  seconds: Type.Union([Type.Number(), Type.Null()], {
    description:
      'About how long it will run with these values, by how long the method took here lately, else on the machine it was measured on; null where neither is known',
  }),
  ahead: Type.Integer({ description: 'Studies that will begin before it' }),
});
export type StudyPreview = Static<typeof StudyPreview>;
