import { Semaphore } from 'async-mutex';
import type { FastifyBaseLogger } from 'fastify';
import type { Namespace, Server } from 'socket.io';
import type { Static } from 'typebox';
import { Clean } from 'typebox/value';
import type { Context } from '../context.ts';
import { CheckpointScan } from '../contract/checkpoints/scan.ts';
import { EARLIEST_MS, LATEST_MS } from '../contract/fixes/fix.ts';
import {
  AlertsAsked,
  HandheldContest,
  HandheldIncident,
  type HandheldToServer,
  OwnAlert,
  PatrolEnd,
  PatrolStart,
  type ServerToHandheld,
} from '../contract/fixes/handheld.ts';
import { MINUTE_MS } from '../contract/units.ts';
import { listAlerts } from '../db/alerts/alerts.ts';
import { refusedOf } from '../db/fixes/refused-fixes.ts';
import { createQuota } from '../domain/accounts/quota.ts';
import { hashSecret } from '../domain/accounts/secret.ts';
import { asRefusal, Refusal } from '../errors.ts';
import type { Source } from '../ingest/authenticate.ts';
import { readEvent, readTimed, type TimedEvent, withCleaned } from '../ingest/read-event.ts';
import { createResendAsked } from '../ingest/resend-asked.ts';
import { reportFound } from '../services/incidents/report-found.ts';
import { createTurns } from './connect-in-turns.ts';
import { createProgress } from './told/progress.ts';
import { catchUpTexts } from './told/texts.ts';
import { roomOf, toHandheld } from './told/to-handheld.ts';
import { catchUp } from './told/warnings.ts';

type Handhelds = Namespace<
  HandheldToServer,
  ServerToHandheld,
  Record<string, never>,
  { source: Source; secretHash: string }
>;

const ACK_TIMEOUT_MS = 10_000;
/** Events of one handheld in a minute; positions are bounded by their number, and a call for help by nothing. */
const EVENTS_A_MINUTE = 600;
/** Handhelds for which it is looked at once what they are to be told: where thousands come back together, connections are left to those who store. */
const CATCHING_UP = 2;
const BOUNDED_ELSEWHERE = new Set(['fixes', 'sos']);

/** Serves namespace `/handheld`: who is not known does not get in; every event is answered, whatever it holds. */
export function serveHandhelds(io: Server, context: Context, log: FastifyBaseLogger): void {
  const namespace = io.of('/handheld') as unknown as Handhelds;
  const quota = createQuota({ most: EVENTS_A_MINUTE, windowMs: MINUTE_MS });
  const resendAsked = createResendAsked(context);
  const turn = createTurns();
  const catchingUp = { ...context, looks: new Semaphore(CATCHING_UP) };
  /** What a handheld is told on connecting. */
  const told = {
    warnings: catchUp,
    texts: catchUpTexts,
    async 'what to send again'(_: Server, __: Context, handheldId: number) {
      const asked = await resendAsked();
      if (asked) await toHandheld(io, handheldId, ['resend', asked], ACK_TIMEOUT_MS);
    },
  };
  namespace.use((socket, next) => {
    context.door
      .bySecret(
        socket.handshake.auth as { handheldId: unknown; secret: unknown },
        context.addressOf(socket.request),
      )
      .then(async (source) => {
        await turn(() => socket.conn.readyState !== 'open');
        const { secret } = socket.handshake.auth as { secret: string };
        Object.assign(socket.data, { source, secretHash: hashSecret(secret) });
        next();
      })
      .catch((error: unknown) => {
        const refusal = logged(asRefusal(error), error, log);
        next(Object.assign(new Error(refusal.code), { data: refusal.reply() }));
      });
  });

  namespace.on('connection', (socket) => {
    const { source } = socket.data;
    const { handheldId: code } = socket.handshake.auth as { handheldId: string };
    const { desk } = context;
    const tellProgress = createProgress(context, source, (progress) =>
      socket.emit('progress', progress),
    );
    void socket.join(roomOf(source.handheldId));
    for (const [what, tell] of Object.entries(told))
      tell(io, catchingUp, source.handheldId).catch((err) =>
        log.warn({ err }, `handheld not told of ${what}`),
      );
    const timed = async <T extends TimedEvent>(
      schema: T,
      value: unknown,
      take: (event: Static<T>) => Promise<object>,
    ) => {
      const { event, cleaned } = readTimed(schema, value, context.now());
      return withCleaned(await take(event), cleaned);
    };
    const events: Record<keyof HandheldToServer, (payload: unknown) => Promise<object>> = {
      fixes: async (batch) => {
        const receipts = await context.ingest(source, batch);
        // Progress is a courtesy: failing to tell it must not cost the receipts.
        tellProgress().catch(() => {});
        return { receipts };
      },
      'patrol:start': (start) => timed(PatrolStart, start, (event) => desk.start(source, event)),
      'patrol:end': (end) => timed(PatrolEnd, end, (event) => desk.end(source, event)),
      checkpoint: (scan) => timed(CheckpointScan, scan, (event) => desk.scan(source, event)),
      sos: async (sos) => ({ alertId: await desk.sos(source, sos) }),
      contest: async (contest) => ({
        contestId: await desk.contest(
          { ...source, code },
          readEvent(HandheldContest, contest).event,
        ),
      }),
      alerts: async (asked) => ({
        alerts: await ownAlerts(context, source, readEvent(AlertsAsked, asked).event.since),
      }),
      refused: async () => ({
        refused: await refusedOf(context.db, source.handheldId, context.now()),
      }),
      'incident:report': (found) =>
        timed(HandheldIncident, found, (incident) =>
          reportFound(
            {
              ...context,
              onChanged: context.announce.incidents,
              onCases: context.announce.cases,
            },
            { ...source, code, incident },
          ),
        ),
    };
    socket.onAny((event: string, ...args: unknown[]) => {
      // An event without a callback has nobody to answer to; its sender cannot forget anything.
      const ack =
        typeof args.at(-1) === 'function' ? (args.pop() as (reply: object) => void) : null;
      const take = async () => {
        const waitMs = BOUNDED_ELSEWHERE.has(event)
          ? 0
          : quota.take(source.handheldId, 1, context.now());
        if (waitMs > 0) throw Refusal.later('events-too-many', waitMs);
        if (Object.hasOwn(events, event)) return events[event as keyof typeof events](args[0]);
        throw Refusal.toProgram('invalid', `events are ${Object.keys(events).join(', ')}`);
      };
      take().then(
        (result) => ack?.(result),
        (error: unknown) => {
          const reply = logged(asRefusal(error), error, log).reply();
          ack?.(reply);
        },
      );
    });
  });
}

function logged(refusal: Refusal, error: unknown, log: FastifyBaseLogger): Refusal {
  if (refusal.code === 'internal') log.error({ err: error }, 'handheld event failed');
  return refusal;
}

/** Alerts of the officer who carries the handheld now. */
async function ownAlerts({ db, roster }: Context, source: Source, since: number) {
  const duty = await roster.find(source.handheldId);
  if (!duty) return [];
  const { alerts } = await listAlerts(db, {
    within: null,
    officerId: duty.officerId,
    fromMs: Math.min(Math.max(since, EARLIEST_MS), LATEST_MS),
  });
  return alerts.map((alert) => Clean(OwnAlert, { ...alert }) as OwnAlert);
}
