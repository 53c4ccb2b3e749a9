import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { handleError } from './error-handler.ts';

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
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Replies are validated by type, not cut down at run time.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
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
  await app.register(rateLimit, { max: 1200, timeWindow: '1 minute' });
  await app.register(compress, { requestEncodings: ['gzip', 'deflate', 'br'], threshold: 2048 });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Xunji',
        version: options.version,
        description:
          'Patrols, proven: positions in, verdicts with their evidence out. All coordinates are WGS-84. ' +
          'A range of moments or local days includes `from` and not `to`; of positions it includes both. ' +
          'Local days are those of the time zone of the area asked about. `firstDay` and `lastDay` are both included.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          console: { type: 'apiKey', in: 'cookie', name: 'xunji' },
          handheld: { type: 'http', scheme: 'basic' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ console: [] }],
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    theme: { title: 'Xunji API' },
  });
  return app;
}
