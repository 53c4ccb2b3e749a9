import { type Static, Type } from 'typebox';
import { LngLat } from '../areas/geo.ts';
import type { CheckpointScan, ScanReply } from '../checkpoints/scan.ts';
import { Alert } from '../console/console.ts';
import type { ErrorReply } from '../error.ts';
import { Severity } from '../incidents/incident.ts';
import { IncidentOutcome } from '../people/provision.ts';
import { pick } from '../shapes.ts';
import { DAY_MS, HOUR_MS } from '../units.ts';
import { Warning } from '../warnings/warning.ts';
import { cleaned } from './event-cleaned.ts';
import { type FixBatch, FixReceipt, LATEST_MS, type RefusedReply } from './fix.ts';
import { SentAt } from './sent-at.ts';

/**
 * socket.io namespace `/handheld`. The handshake carries `auth: HandheldAuth`; a refused handshake is a
 * `connect_error` whose `data` is an ErrorReply. Every event is acknowledged with its reply or an ErrorReply.
 */
export const HandheldAuth = Type.Object({
  handheldId: Type.String({ minLength: 1, maxLength: 64, description: 'Code of the handheld' }),
  secret: Type.String({ minLength: 1, maxLength: 256 }),
});
export type HandheldAuth = Static<typeof HandheldAuth>;

/** A handheld keeps what it has receipts for so long: backups are made more often. */
export const RESEND_KEPT_MS = 3 * DAY_MS;

/** A store that came back from a backup asks again for what it gave receipts for since. */
export const Resend = Type.Object({
  restoredAt: Type.Integer({
    description: 'Unix ms; names the restore: who has heard of it does nothing',
  }),
  agoMs: Type.Integer({
    description: 'What had its receipt less than so long ago is to be sent again',
  }),
});
export type Resend = Static<typeof Resend>;

/** Reply to a batch: one receipt a fix, in the order sent. */
export const FixesReply = Type.Object({
  receipts: Type.Array(FixReceipt),
  resend: Type.Optional({ ...Resend, description: 'Over HTTP; by socket it is an event' }),
});
export type FixesReply = Static<typeof FixesReply>;

const EpochMs = Type.Integer({ description: 'Device time, Unix milliseconds' });

export const PatrolStart = Type.Object(
  {
    t: EpochMs,
    sentAt: Type.Optional(SentAt),
    grid: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: "Code of the grid; one's own unless told",
      }),
    ),
  },
  { additionalProperties: false },
);
export type PatrolStart = Static<typeof PatrolStart>;

export const PatrolEnd = Type.Object(
  {
    t: EpochMs,
    sentAt: Type.Optional(SentAt),
    startedAt: Type.Optional(
      Type.Integer({
        minimum: 1_000,
        maximum: LATEST_MS - 1,
        description: '`t` of the start it ends; the last one before it unless told',
      }),
    ),
    patrolId: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The patrol it ends, instead of `startedAt`' }),
    ),
  },
  { additionalProperties: false },
);
export type PatrolEnd = Static<typeof PatrolEnd>;

/**
 * Given once the press is stored. Starts and ends may come in any order, again and late: the same patrols follow. `patrolId` is that of the
 * patrol started or ended; null while there is none, since an end came before its start, or nobody carried the handheld then.
 */
export const PatrolReply = Type.Object({
  patrolId: Type.Union([Type.Integer(), Type.Null()]),
  cleaned,
});
export type PatrolReply = Static<typeof PatrolReply>;

/** A press joins the call of its officer that nobody has acknowledged where that was pressed within this; later it is a call of its own. */
export const SOS_JOINS_MS = 6 * HOUR_MS;

/** Characters of a call for help that are kept. */
export const SOS_TEXT_MAX = 500;

/**
 * A call for help. It is always taken: whatever the clock, the duty or the assignment, and whatever of this is missing or wrong. Pressing again
 * within six hours adds to the call that stands; what is pressed later, or by another officer, is a call of its own. Each is told again until a
 * person acknowledges it.
 */
export const Sos = Type.Object({
  t: Type.Optional(EpochMs),
  sentAt: Type.Optional(SentAt),
  position: Type.Optional(LngLat),
  text: Type.Optional(
    Type.String({ description: `The first ${SOS_TEXT_MAX} characters are kept` }),
  ),
});
export type Sos = Static<typeof Sos>;
export const SosReply = Type.Object({ alertId: Type.Integer() });
export type SosReply = Static<typeof SosReply>;

/** An officer's objection to the latest verdict over an own patrol; a supervisor decides it. */
export const HandheldContest = Type.Object(
  { patrolId: Type.Integer({ minimum: 1 }), text: Type.String({ minLength: 1, maxLength: 2000 }) },
  { additionalProperties: false },
);
export type HandheldContest = Static<typeof HandheldContest>;
export const ContestReply = Type.Object({ contestId: Type.Integer() });
export type ContestReply = Static<typeof ContestReply>;

