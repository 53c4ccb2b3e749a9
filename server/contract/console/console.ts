import { type Static, Type } from 'typebox';
import { Case } from '../cases/case.ts';
import type { ErrorReply } from '../error.ts';
import { Incident } from '../incidents/incident.ts';
import { literals } from '../literals.ts';
import { Patrol } from '../patrols/patrol.ts';
import { record } from '../shapes.ts';
import { Warning } from '../warnings/warning.ts';
import type { FleetView } from './fleet.ts';
import type { HeatView } from './heat.ts';
import type { TrailsAsked } from './trails.ts';

/** Kinds of alerts that a norm raises while the day runs, in the order they are looked for. */
export const NORM_ALERTS = [
  'late-start',
  'will-not-make-it',
  'off-grid',
  'silent',
  'idle',
] as const;
export type NormAlert = (typeof NORM_ALERTS)[number];

/** Those, then the kinds that somebody, a verdict or the entrance raises. */
export const ALERT_KINDS = [...NORM_ALERTS, 'sos', 'suspicious', 'refused'] as const;

const Time = Type.String({ format: 'date-time' });
const TimeOrNull = Type.Union([Time, Type.Null()]);

/** Something that wants somebody to look; never a verdict. What a norm raises stands from `at` until `until`. */
export const Alert = Type.Object({
  id: Type.Integer(),
  officerId: Type.Integer({ description: '0: a call for help of a handheld nobody carries' }),
  officerName: Type.String({ description: 'Where nobody carries it, the code of the handheld' }),
  handheldId: Type.Union([Type.Integer(), Type.Null()], {
    description: 'What a call for help came from, or whose fixes were refused',
  }),
  kind: literals(ALERT_KINDS),
  at: Type.String({
    format: 'date-time',
    description:
      'Of a call for help: by its handheld, or when it came where that clock is not believed',
  }),
  deviceTime: Type.Union([Time, Type.Null()], {
    description: 'What the handheld of a call for help said its time was',
  }),
  until: Type.Union([Time, Type.Null()], { description: 'null: it stands, or is of a moment' }),
  dueAt: Type.Union([Time, Type.Null()], {
    description: 'When it had lasted as long as the norm lets it; null where no norm raised it',
  }),
  learntAt: Type.Union([Time, Type.Null()], { description: 'When the server knew of it' }),
  late: Type.Boolean({
    description: 'Learnt later than it was due, from data that arrived afterwards',
  }),
  withdrawnAt: Type.Union([Time, Type.Null()], {
    description: 'When later data showed that it was not so',
  }),
  limitMin: Type.Union([Type.Number(), Type.Null()], { description: 'What the norm allows' }),
  gridId: Type.Union([Type.Integer(), Type.Null()]),
  patrolId: Type.Union([Type.Integer(), Type.Null()]),
  lng: Type.Union([Type.Number(), Type.Null()]),
  lat: Type.Union([Type.Number(), Type.Null()]),
  text: Type.Union([Type.String(), Type.Null()]),
  refused: Type.Union([record(Type.Integer()), Type.Null()], {
    description:
      'Of kind refused: how many fixes of the handheld were refused on that day (UTC), by reason; it is raised once a handheld and day, for other reasons than off-duty and on-leave',
  }),
  acknowledgedBy: Type.Union([Type.String(), Type.Null()]),
  acknowledgedAt: TimeOrNull,
  comment: Type.Union([Type.String(), Type.Null()]),
});
export type Alert = Static<typeof Alert>;

/** Incidents one frame names at most; one that is full may lack some: read the list anew. */
export const FRAME_INCIDENTS_MAX = 500;

/**
 * socket.io namespace `/console`, authenticated by the session cookie. On joining the server sends one
 * `frame` with `snapshot: true`; afterwards frames carry what changed, coalesced by id: a slow reader
 * gets the latest state, never a backlog. Frames hold only what the account's area may see. Where officers are comes apart, in
 * frames of `fleet`.
 */
export const Frame = Type.Object({
  snapshot: Type.Boolean(),
  at: Type.Integer({ description: 'Server time, Unix ms' }),
  awaySince: Type.Optional(
    Type.Integer({
      description:
        'Since when this server does not hear what others take, Unix ms; left out where it does, or there are none',
    }),
  ),
  patrols: Type.Array(Patrol),
  alerts: Type.Array(Alert),
  warnings: Type.Array(Warning, {
    description: 'Those that stand in a snapshot; afterwards those that changed, ended ones too',
  }),
  cases: Type.Array(Case, {
    description: 'Opened or changed since the last frame, at most 500; none in a snapshot',
  }),
  incidents: Type.Array(Incident, {
    description: 'Reported or corrected since the last frame; none in a snapshot',
  }),
  incidentsGone: Type.Array(Type.String(), {
    description: 'Ids of those withdrawn since, or no longer in the area',
  }),
});
export type Frame = Static<typeof Frame>;

export interface ServerToConsole {
  /** Acknowledged by the console once drawn; the next frame waits for it. */
  frame: (frame: Frame, ack: () => void) => void;
  /** Binary frames of the heat in view, one a kind at most, as heat.ts says; acknowledged likewise. */
  heat: (frames: ArrayBuffer[], ack: () => void) => void;
  /** A binary frame of the fleet, as fleet.ts says; acknowledged likewise, but waited for as long as the connection lasts. */
  fleet: (frame: ArrayBuffer, ack: () => void) => void;
}

export interface ConsoleToServer {
  /** What this console looks at from now on; without one it gets no heat. Answers with the resolution it will get. */
  'heat:view': (view: HeatView, ack: (reply: { resolution: number } | ErrorReply) => void) => void;
  /** Asks for the fleet, once a connection or anew; without it no position is sent. */
  'fleet:view': (view: FleetView, ack: (reply: object | ErrorReply) => void) => void;
  /** Answers with recent positions as trails.ts says, of those asked for who are in the console's picture. */
  'fleet:trails': (asked: TrailsAsked, ack: (reply: ArrayBuffer | ErrorReply) => void) => void;
}
