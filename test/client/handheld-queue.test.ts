import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestError } from '../../client/api/request.ts';
import { standingFailure } from '../../client/handheld/core/standing-failure.ts';
import { keepText, readText } from '../../client/handheld/core/texts.ts';
import { keepWarning, seeWarning, takeWarnings } from '../../client/handheld/core/warnings.ts';
import { identities, keepIdentities, signingKeyOf } from '../../client/handheld/phone/identity.ts';
import type { Link } from '../../client/handheld/queue/link.ts';
import { openQueue, type Queue } from '../../client/handheld/queue/queue.ts';
import { renewLog } from '../../client/handheld/queue/renew-log.ts';
import { startSending } from '../../client/handheld/queue/sender.ts';
import type { FixBatch, WireFix } from '../../server/contract/fixes/fix.ts';
import {
  type HandheldWarning,
  RESEND_KEPT_MS,
  type Sos,
} from '../../server/contract/fixes/handheld.ts';
import { noteOwnWarnings } from '../../server/contract/routes/field/own.ts';
import type { Route } from '../../server/contract/routes/route.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { NOW } from '../support/made/world.ts';

// A key is none that this store can keep.
vi.mock(import('../../client/handheld/phone/identity.ts'), async (original) => ({
  ...(await original()),
  signingKeyOf: vi.fn<typeof signingKeyOf>(async () => undefined),
}));

const fixAt = (k: number): Omit<WireFix, 'seq'> => ({ t: NOW + k * 5_000, lng: 121.4, lat: 28.6 });
let opened = 0;
let queue: Queue;

beforeEach(async () => {
  vi.stubGlobal('window', { addEventListener: () => {} });
  opened += 1;
  queue = openQueue(`H${opened}`);
});
afterEach(() => {
  queue.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A server of which `answer` says what it does with an event; fixes it stores. Resolves once nothing waits but what it will not answer. */
async function send(answer: (event: string) => RequestError | null | Promise<null>, left = 0) {
  const came: string[] = [];
  const taken: WireFix[] = [];
  const calls: Sos[] = [];
  const batches: FixBatch[] = [];
  const link = {
    socket: { on: () => {} },
    async send(event: string, payload: FixBatch & Sos) {
      if (event === 'sos') calls.push(payload);
      const what = event === 'fixes' ? `fixes ${payload.fixes.length}` : event;
      came.push(what);
      const failure = await answer(event);
      if (failure) throw failure;
      if (event !== 'fixes') return { patrolId: null, alertId: 1 };
      batches.push(payload);
      taken.push(...payload.fixes);
      return { receipts: payload.fixes.map(() => ({ outcome: 'stored' })) };
    },
    call: async () => undefined,
  } as unknown as Link;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW });
  const identity = { code: `H${opened}`, key: {} as CryptoKey };
  const stop = startSending({ queue, link, identity }, () => {});
  try {
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await queue.waiting()).toBe(left);
    }, 10_000);
  } finally {
    stop();
    vi.useRealTimers();
  }
  return { batches, calls, came, taken };
}
const never = () => null;

test('fixes that waited go out by batches in their order, each once, numbered without a hole', async () => {
  await queue.addFixes(Array.from({ length: 1_100 }, (_, k) => fixAt(k)));
  const { came, taken } = await send(never);
  expect(came).toEqual(['fixes 500', 'fixes 500', 'fixes 100']);
  expect(taken.map(({ seq }) => seq)).toEqual(taken.map((_, k) => k));
  expect(taken.map(({ t }) => t)).toEqual(taken.map((_, k) => fixAt(k).t));
});

