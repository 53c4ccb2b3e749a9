import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { ROUTES } from '../../contract/routes/all.ts';
import { apiDocument } from './api-document.ts';
import { handleError } from './error-handler.ts';
import { fillDefaults } from './fill-defaults.ts';

export const BODY_MAX_BYTES = 1024 * 1024;

/** An HTTP server with what every route shares: ids, limits, headers, error replies, the API's document. */
export async function buildHttp(options: {
  logLevel: string;
  trustProxy: boolean;
  version: string;
}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: options.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    genReqId: () => randomUUID(),
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: options.trustProxy,
    logController: new LogController({ disableRequestLogging: options.logLevel !== 'debug' }),
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(fillDefaults);
  app.setErrorHandler(handleError);
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
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
