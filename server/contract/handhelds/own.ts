import { type Static, Type } from 'typebox';
import { Datum, LngLat, MultiPolygon } from '../areas/geo.ts';
import { HandheldIncident } from '../fixes/handheld.ts';
import { IncidentCategory } from '../incidents/incident.ts';
import { NormRules } from '../norms/norm.ts';
import { Patrol } from '../patrols/patrol.ts';

/** The server's clock, by which a phone measures its own. */
export const ServerTime = Type.Object({ now: Type.Integer({ description: 'Unix ms' }) });

/** A patrollable part of the own grid. */
export const OwnCell = Type.Object({
  id: Type.String({ description: 'H3 index' }),
  middle: LngLat,
  hours: Type.Union([Type.Number(), Type.Null()], {
    description: 'Since it was last seen; null: not within a month',
  }),
});
export type OwnCell = Static<typeof OwnCell>;

/** What an officer's handheld needs to know to walk, WGS-84. */
export const OwnDuty = Type.Object({
  handheld: Type.String({ description: 'Code' }),
  datum: Type.Unsafe<Datum>({ ...Datum, description: 'Positions it sends are in this' }),
  officer: Type.Union([Type.Null(), Type.Object({ id: Type.Integer(), name: Type.String() })]),
  grid: Type.Union([
    Type.Null(),
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      timeZone: Type.String(),
      geometry: MultiPolygon,
      cells: Type.Array(OwnCell),
      hexagon: Type.Array(LngLat, {
        description: 'Corners of one cell as offsets from its middle, degrees',
      }),
    }),
  ]),
  rules: NormRules,
  codes: Type.Array(Type.Object({ number: Type.Integer(), checkpointId: Type.String() }), {
    description:
      'Which checkpoint a code is of, by the number it tells, so that a phone without a network can say it',
  }),
  today: Type.Array(Patrol, { description: 'Own patrols that began on the local day' }),
});
export type OwnDuty = Static<typeof OwnDuty>;

const Moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

/** Someone looked at own positions. */
export const OwnLook = Type.Object({
  at: Type.String({ format: 'date-time' }),
  by: Type.String({ description: 'Account' }),
  patrolId: Type.Union([Type.Integer(), Type.Null()], {
    description: 'The patrol whose evidence was looked at; null: positions of a time',
  }),
  address: Type.Union([Type.String(), Type.Null()], {
    description: 'Network address of who looked',
  }),
  purpose: Type.Union([Type.String(), Type.Null()], { description: 'What for, where it was said' }),
  act: Type.String({
    description: 'Operation of the API that showed them; liveConsole: frames of an open console',
  }),
  since: { ...Moment, description: 'First moment of what was shown, where one was asked for' },
  until: { ...Moment, description: 'Last moment of what was shown, where one was asked for' },
});
export type OwnLook = Static<typeof OwnLook>;

/** A category with the first letters of its Chinese name as typed, such as `ljdf`. */
export const FoundCategory = Type.Object({
  ...IncidentCategory.properties,
  initials: Type.String(),
});
export type FoundCategory = Static<typeof FoundCategory>;

/** Characters of what an officer says of an incident. */
export const INCIDENT_TEXT_MAX = 1000;

/** What an officer found, with what there is to say of it. */
export const FoundIncident = Type.Object(
  {
    ...HandheldIncident.properties,
    text: Type.Optional(Type.String({ maxLength: INCIDENT_TEXT_MAX })),
  },
  { additionalProperties: false },
);
export type FoundIncident = Static<typeof FoundIncident>;

/** Largest photo, bytes, and how many an incident has at most. */
export const PHOTO = { bytesMax: 1024 * 1024, most: 9 };