test('what a server that came back from a backup has no more is sent to it once more, by when it had its receipt', async () => {
  await queue.addFixes([fixAt(0), fixAt(1)]);
  await send(never);
  const asked = { restoredAt: NOW, agoMs: RESEND_KEPT_MS };
  vi.useFakeTimers({ toFake: ['Date'], now: NOW + HOUR_MS });
  await queue.sendAgain({ ...asked, restoredAt: NOW - 1, agoMs: HOUR_MS / 2 });
  expect(await queue.waiting()).toBe(0);
  await queue.sendAgain(asked);
  expect(await queue.waiting()).toBe(2);
  expect((await send(never)).taken).toEqual(
    [fixAt(0), fixAt(1)].map((fix, seq) => ({ ...fix, seq })),
  );
  await queue.sendAgain(asked);
  expect(await queue.waiting()).toBe(0);
  // After three days it is forgotten, when others have their receipts.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW + 2 * RESEND_KEPT_MS });
  await queue.settleFixes(NOW, [{ ...fixAt(2), seq: 2 }], [{ seq: 2, outcome: 'stored' }]);
  await queue.sendAgain({ restoredAt: NOW + 1, agoMs: 3 * RESEND_KEPT_MS });
  expect(await queue.waiting()).toBe(1);
  vi.useRealTimers();
});

test('a call for help goes before what happened, and that before positions', async () => {
  await queue.addFixes([fixAt(0)]);
  await queue.addEvent({ kind: 'start', t: NOW });
  await queue.addCall({ t: NOW });
  expect((await send(never)).came).toEqual(['sos', 'patrol:start', 'fixes 1']);
});

test('a call does not wait for the answer of what is under way, which counts when it comes', async () => {
  await queue.addFixes([fixAt(0)]);
  let answer = () => {};
  const { came } = await send(async (event) => {
    if (event === 'sos') answer();
    if (event !== 'fixes') return null;
    await queue.addCall({ t: NOW });
    return new Promise((resolve) => {
      answer = () => resolve(null);
    });
  });
  expect(came).toEqual(['fixes 1', 'sos']);
  expect(await queue.calls()).toMatchObject([{ alertId: 1 }]);
});

test('a call is sent at once, and where it was made as soon as that is known, on its way or stored', async () => {
  const place = { lng: 121.41, lat: 28.61 };
  await queue.addCall({ t: NOW });
  await queue.addEvent({ kind: 'start', t: NOW });
  // The place is found while the call is under way: it goes out by itself, before all else.
  const { came, calls } = await send(async (event) => {
    if (event === 'sos') await queue.placeCall(NOW, place);
    return null;
  });
  expect(came).toEqual(['sos', 'sos', 'patrol:start']);
  expect(calls).toMatchObject([{ t: NOW }, { t: NOW, position: place }]);
  expect(calls[0]).not.toHaveProperty('position');
  expect(await queue.calls()).toMatchObject([{ alertId: 1, placeStored: true }]);

  await queue.placeCall(NOW, place);
  expect(await queue.next()).toBeUndefined();
  // Found before it could be sent: it is sent once.
  await queue.addCall({ t: NOW + 1 });
  await queue.placeCall(NOW + 1, place);
  await queue.addEvent({ kind: 'start', t: NOW });
  expect((await send(never)).calls).toMatchObject([{ t: NOW + 1, position: place }]);
});

/** A phone whose disk is full: what it writes fails, and what it reads where it is `broken`. */
function fill({ broken = false } = {}) {
  const fails = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const spies = [
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(fails),
    ...(broken
      ? [
          vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(fails),
          vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(fails),
        ]
      : []),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

test.each([
  { broken: false },
  { broken: true },
])('all that happens on a phone without room goes out before it has any: %o', async (how) => {
  await queue.addFixes([fixAt(0)]);
  const makeRoom = fill(how);
  await queue.startPatrol(NOW);
  expect(await queue.get('patrol')).toMatchObject({ startedAt: NOW });
  await queue.put('gap', 'permission');
  await queue.addFixes([fixAt(1)]);
  await queue.addCall({ t: NOW });
  expect(await queue.addEvent({ kind: 'end', t: NOW + 1, startedAt: NOW })).toBe(false);
  expect(queue.isFull()).toBe(true);
  const { came, taken } = await send(never);
  expect(came.slice(0, 3)).toEqual(['sos', 'patrol:start', 'patrol:end']);
  expect(taken.map(({ seq }) => seq)).toEqual([0, 1]);
  await queue.acknowledgeCall(NOW, { acknowledgedBy: 'boss', acknowledgedAt: '2026-06-01' });
  expect(await queue.calls()).toMatchObject([{ alertId: 1, acknowledgedBy: 'boss' }]);
  makeRoom();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW + HOUR_MS });
  await queue.put('gap', null);
  vi.useRealTimers();
  expect(queue.isFull()).toBe(false);
  expect(await queue.next()).toBeUndefined();
});

