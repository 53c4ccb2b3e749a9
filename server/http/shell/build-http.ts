import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import proxyAddress from '@fastify/proxy-addr';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Redis } from 'ioredis';
import type { Config } from '../../config/config.ts';
import { ROUTES } from '../../contract/routes/all.ts';
import { isForeign } from '../../domain/accounts/foreign-origin.ts';
import { Refusal } from '../../errors.ts';
import { addressInJson, answerInXml, asksXml } from '../open311/xml.ts';
import { checkParts } from './check-parts.ts';
import { apiDocument } from './document/api-document.ts';
import { handleError } from './replies/error-handler.ts';
import { sharedLimit } from './shared-limit.ts';
import { refuseUnread } from './unread.ts';

export const BODY_MAX_BYTES = 1024 * 1024;
/** Headers must have come by then, silent connections are closed; and a whole request, such as a file over a slow network. */
const HEADERS_MAX_MS = 10_000;
const REQUEST_MAX_MS = 300_000;
/** Characters of a part of a path: those of the longest id there is. */
const PARAM_MAX = 200;
/** Methods by which nothing is changed. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The officer's page may ask where it is and read a printed code; nothing else of a device is asked for. */
const PERMISSIONS = 'geolocation=(self), camera=(self), microphone=(), payment=(), usb=()';

const trustOf = (hops: Config['trustProxy']) =>
  typeof hops === 'number' ? (_: string, hop: number) => hop < hops : hops;

/** The address a request comes from that no route of fastify serves, found as fastify finds it. */
export function createAddressOf(hops: Config['trustProxy']): (request: IncomingMessage) => string {
  const trust = trustOf(hops) || (() => false);
  return (request) => proxyAddress(request, trust);
}

/** Of each version that was asked for: it is the same for every server of a process. */
const documents = new Map<string, object>();

function documentOf(version: string): object {
  const document = documents.get(version) ?? apiDocument(ROUTES, version);
  documents.set(version, document);
  return document;
}

/** An HTTP server with what every route shares: ids, limits, headers, error replies, the API's document. */
export async function buildHttp(
  options: Pick<Config, 'apiDocs' | 'logLevel' | 'trustProxy'> & {
    version: string;
    /** By which several servers count requests together. */
    redis?: Redis | null;
  },
): Promise<FastifyInstance> {
  const hops = options.trustProxy;
  const app: FastifyInstance = Fastify({
    logger: {
      level: options.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    genReqId: () => randomUUID(),
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: trustOf(options.trustProxy),
    logController: new LogController({ disableRequestLogging: () => app.log.level !== 'debug' }),
    forceCloseConnections: true,
    requestTimeout: REQUEST_MAX_MS,
    routerOptions: { maxParamLength: PARAM_MAX },
    rewriteUrl: ({ url }) => addressInJson(url ?? '/'),
    // Of what comes to no route.
    frameworkErrors: (error, request, reply) =>
      void handleError(error, request, reply.header('x-request-id', request.id)),
    clientErrorHandler: refuseUnread,
    http: { headersTimeout: HEADERS_MAX_MS, connectionsCheckingInterval: HEADERS_MAX_MS / 2 },
  });
  app.setValidatorCompiler(checkParts);
  app.setErrorHandler(handleError);
  app.addHook('onRequest', async (request, reply) => {
    if (asksXml(request)) answerInXml(request, reply);
  });
  app.addHook('onRequest', async ({ headers, method }) => {
    if (!SAFE.has(method) && isForeign(headers, Boolean(hops)))
      throw Refusal.of('forbidden', 'other-site');
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('permissions-policy', PERMISSIONS);
    // What an account may see is in no cache for the next one.
    if (/^\/(api\/v1|ogc)\b/.test(request.url) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    // Only where TLS is in front: a browser would not come back over plain HTTP.
    strictTransportSecurity: options.trustProxy ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    max: 1200,
    timeWindow: '1 minute',
    // The console is many small files, which ask nothing of the store.
    allowList: ({ url }) => url.startsWith('/assets/'),
    ...(options.redis ? { store: sharedLimit(options.redis) } : {}),
  });
  await app.register(compress, { requestEncodings: ['gzip', 'deflate', 'br'], threshold: 2048 });
  await app.register(swagger, {
    mode: 'static',
    specification: { document: documentOf(options.version) as never },
  });
  if (options.apiDocs)
    await app.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      theme: { title: 'Xunji API' },
    });
  return app;
}
