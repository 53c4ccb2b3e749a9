import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type BaseMap, MAP_FILE_PATH } from '../../contract/accounts/base-map.ts';
import { Refusal } from '../../errors.ts';
import { handleError } from './replies/error-handler.ts';

const POLICY = (nonce: string, mapOrigin: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob: ${mapOrigin}`,
    `connect-src 'self' ws: wss: ${mapOrigin}`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/** A worker asks under the policy it came with: that of the map fetches its tiles. */
const WORKER_POLICY = (mapOrigin: string) =>
  `default-src 'none'; script-src 'self'; connect-src 'self' ${mapOrigin}`.trim();
const IS_WORKER = /worker[^/]*\.m?js$/;

/** Serves the built console: its files, and its page for every path that is not the API's. */
export async function serveConsoleFiles(
  app: FastifyInstance,
  { root, baseMap, mapFile }: { root: string; baseMap: BaseMap; mapFile: string | null },
): Promise<void> {
  const mapUrl = baseMap && 'url' in baseMap ? baseMap.url : '';
  const mapOrigin = mapUrl.startsWith('http') ? new URL(mapUrl).origin : '';
  await app.register(fastifyStatic, { root, index: false, wildcard: true, preCompressed: true });
  // Built files carry a hash of their content in their names.
  await app.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    preCompressed: true,
    maxAge: '1y',
    immutable: true,
    setHeaders: (reply, path) => {
      if (IS_WORKER.test(path))
        reply.setHeader('content-security-policy', WORKER_POLICY(mapOrigin));
    },
  });

  async function sendPage(reply: FastifyReply, file = 'index.html') {
    const page = await readFile(join(root, file), 'utf8').catch(() => {
      throw Refusal.toProgram('not-found', 'the console is not built: npm run build');
    });
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', POLICY(nonce, mapOrigin))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce));
  }

  if (baseMap?.kind === 'file') {
    const path = resolve(mapFile!);
    await access(path).catch(() => {
      throw new Error(`MAP_FILE: there is no file ${path} that can be read`);
    });
    // Read piece by piece, by ranges.
    app.get(MAP_FILE_PATH, { schema: { hide: true } }, (_request, reply) =>
      reply.type('application/vnd.pmtiles').sendFile(basename(path), dirname(path)),
    );
  }

  app.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply));
  app.get('/handheld', { schema: { hide: true } }, (_request, reply) =>
    sendPage(reply, 'handheld/index.html'),
  );
  // A worker asks under the policy it came with.
  app.get('/handheld-worker.js', { schema: { hide: true } }, (_request, reply) =>
    reply
      .header('content-security-policy', `default-src 'self'`)
      .sendFile('handheld-worker.js', { cacheControl: false }),
  );
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' && !/^\/(api|ogc|metrics|health|ready|assets)\b/.test(request.url);
    if (page) return sendPage(reply);
    return handleError(Refusal.of('not-found'), request, reply);
  });
}
