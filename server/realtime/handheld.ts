import type { FastifyBaseLogger } from 'fastify';
import type { Namespace, Server } from 'socket.io';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Context } from '../context.ts';
import { EARLIEST_MS, LATEST_MS } from '../contract/fix.ts';
import {
  type HandheldToServer,
  PatrolEnd,
  PatrolStart,
  type Progress,
  type ServerToHandheld,
  Sos,
} from '../contract/handheld.ts';
import { asRefusal, Refusal } from '../errors.ts';
import { authenticateHandheld } from '../ingest/authenticate.ts';
import type { Source } from '../ingest/pipeline.ts';

type Handhelds = Namespace<
  HandheldToServer,
  ServerToHandheld,
  Record<string, never>,
  { source: Source }
>;

/** Serves namespace `/handheld`: who is not known does not get in; every event is answered, whatever it holds. */
export function serveHandhelds(io: Server, context: Context, log: FastifyBaseLogger): void {
  const namespace = io.of('/handheld') as unknown as Handhelds;
  namespace.use((socket, next) => {
    authenticateHandheld(
      context.db,
      socket.handshake.auth as { handheldId: unknown; secret: unknown },
    )
      .then((source) => {
        socket.data.source = source;
        next();
      })
      .catch((error: unknown) => {
        const refusal = logged(asRefusal(error), error, log);
        next(Object.assign(new Error(refusal.code), { data: refusal.reply() }));
      });
  });

  namespace.on('connection', (socket) => {
    const { source } = socket.data;
    const answer = createAnswerer(log);
    socket.on('fixes', (batch, ack) =>
      answer(ack, async () => {
        const receipts = await context.ingest(source, batch);
        const progress = await progressOf(context, source);
        if (progress) socket.emit('progress', progress);
        return { receipts };
      }),
    );
    socket.on('patrol:start', (start, ack) =>
      answer(ack, async () => ({
        patrolId: await context.desk.start(source, readTimed(PatrolStart, start).t),
      })),
    );
    socket.on('patrol:end', (end, ack) =>
      answer(ack, async () => ({
        patrolId: await context.desk.end(source, readTimed(PatrolEnd, end).t),
      })),
    );
    socket.on('sos', (sos, ack) =>
      answer(ack, async () => ({ alertId: await context.desk.sos(source, readTimed(Sos, sos)) })),
    );
  });
}

function createAnswerer(log: FastifyBaseLogger) {
  return (ack: unknown, work: () => Promise<unknown>): void => {
    // An event without a callback has nobody to answer to; its sender cannot forget anything.
    const reply = typeof ack === 'function' ? ack : () => {};
    work().then(
      (result) => reply(result),
      (error: unknown) => reply(logged(asRefusal(error), error, log).reply()),
    );
  };
}

function logged(refusal: Refusal, error: unknown, log: FastifyBaseLogger): Refusal {
  if (refusal.code === 'internal') log.error({ err: error }, 'handheld event failed');
  return refusal;
}

const compiled = new Map<TSchema, ReturnType<typeof Compile>>();

function readTimed<T extends TSchema & { static?: unknown }>(
  schema: T,
  value: unknown,
): Static<T> & { t: number } {
  const validator = compiled.get(schema) ?? Compile(schema);
  compiled.set(schema, validator as ReturnType<typeof Compile>);
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw new Refusal(
      'invalid',
      `${first?.instancePath.slice(1) || 'event'} ${first?.message ?? 'is invalid'}`,
    );
  }
  const timed = value as Static<T> & { t: number };
  if (timed.t < EARLIEST_MS || timed.t >= LATEST_MS)
    throw new Refusal('invalid', 't must be Unix ms between 2015 and 2100');
  return timed;
}

async function progressOf({ roster, board }: Context, source: Source): Promise<Progress | null> {
  const duty = await roster.find(source.handheldId);
  const state = duty && board.officer(duty.officerId);
  if (!duty || !state) return null;
  const patrol = board.openPatrol(duty.officerId);
  return {
    patrolId: patrol?.id ?? null,
    inGrid: state.inGrid,
    minutes: patrol ? Math.max(0, (state.t - patrol.startMs) / 60_000) : 0,
  };
}