test('what was said to be written is written again where the browser ended the connection: a full disk may not have it', async () => {
  await queue.startPatrol(NOW);
  await queue.addFixes([fixAt(0)]);
  const makeRoom = fill({ broken: true });
  await queue.put('gap', 'permission');
  makeRoom();
  // The disk lost it.
  const lost = await openDB(`xunji-handheld H${opened}`);
  for (const store of ['fixes', 'events', 'known']) await lost.clear(store);
  lost.close();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW + HOUR_MS });
  await queue.put('gap', null);
  vi.useRealTimers();
  const { came } = await send(never);
  expect(came).toEqual(['patrol:start', 'fixes 1']);
  expect(await queue.get('patrol')).toMatchObject({ startedAt: NOW });
});

test('what happens while nothing can be read takes the place of nothing that waits', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await queue.addEvent({ kind: 'start', t: NOW });
  queue.close();
  vi.setSystemTime(NOW + 1);
  const makeRoom = fill({ broken: true });
  queue = openQueue(`H${opened}`);
  expect(await queue.addEvent({ kind: 'end', t: NOW + 1, startedAt: NOW })).toBe(false);
  makeRoom();
  await queue.put('gap', null);
  vi.useRealTimers();
  expect((await send(never)).came).toEqual(['patrol:start', 'patrol:end']);
});

test('what waits on a phone whose disk was full when the app ended is read at once where there is room again', async () => {
  await queue.addFixes([fixAt(0)]);
  queue.close();
  vi.stubGlobal('localStorage', { getItem: () => '1', setItem: () => {}, removeItem: () => {} });
  queue = openQueue(`H${opened}`);
  expect(await queue.waiting()).toBe(1);
});

test('a user who is written again after a full disk keeps the key made meanwhile', async () => {
  const user = { code: 'H-keys', key: {} as CryptoKey };
  const signing = { privateKey: {}, publicKey: {} } as CryptoKeyPair;
  await keepIdentities([{ ...user, signing }], user.code);
  await keepIdentities([user], user.code);
  expect(await identities()).toContainEqual({ ...user, signing });
});

test('what was held for want of room is written in its order as soon as there is some, by whichever window', async () => {
  const other = openQueue(`H${opened}`);
  const full: boolean[] = [];
  for (const k of [0, 1, 2, 3]) {
    const makeRoom = k === 1 || k === 2 ? fill() : () => {};
    await queue.addFixes([fixAt(k)]);
    full.push(queue.isFull());
    if (k === 2) await vi.waitFor(async () => expect(await other.waiting()).toBe(3));
    makeRoom();
  }
  expect(full).toEqual([false, true, true, false]);
  await vi.waitFor(() => expect(other.isFull()).toBe(false));
  other.close();
  const late = openQueue(`H${opened}`);
  expect(await late.next()).toMatchObject({ fixes: [0, 1, 2, 3].map((seq) => ({ seq })) });
  late.close();
});

test('a window that opens on a phone without room hears what the others hold, and a press in it is heard by them', async () => {
  const makeRoom = fill();
  await queue.startPatrol(NOW);
  const other = openQueue(`H${opened}`);
  await vi.waitFor(async () => expect(await other.get('patrol')).toMatchObject({ startedAt: NOW }));
  await other.addCall({ t: NOW + 1 });
  await vi.waitFor(async () => expect(await queue.calls()).toHaveLength(1));
  makeRoom();
  other.close();
});

