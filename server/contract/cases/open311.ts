import { type Static, Type } from 'typebox';
import { Severity } from '../incidents/incident.ts';

/** A service of Open311 GeoReport v2: a category that can be reported. */
export const Open311Service = Type.Object({
  service_code: Type.String(),
  service_name: Type.String(),
  description: Type.String(),
  metadata: Type.Literal(false),
  type: Type.Literal('realtime'),
  keywords: Type.String(),
  group: Type.String(),
});
export type Open311Service = Static<typeof Open311Service>;

const Text = (most: number) => Type.Optional(Type.String({ maxLength: most }));

/** A form as GeoReport v2 has it; what no part of it names is left out, which `service_notice` says. The address and a
 * link to a picture are kept as lines of its text. `foreign_id` is ours: the sender's own number. */
export const Open311Post = Type.Object({
  service_code: Type.String({ minLength: 1, maxLength: 64 }),
  lat: Type.String({ maxLength: 40, description: 'Degrees, WGS-84' }),
  long: Type.String({ maxLength: 40, description: 'Degrees, WGS-84' }),
  description: Text(4_000),
  address_string: Text(400),
  media_url: Text(2_000),
  foreign_id: Type.Optional(
    Type.String({
      pattern: '^[\\w.:/-]{1,64}$',
      description: "The sender's own number: the same one sent again is the same request",
    }),
  ),
});
export type Open311Post = Static<typeof Open311Post>;

const TextOrNull = Type.Union([Type.String(), Type.Null()]);

export const Open311Request = Type.Object({
  service_request_id: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  status_notes: Type.String({ description: 'The state of the case' }),
  service_name: Type.String(),
  service_code: Type.String(),
  description: TextOrNull,
  agency_responsible: TextOrNull,
  requested_datetime: Type.String({ format: 'date-time' }),
  updated_datetime: Type.String({ format: 'date-time' }),
  expected_datetime: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'The first deadline of what runs',
  }),
  lat: Type.Number(),
  long: Type.Number(),
});
export type Open311Request = Static<typeof Open311Request>;

/** A code of another platform as a category of ours. */
export const ForeignCategory = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 64 }),
    category: Type.String({ minLength: 1, maxLength: 64 }),
    severity: Type.Optional(Type.Union([Severity, Type.Null()])),
  },
  { additionalProperties: false },
);
export type ForeignCategory = Static<typeof ForeignCategory>;