/** An officer's wish to read the own alerts, newest first, at most 200. */
export const AlertsAsked = Type.Object({ since: EpochMs }, { additionalProperties: false });
export type AlertsAsked = Static<typeof AlertsAsked>;

/** What an officer is told of an own alert: what it is, whether it still holds, who saw it and what they say. */
export const OwnAlert = pick(Alert, [
  'id',
  'kind',
  'at',
  'until',
  'dueAt',
  'late',
  'withdrawnAt',
  'limitMin',
  'patrolId',
  'text',
  'refused',
  'acknowledgedBy',
  'acknowledgedAt',
  'comment',
]);
export type OwnAlert = Static<typeof OwnAlert>;
export const AlertsReply = Type.Object({ alerts: Type.Array(OwnAlert) });
export type AlertsReply = Static<typeof AlertsReply>;

/**
 * What an officer found. The handheld's own `id` names it: sending it again is harmless, the same id with other facts corrects it. A position is
 * in the handheld's datum.
 */
export const HandheldIncident = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 48 }),
    t: EpochMs,
    sentAt: Type.Optional(SentAt),
    since: Type.Optional(
      Type.Integer({
        description: 'Earliest moment it can have happened, Unix ms; `t` unless told',
      }),
    ),
    position: LngLat,
    category: Type.String({ minLength: 1, maxLength: 64, description: 'Code of the category' }),
    severity: Severity,
  },
  { additionalProperties: false },
);
export type HandheldIncident = Static<typeof HandheldIncident>;
/** Given once it is stored. The id is that of the incident, `handheld:CODE:ID`; what was refused is not sent again. */
export const IncidentReply = Type.Object({ ...IncidentOutcome.properties, cleaned });
export type IncidentReply = Static<typeof IncidentReply>;

type Ack<T> = (reply: T | ErrorReply) => void;

/** Events a handheld sends, as socket.io types them. */
export interface HandheldToServer {
  /** The batch, or the bytes of `packFixBatch`. */
  fixes: (batch: FixBatch | Uint8Array, ack: Ack<FixesReply>) => void;
  'patrol:start': (start: PatrolStart, ack: Ack<PatrolReply>) => void;
  'patrol:end': (end: PatrolEnd, ack: Ack<PatrolReply>) => void;
  /** A code of a checkpoint was scanned, typed or read from a tag. */
  checkpoint: (scan: CheckpointScan, ack: Ack<ScanReply>) => void;
  sos: (sos: Sos, ack: Ack<SosReply>) => void;
  contest: (contest: HandheldContest, ack: Ack<ContestReply>) => void;
  alerts: (asked: AlertsAsked, ack: Ack<AlertsReply>) => void;
  /** What of the own fixes was refused. */
  refused: (asked: object, ack: Ack<RefusedReply>) => void;
  'incident:report': (incident: HandheldIncident, ack: Ack<IncidentReply>) => void;
}

/** Live progress told back to the handheld after its fixes are stored: where something but the minutes changed, else every 15 s at most. */
export const Progress = Type.Object({
  patrolId: Type.Union([Type.Integer(), Type.Null()]),
  inGrid: Type.Union([Type.Boolean(), Type.Null()]),
  minutes: Type.Number({ description: 'Minutes since the patrol started, device time' }),
});
export type Progress = Static<typeof Progress>;

/** What a handheld is told of a warning whose cells touch its officer's grid. Coordinates are WGS-84. */
export const HandheldWarning = pick(Warning, [
  'id',
  'edition',
  'areaName',
  'category',
  'level',
  'state',
  'supported',
  'raisedAt',
  'changedAt',
  'endedAt',
  'from',
  'to',
  'centre',
  'cells',
  'observed',
  'expected',
  'handledBy',
]);
export type HandheldWarning = Static<typeof HandheldWarning>;

/** A text to the officer. */
export const HandheldText = Type.Object({
  id: Type.Integer(),
  text: Type.String(),
  place: Type.Union([LngLat, Type.Null()], { description: 'The place it speaks of, WGS-84' }),
  by: Type.String({ description: 'Account that sent it' }),
  at: Type.String({ format: 'date-time' }),
});
export type HandheldText = Static<typeof HandheldText>;

export interface ServerToHandheld {
  progress: (progress: Progress) => void;
  /**
   * A warning as it stands, again with every change until it is over. Acknowledged once kept; what was not comes again on connecting. Of two
   * editions the higher holds.
   */
  warning: (warning: HandheldWarning, ack: () => void) => void;
  /** A text to the officer. Acknowledged once kept; what was not comes again on connecting. */
  text: (text: HandheldText, ack: () => void) => void;
  /** Acknowledged once what is asked for waits to be sent; asked again on connecting. */
  resend: (asked: Resend, ack: () => void) => void;
}
