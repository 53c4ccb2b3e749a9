import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../../config.ts';
import { ROUTES } from '../../contract/routes/all.ts';
import { apiDocument } from './api-document.ts';
import { handleError } from './error-handler.ts';
import { fillDefaults } from './fill-defaults.ts';

export const BODY_MAX_BYTES = 1024 * 1024;
/** The officer's page may ask where it is and read a printed code; nothing else of a device is asked for. */
const PERMISSIONS = 'geolocation=(self), camera=(self), microphone=(), payment=(), usb=()';

/** An HTTP server with what every route shares: ids, limits, headers, error replies, the API's document. */
export async function buildHttp(options: {
  logLevel: string;
  trustProxy: Config['trustProxy'];
  version: string;
}): Promise<FastifyInstance> {
  const hops = options.trustProxy;
  const app = Fastify({
    logger: {
      level: options.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    genReqId: () => randomUUID(),
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: typeof hops === 'number' ? (_, hop) => hop < hops : hops,
    logController: new LogController({ disableRequestLogging: options.logLevel !== 'debug' }),
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(fillDefaults);
  app.setErrorHandler(handleError);
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('permissions-policy', PERMISSIONS);
    // What an account may see is in no cache for the next one.
    if (request.url.startsWith('/api/v1/') && !reply.hasHeader('cache-control'))
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
  });
  await app.register(compress, { requestEncodings: ['gzip', 'deflate', 'br'], threshold: 2048 });
  await app.register(swagger, {
    mode: 'static',
    specification: { document: apiDocument(ROUTES, options.version) as never },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    theme: { title: 'Xunji API' },
  });
  return app;
}
