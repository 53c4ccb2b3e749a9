import { Type } from 'typebox';
import { record } from '../shapes.ts';
import { Link } from './features.ts';

const Links = Type.Array(Link);
const Moments = Type.Array(Type.String({ format: 'date-time' }));

/** Places with their moments (MF-JSON, OGC 19-045r3). */
export const MovingPoint = Type.Object({
  id: Type.Optional(Type.String()),
  type: Type.Literal('MovingPoint'),
  datetimes: Moments,
  coordinates: Type.Array(Type.Array(Type.Number())),
  interpolation: Type.Literal('Linear'),
});

export const TemporalGeometrySequence = Type.Object({
  type: Type.Literal('TemporalGeometrySequence'),
  geometrySequence: Type.Array(MovingPoint),
  numberMatched: Type.Integer(),
  numberReturned: Type.Integer(),
  links: Links,
});

const ValueSequence = Type.Object({
  datetimes: Moments,
  values: Type.Array(Type.Number()),
  interpolation: Type.Literal('Linear'),
});

const TemporalProperty = Type.Object({
  name: Type.String(),
  type: Type.Literal('TReal'),
  form: Type.String({ description: 'Unit, UCUM' }),
  valueSequence: Type.Optional(Type.Array(ValueSequence)),
});

export const TemporalProperties = Type.Object({
  temporalProperties: Type.Array(TemporalProperty),
  numberMatched: Type.Integer(),
  numberReturned: Type.Integer(),
  links: Links,
});

/** One moving feature whole, as MF-JSON. */
export const MovingFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.String(),
  properties: record(Type.Unknown()),
  temporalGeometry: MovingPoint,
  temporalProperties: Type.Array(record(Type.Unknown())),
});
