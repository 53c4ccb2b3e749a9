import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLink } from '../../../client/handheld/queue/link.ts';
import type { ErrorReply } from '../../../server/contract/error.ts';

const socket = {
  active: false,
  connect: vi.fn<() => void>(),
  on: vi.fn<(...on: unknown[]) => void>(),
};
vi.mock(import('socket.io-client'), () => ({ io: () => socket }) as never);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { addEventListener: () => {} });
  vi.stubGlobal('navigator', { onLine: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

/** How often a socket is tried again within so long after the server turned it away. */
function triesAfter(data: Partial<ErrorReply> | undefined, ms: number): number {
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
][])('a socket that was turned away with %j is tried again, within %i ms %i times', (data, ms, tries) => {
  expect(triesAfter(data, ms)).toBe(tries);
});
