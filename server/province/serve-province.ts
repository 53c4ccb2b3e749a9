import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { MetricAnswer, MetricStatus } from '../contract/metrics/metrics.ts';
import { hashSecret, verifySecret } from '../domain/accounts/secret.ts';
import { DEFINITIONS_VERSION, metricDefinitions } from '../domain/metrics/definitions.ts';
import { type RawQuestion, readQuestion } from '../domain/metrics/question.ts';
import { Refusal } from '../errors.ts';
import { bearerOf } from '../http/accounts/authorization.ts';
import { sendMetrics } from '../http/metrics/send-metrics.ts';
import { handleError } from '../http/shell/replies/error-handler.ts';
import { askCities } from './ask-cities.ts';
import { foldCities, foldStatus, type ProvinceLevel } from './fold-cities.ts';
import type { Province } from './province-file.ts';

const REQUESTS_A_MINUTE = 120;
const LEVELS: readonly string[] = ['province', 'city'] satisfies ProvinceLevel[];
/** Parts of a question that only the store of a city can answer. */
const OF_CITIES = ['areaId', 'unitId', 'limit', 'cursor', 'asOf', 'updatedSince', 'sums'] as const;

/**
 * A server without a store: the metrics API for a province, answered from what its cities answer now. Whoever sends a key of a reader may
 * ask. Listens nowhere yet.
 */
export async function serveProvince(
  province: Province,
  { logLevel = 'info' }: { logLevel?: string } = {},
): Promise<FastifyInstance> {
  const app = Fastify({ logger: { level: logLevel, redact: ['req.headers.authorization'] } });
  const readers = province.readers.map(({ key }) => hashSecret(key));
  app.setErrorHandler(handleError);
  await app.register(rateLimit, { max: REQUESTS_A_MINUTE, timeWindow: '1 minute' });
  app.addHook('onRequest', async ({ headers, url }) => {
    const key = bearerOf(headers.authorization);
    const isOpen = url === '/health';
    if (!isOpen && !(key && readers.some((hash) => verifySecret(key, hash))))
      throw Refusal.of('unknown-key');
  });

  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/api/v1/metrics/definitions', async () => ({
    version: DEFINITIONS_VERSION,
    definitions: metricDefinitions(),
  }));
  app.get('/api/v1/metrics/status', async () =>
    foldStatus(await askCities<MetricStatus>(province.cities, () => '/api/v1/metrics/status')),
  );
  app.get('/api/v1/metrics/patrols', async (request, reply) => {
    const { level, question, query } = readAsked(request);
    const answers = await askCities<MetricAnswer>(
      province.cities,
      (city) => `/api/v1/metrics/patrols?${query(city.level ?? 'city')}`,
    );
    const answer = foldCities(province, answers, { level, metrics: question.metrics });
    return sendMetrics(reply, question, answer);
  });
  return app;
}

/** A question, and how a city is asked it. Throws `invalid` with what is wrong. */
function readAsked(request: FastifyRequest) {
  const { level, format, ...asked } = request.query as RawQuestion;
  if (level === undefined || !LEVELS.includes(level))
    throw Refusal.toProgram(
      'invalid',
      `level must be ${LEVELS.join(' or ')}: what lies below a city is asked of the city's own server`,
    );
  const other = OF_CITIES.find((name) => asked[name] !== undefined);
  if (other)
    throw Refusal.toProgram(
      'invalid',
      `${other} is asked of a city's own server; a province is answered as of now, whole`,
    );
  const question = readQuestion({ ...asked, level: 'city', ...(format ? { format } : {}) });
  if ('wrong' in question) throw Refusal.of('invalid', question.wrong);
  const { from, to, period } = question;
  return {
    level: level as ProvinceLevel,
    question,
    query: (own: string) =>
      new URLSearchParams({
        ...{ level: own, from, to, period, sums: 'true', definitions: DEFINITIONS_VERSION },
        ...(question.metrics ? { metrics: question.metrics.join(',') } : {}),
      }),
  };
}
