import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { ERRORS } from '../../contract/error.ts';
import { PROTOCOLS, type Protocol, type Trust } from '../../contract/handhelds/binding.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { unseal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';
import type { Source } from '../../ingest/authenticate.ts';
import { HTTP_PROTOCOLS } from '../../ingest/protocols/http.ts';
import { identifyByAddress, identifyByToken } from '../../ingest/protocols/identify.ts';
import { isSettled } from '../../ingest/protocols/report.ts';
import { basicOf, bearerOf, readBasic } from '../accounts/authorization.ts';
import { readBytesBody } from '../shell/bodies/bytes-body.ts';
import { refusalOf } from '../shell/replies/error-handler.ts';

type Asking = { Params: { protocol: string; token?: string } };
type Asked = FastifyRequest<Asking>;

/** What is read of a message that shows neither token nor secret. */
const UNKNOWN_MAX_BYTES = 64 * 1024;

type Proven = Source & { trust: Trust; sharedKey: string | null };

declare module 'fastify' {
  interface FastifyRequest {
    /** Who shows a token or the own secret at `/in`. */
    proven?: Proven | null;
  }
}

const protocolOf = (name: string) =>
  Object.hasOwn(HTTP_PROTOCOLS, name) ? HTTP_PROTOCOLS[name as Protocol] : undefined;

/**
 * Phones with apps of others: `/in/<protocol>/<token>`, or `/in/<protocol>` with HTTP Basic (handheld and secret) or from a known network.
 * The answer that lets an app forget goes out after the commit; a message that cannot be read is answered 400 and stays with the app.
 */
export const protocolRoutes =
  ({
    db,
    door,
    now,
    protocols: { take, unproven, commands },
    sealing,
  }: Context): FastifyPluginAsync =>
  async (app) => {
    // Forms, JSON and text alike come as text: each decoder reads its own.
    app.removeAllContentTypeParsers();
    readBytesBody(app, '*');

    app.addHook('onError', async (request, _reply, error) => turnedAway(request as Asked, error));

    app.route<Asking>({
      method: ['GET', 'POST'],
      url: '/in/:protocol/:token?',
      config: { rateLimit: false },
      schema: { hide: true },
      // Before anything of its body is read.
      onRequest: async (request) => {
        const { params, headers } = request;
        if (!protocolOf(params.protocol)) return;
        request.proven = await proveBySecret(request as Asked, params.protocol as Protocol);
        const length = Number(
          headers['content-length'] ?? (headers['transfer-encoding'] ? Infinity : 0),
        );
        if (!request.proven && length > UNKNOWN_MAX_BYTES)
          throw Refusal.toProgram(
            'body-too-large',
            `without a token at most ${UNKNOWN_MAX_BYTES / 1024} KiB, its length told`,
          );
      },
      handler: async (request, reply) => {
        const name = request.params.protocol as Protocol;
        const protocol = protocolOf(name);
        if (!protocol)
          throw Refusal.toProgram(
            'not-found',
            `protocols are ${PROTOCOLS.filter((one) => HTTP_PROTOCOLS[one]).join(', ')}`,
          );
        const message = messageOf(request);
        const proven = request.proven ?? null;
        const shared = proven?.sharedKey ? unseal(proven.sharedKey, sealing) : null;
        const decoded = protocol.decode(message, { nowMs: now(), key: shared });
        const source =
          proven ??
          (await identifyByAddress(
            { db, door },
            { protocol: name, device: decoded.device, address: request.ip },
          ));
        const taken = await take(name, source, decoded);
        if (taken.stored + taken.duplicate + taken.refused === 0 && !isSettled(decoded))
          throw Refusal.toProgram('invalid', taken.defect ?? undefined);
        return reply.send(protocol.taken(() => commands.take(source.handheldId)));
      },
    });

    /** Who shows a token or the own secret; null where the message shows neither. */
    async function proveBySecret(request: Asked, name: Protocol): Promise<Proven | null> {
      const { token, authorization } = shownBy(request);
      if (token)
        return identifyByToken({ db, door }, { protocol: name, token, address: request.ip });
      if (!authorization) return null;
      const source = await door.bySecret(readBasic(authorization), request.ip);
      return { ...source, trust: 'secret' as const, sharedKey: null };
    }

    /** Counts what was turned away before it was taken: unknown tokens, bodies too large, the store away. */
    async function turnedAway(request: Asked, error: FastifyError): Promise<void> {
      // What was read is counted by whoever took it.
      if (error instanceof Refusal && error.code === 'invalid') return;
      const name = request.params.protocol as Protocol;
      const protocol = protocolOf(name);
      if (!protocol) return;
      const { token, authorization } = shownBy(request);
      const { device } = protocol.decode(messageOf(request), { nowMs: now(), key: null });
      const { code, detail = ERRORS[code].says } = refusalOf(error, request);
      await unproven(name, {
        named: {
          tokenHash: token && hashSecret(token),
          device,
          code: basicOf(authorization)?.handheldId,
        },
        outcome: code === 'wrong-secret' ? 'unknown' : code,
        detail,
      });
    }
  };

/** What a request shows of whose it is. */
function shownBy({ headers: { authorization }, params }: Asked) {
  const bearer = bearerOf(authorization);
  return { token: params.token ?? bearer, authorization: bearer ? undefined : authorization };
}

function messageOf(request: FastifyRequest) {
  const type = request.headers['content-type'] ?? '';
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  return {
    query: new URL(request.url, 'http://x').searchParams,
    body,
    // Some send JSON under no type, or as text; no form begins like it.
    json: type.includes('json') || /^\s*[[{]/.test(body),
  };
}
