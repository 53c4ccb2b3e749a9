import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../../context.ts';
import { RefusedReply } from '../../contract/fixes/fix.ts';
import {
  PatrolEnd,
  PatrolReply,
  PatrolStart,
  Sos,
  SosReply,
} from '../../contract/fixes/handheld.ts';
import { refusedOf } from '../../db/fixes/refused-fixes.ts';
import { readTimed } from '../../ingest/read-event.ts';
import { handheldOf } from './handheld-of.ts';

const tags = ['fixes'];
const security = [{ handheld: [] }];

/** What handhelds declare, over HTTP: the same events and answers as on the socket. The handheld shows itself by HTTP Basic. */
export const handheldEventRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, desk, now } = context;
    // The schemas are for the reader: entrances read what comes in by themselves, and a call for help is taken whatever it holds.
    app.setValidatorCompiler(() => () => true);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'string' },
      async (_: unknown, body: string | Buffer) => parsed(String(body)),
    );

    app.post(
      '/sos',
      {
        config: { rateLimit: false },
        schema: {
          tags,
          summary: 'Call for help; always taken, and told to every console that is to know',
          security,
          body: Sos,
          response: { 200: SosReply },
        },
      },
      async (request) => ({
        alertId: await desk.sos(await handheldOf(db, request), request.body),
      }),
    );

    app.get(
      '/fixes/refused',
      {
        config: { rateLimit: false },
        schema: {
          tags,
          summary: 'What of the own fixes was refused, by day and reason',
          security,
          response: { 200: RefusedReply },
        },
      },
      async (request) => {
        const { handheldId } = await handheldOf(db, request);
        return { refused: await refusedOf(db, handheldId, now()) };
      },
    );

    app.post(
      '/patrol/start',
      {
        config: { rateLimit: false },
        schema: {
          tags,
          summary: 'Begin a patrol; beginning at the same moment again is the same patrol',
          security,
          body: PatrolStart,
          response: { 200: PatrolReply },
        },
      },
      async (request) => {
        const source = await handheldOf(db, request);
        return desk.start(source, readTimed(PatrolStart, request.body, now()));
      },
    );

    app.post(
      '/patrol/end',
      {
        config: { rateLimit: false },
        schema: {
          tags,
          summary: 'End a patrol, before or after its start has come in',
          security,
          body: PatrolEnd,
          response: { 200: PatrolReply },
        },
      },
      async (request) => {
        const source = await handheldOf(db, request);
        return desk.end(source, readTimed(PatrolEnd, request.body, now()));
      },
    );
  };

/** What is no JSON is the text itself. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
