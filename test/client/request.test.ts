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