/** The browser's locks, of which only asking for one that is free is needed. */
function stubLocks() {
  const held = new Set<string>();
  const request = async (name: string, _: object, work: (lock: object | null) => unknown) => {
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      return await work({ name });
    } finally {
      held.delete(name);
    }
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

test('what two windows add in the same moment on a phone without room is all kept, in each window in its order', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  stubLocks();
  const makeRoom = fill({ broken: true });
  const windows = [openQueue(`H${opened}`), openQueue(`H${opened}`)];
  await Promise.all(
    windows.flatMap((one, k) => [
      one.addEvent({ kind: 'start', t: NOW + k }),
      one.addEvent({ kind: 'end', t: NOW + k, startedAt: NOW + k }),
    ]),
  );
  makeRoom();
  for (const one of windows) {
    vi.setSystemTime(NOW + HOUR_MS);
    await one.put('gap', null);
    one.close();
  }
  vi.useRealTimers();
  const { came } = await send(never);
  expect(came.sort()).toEqual(['patrol:end', 'patrol:end', 'patrol:start', 'patrol:start']);
});

test.each([
  { broken: false },
  { broken: true },
])('a phone that gets room while the app runs heals by its clock alone, with nothing lost or twice: %o', async (how) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: NOW });
  const phone = openQueue(`H${opened}`);
  await phone.addFixes([fixAt(0)]);
  const makeRoom = fill(how);
  await phone.startPatrol(NOW);
  await phone.addFixes([fixAt(1), fixAt(2)]);
  await phone.addCall({ t: NOW + 1 });
  for (const _ of [1, 2, 3]) await vi.advanceTimersByTimeAsync(10_000);
  expect(phone.isFull()).toBe(true);
  makeRoom();
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(phone.isFull()).toBe(false);
  });
  phone.close();
  vi.useRealTimers();
  const { came, taken } = await send(never);
  expect(came).toEqual(['sos', 'patrol:start', 'fixes 3']);
  expect(taken.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('xunji-log');
});

test('an app that is ended while it makes a new log reads nothing of that when it starts', async () => {
  const stopped = vi.spyOn(IDBFactory.prototype, 'deleteDatabase').mockImplementation(() => {
    throw new Error('ended');
  });
  await renewLog().catch(() => {});
  stopped.mockRestore();
  await queue.put('gap', null);
  const own = await openDB(`xunji-handheld H${opened}`);
  expect(await own.getAllKeys('known')).toEqual(['gap']);
  own.close();
  await renewLog();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('xunji-log');
});

test('a photo for which there is no room holds up nothing that is small', async () => {
  const put = IDBObjectStore.prototype.put;
  const tight = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: object,
    ...key
  ) {
    if (value instanceof Object && 'image' in value)
      throw new DOMException('no room', 'QuotaExceededError');
    return put.call(this, value, ...key);
  });
  const photo = { kind: 'photo', incidentId: 'i', photoId: 'p1', image: new Blob(['x']) } as const;
  expect(await queue.addEvent(photo)).toBe(false);
  expect(await queue.addFixes([fixAt(0)])).toBe(true);
  expect([queue.isFull(), await queue.waiting()]).toEqual([true, 2]);
  tight.mockRestore();
});

test('what waits goes out where the phone has no room left, unsigned, and makes some', async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign'])) as CryptoKeyPair;
  vi.mocked(signingKeyOf).mockResolvedValueOnce({ privateKey: pair.privateKey, key: 'aa' });
  await queue.put('keyTold', 'aa');
  await queue.addFixes([fixAt(0), fixAt(1)]);
  const makeRoom = fill();
  const { batches } = await send(never);
  makeRoom();
  expect(batches).toMatchObject([{ fixes: { length: 2 } }]);
  expect(batches[0]).not.toHaveProperty('proof');
});

test('a patrol begins once however often it is pressed, and what is walked after its end does not bring it back', async () => {
  await Promise.all([queue.startPatrol(NOW), queue.startPatrol(NOW + 100)]);
  const walk = () =>
    queue.changePatrol((patrol) => ({ ...patrol, way: [...patrol.way, { lng: 0, lat: 0 }] }));
  await Promise.all([walk(), walk()]);
  expect(await queue.get('patrol')).toMatchObject({ startedAt: NOW, way: { length: 2 } });
  await Promise.all([walk(), queue.endPatrol(NOW + 1), walk(), queue.endPatrol(NOW + 2)]);
  expect(await queue.get('patrol')).toBeNull();
  expect((await send(never)).came).toEqual(['patrol:start', 'patrol:end']);
});

