import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorReply } from '../../../server/contract/error.ts';

const socket = {
  active: false,
  connect: vi.fn<() => void>(),
  on: vi.fn<(...on: unknown[]) => void>(),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { addEventListener: () => {} });
  vi.stubGlobal('navigator', { onLine: true });
});
afterEach(() => {
  vi.doUnmock('socket.io-client');
  vi.resetModules();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

/** How often a socket is tried again within so long after the server turned it away. */
async function triesAfter(data: Partial<ErrorReply> | undefined, ms: number): Promise<number> {
  // Others of this thread have it with a real one.
  vi.resetModules();
  vi.doMock('socket.io-client', () => ({ io: () => socket }));
  const { openLink } = await import('../../../client/handheld/queue/link.ts');
  openLink({ code: 'H1', key: {} as CryptoKey });
  const listener = socket.on.mock.calls.find(([event]) => event === 'connect_error')![1];
  (listener as (error: object) => void)({ data });
  vi.advanceTimersByTime(ms);
  return socket.connect.mock.calls.length;
}

test.each([
  [{ error: 'unavailable' }, 9_000, 0],
  [{ error: 'unavailable' }, 10_000, 1],
  [{ error: 'too-many-requests', retryAfterS: 40 }, 39_000, 0],
  [{ error: 'too-many-requests', retryAfterS: 40 }, 60_000, 1],
  // Only a new sheet helps.
  [{ error: 'wrong-secret' }, 600_000, 0],
  // The network failed: it tries by itself.
  [undefined, 600_000, 0],
] as [
  Partial<ErrorReply> | undefined,
  number,
  number,
][])('a socket that was turned away with %j is tried again, within %i ms %i times', async (data, ms, tries) => {
  expect(await triesAfter(data, ms)).toBe(tries);
});
