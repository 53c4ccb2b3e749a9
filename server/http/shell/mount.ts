import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  preValidationAsyncHookHandler,
  RouteOptions,
} from 'fastify';
import type { Context } from '../../context.ts';
import type { Capability } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import type { Part, Reply, Route } from '../../contract/routes/route.ts';
import { requireSound } from '../../domain/reading/texts/sound-text.ts';
import { Refusal } from '../../errors.ts';
import { authorise } from '../../services/access/authorise.ts';
import { watchChanges } from '../../services/access/changes.ts';
import { recordCall } from '../../services/access/record-call.ts';
import {
  type Replaced,
  replacedBy,
  watchCatalogues,
} from '../../services/access/watch-catalogues.ts';
import { callerOf, guardOf } from '../accounts/guard.ts';
import type { Held } from '../accounts/handheld.ts';
import { limitOf, type Reader } from '../accounts/reader.ts';
import { createLookedAt } from './looked-at.ts';
import { purposeOf } from './purpose.ts';
import { requireDeclared } from './query.ts';

/** What more there is to tell of a call: the entry of the log that it took back, and what it changed that is kept nowhere else. */
interface Told {
  undoes?: number;
  also?: object | undefined;
}

/** A call as its handler gets it: checked parts, and who calls. */
export type Asked<R extends Route> = {
  params: Part<R, 'params'>;
  query: Part<R, 'query'>;
  body: Part<R, 'body'>;
  request: FastifyRequest;
  /** Puts the call on record, with what it replaced where that is no matter of its parts; for routes that do so themselves. */
  record: (replaced?: readonly Replaced[], told?: Told) => Promise<void>;
} & (R['access'] extends Capability | 'account'
  ? { account: Account }
  : R['access'] extends 'reader'
    ? { reader: Reader }
    : R['access'] extends 'handheld'
      ? { handheld: Held }
      : unknown);

/** What a handler answers: the reply of its declaration, or what it sends by itself (a file, a stream). */
type Handler<R extends Route> = (
  asked: Asked<R>,
  reply: FastifyReply,
) => Promise<Reply<R> | FastifyReply>;

/** Serves a declared route: guard, limits, checks and status follow from the declaration. */
export type Mount = <R extends Route>(
  route: R,
  handle: Handler<R>,
  options?: Pick<RouteOptions, 'errorHandler' | 'validatorCompiler'>,
) => void;

/** Mounts routes on `app`; the context finds out who calls. */
export function mountOn(
  app: FastifyInstance,
  who: Pick<Context, 'config' | 'db' | 'door' | 'now'>,
): Mount {
  const looked = createLookedAt();
  return (route, handle, options = {}) => {
    const { body, bodyMaxBytes, params, query } = route;
    const guards = guardOf(route, who);
    const statuses = Object.keys(route.replies).map(Number);
    app.route({
      ...options,
      method: route.method,
      url: route.path,
      config: limitOf(route),
      onRequest: route.keyInForm ? [] : guards,
      ...(bodyMaxBytes === undefined ? {} : { bodyLimit: bodyMaxBytes }),
      // Paths are not checked: they name what is on record already, and nothing of them is stored.
      preValidation: [
        ...(route.keyInForm ? (guards as preValidationAsyncHookHandler[]) : []),
        async ({ body: sent, query: asked }) => {
          if (route.access === 'reader') requireDeclared(asked, query);
          if (route.access !== 'handheld') {
            requireSound(asked);
            requireSound(sent);
          }
        },
      ],
      schema: {
        ...(params ? { params } : {}),
        ...(query ? { querystring: query } : {}),
        ...(body ? { body } : {}),
      },
      handler: async (request, reply) => {
        reply.code(statuses[0]!);
        const caller = callerOf(request);
        const { name, areaId } = caller.reader ?? caller.account ?? {};
        if (areaId !== undefined)
          await authorise(who.db, route, request, {
            ...{ areaId, accountId: caller.account?.id, nowMs: who.now() },
            persons: caller.reader?.persons ?? true,
            personsUpTo: who.config.personsUpTo,
          });
        const purpose = route.asksPurpose ? purposeOf(request) : null;
        if (route.asksPurpose && who.config.askPurpose && purpose === null)
          throw Refusal.of('purpose-needed');
        const changes =
          route.method !== 'GET' && areaId !== undefined
            ? await watchChanges(who.db, route, request, who.now())
            : undefined;
        const replacing =
          route.replaces && areaId !== undefined
            ? await watchCatalogues(who.db, replacedBy(route, request))
            : undefined;
        const record = async (answer?: unknown, told?: readonly Replaced[], more: Told = {}) => {
          if (name === undefined || areaId === undefined) return;
          const { also, undoes } = more;
          await recordCall(who.db, route, {
            ...{ call: request, reply: answer, nowMs: who.now() },
            ...{ changes: (await changes?.()) ?? also, undoes },
            replaced: told ?? (await replacing?.()) ?? [],
            isFile: reply.hasHeader('content-disposition'),
            caller: { name, areaId, address: request.ip, purpose },
          });
        };
        const asked = {
          ...{ params: request.params, query: request.query, body: request.body },
          ...{
            request,
            record: (told?: readonly Replaced[], more?: Told) => record(undefined, told, more),
          },
          ...caller,
        };
        const answer = await handle(asked as Asked<typeof route>, reply);
        const look = looked.keyOf(route, request, [name, areaId, request.ip]);
        const isOnRecord = look !== null && looked.isOnRecord(look, who.now());
        if (!route.recordsItself && !isOnRecord) await record(answer);
        if (look !== null && !isOnRecord) looked.put(look, who.now());
        return answer;
      },
    });
  };
}