test('warnings read where no socket brings them take the place of those known, but for what came meanwhile', async () => {
  const warning = (id: number, edition: number, level = 'yellow') =>
    ({ id, edition, level, endedAt: null }) as HandheldWarning;
  await keepWarning(queue, warning(1, 1));
  await keepWarning(queue, warning(2, 1));
  const taken: unknown[] = [];
  const link = {
    socket: { connected: false },
    async call(route: Route, { body }: { body?: { taken: unknown } } = {}) {
      if (route === noteOwnWarnings) return void taken.push(body?.taken);
      // While it is read one rises.
      await keepWarning(queue, warning(2, 2, 'red'));
      return { warnings: [warning(2, 1), warning(3, 1)] };
    },
  } as unknown as Link;
  await takeWarnings({ queue, link });
  expect((await queue.get('warnings'))?.map(({ edition, id }) => [id, edition])).toEqual([
    [2, 2],
    [3, 1],
  ]);
  await seeWarning(queue, warning(2, 1));
  await seeWarning(queue, warning(2, 2, 'red'));
  expect(await queue.get('warningsSeen')).toEqual(['2 red']);
  // Each is said to be here, once.
  await takeWarnings({ queue, link });
  expect(taken).toEqual([
    [
      { edition: 1, id: 2 },
      { edition: 1, id: 3 },
    ],
  ]);
});

test.each([
  'internal',
  'unassigned',
  'forbidden',
] as const)('an event that the server answers with %s is kept, and holds up no position', async (code) => {
  await queue.addEvent({ kind: 'start', t: NOW });
  await queue.addFixes([fixAt(0), fixAt(1)]);
  const { taken } = await send(
    (event) => (event === 'patrol:start' ? new RequestError(code, 500) : null),
    1,
  );
  expect(taken).toHaveLength(2);
  expect(await queue.next()).toMatchObject({ kind: 'event' });
});

test('a step of a case is known to wait until it is sent, also to an app that was ended meanwhile', async () => {
  const step = { key: 'k', step: 'arrive', t: NOW } as const;
  await queue.addEvent({ kind: 'case', caseId: 7, step });
  queue.close();
  queue = openQueue(`H${opened}`);
  expect((await queue.shown([])).caseSteps).toEqual([{ caseId: 7, step: 'arrive' }]);
  const work = await queue.next();
  if (work?.kind === 'event') await queue.settleEvent(work.id, null);
  expect((await queue.shown([])).caseSteps).toEqual([]);
});

test('two windows that add at once give no number twice', async () => {
  const other = openQueue(`H${opened}`);
  await other.get('patrol');
  await Promise.all([...Array(20).keys()].map((k) => (k % 2 ? queue : other).addFixes([fixAt(k)])));
  other.close();
  const { taken } = await send(never);
  expect(taken.map(({ seq }) => seq)).toEqual([...Array(20).keys()]);
});

test('a text that was read stays read, though it comes once more while the server hears of it or after', async () => {
  const text = {
    id: 7,
    text: '请到东门',
    by: 'admin',
    at: new Date(NOW).toISOString(),
    place: null,
  };
  const link = { call: async () => ({}) } as unknown as Link;
  await keepText(queue, text);
  expect(await queue.get('texts')).toEqual([text]);
  const late = keepText(queue, text);
  await Promise.all([readText({ queue, link }, text.id), late]);
  await keepText(queue, text);
  expect([await queue.get('texts'), await queue.get('textsRead')]).toEqual([[], []]);
});

test('a phone that was turned away is told so, though its tries are slowed down after that', () => {
  const [away, slowed] = (['wrong-secret', 'too-many-requests'] as const).map(
    (code) => new RequestError(code, 0),
  ) as [RequestError, RequestError];
  let failure: RequestError | null = null;
  const codes = [away, slowed, null, slowed].map((next) => {
    failure = standingFailure(failure, next);
    return failure;
  });
  expect(codes.map((one) => one?.code)).toEqual([
    'wrong-secret',
    'wrong-secret',
    undefined,
    'too-many-requests',
  ]);
});
