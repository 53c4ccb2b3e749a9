import { afterEach, expect, test, vi } from 'vitest';
import { request } from '../../client/api/request.ts';

afterEach(() => vi.unstubAllGlobals());

/** The code of what comes of asking where `body` is answered with a status that is not good. */
async function codeOf(body: string, status: number) {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
  return request('/time').catch(({ code }) => code);
}

test.each([
  ['{"error":"unavailable"}', 503, 'unavailable'],
  ['{"error":"Bad Gateway"}', 502, 'internal'],
  ['{"message":"no upstream"}', 503, 'internal'],
  ['"down"', 503, 'internal'],
  ['null', 500, 'internal'],
  ['<h1>502</h1>', 502, 'internal'],
])('what is answered with %s is an error that has words: %s %s', async (body, status, code) => {
  expect(await codeOf(body, status)).toBe(code);
});

test('a server that goes away between two lines of an answer is out of reach', async () => {
  const lines = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"stage":"load"}\n'));
    },
    pull(controller) {
      controller.error(new TypeError('network error'));
    },
  });
  vi.stubGlobal('fetch', async () => new Response(lines));
  const asked = request('/areas/import', { onLine: () => {} });
  await expect(asked).rejects.toMatchObject({ code: 'unreachable' });
});
