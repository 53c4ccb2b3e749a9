import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Alert } from '../../server/contract/console/console.ts';
import type { Cleaned, FixRefusal, WireFix } from '../../server/contract/fixes/fix.ts';
import { cleanedToMask } from '../../server/contract/fixes/mark-mask.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { putHandhelds } from '../../server/db/people/provision.ts';
import { hashSecret } from '../../server/domain/accounts/secret.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { openRawHandheld, postFixes, type RawHandheld, type Reply } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - HOUR_MS;
const without = (key: keyof WireFix) => (fix: WireFix) => {
  const { [key]: _, ...rest } = fix;
  return rest;
};
const having = (patch: object) => (fix: WireFix) => ({ ...fix, ...patch });

/** What becomes of a good fix, and why it is refused then. */
const BAD_FIXES: [title: string, spoil: (fix: WireFix) => unknown, reason: FixRefusal][] = [
  ['null', () => null, 'invalid'],
  ['a number', () => 7, 'invalid'],
  ['a string', () => 'fix', 'invalid'],
  ['an array', () => [1, 2], 'invalid'],
  ['an empty object', () => ({}), 'invalid'],
  ['no seq', without('seq'), 'invalid'],
  ['a negative seq', having({ seq: -1 }), 'invalid'],
  ['a fractional seq', having({ seq: 1.5 }), 'invalid'],
  ['a seq beyond 31 bits', having({ seq: 2 ** 31 }), 'invalid'],
  ['a seq as text', having({ seq: '7' }), 'invalid'],
  ['no time', without('t'), 'invalid'],
  ['a time as text', having({ t: '2026-06-01T02:00:00Z' }), 'invalid'],
  ['the year 1970', having({ t: 5 }), 'time-out-of-range'],
  ['a time in seconds', having({ t: Math.round(NOW / 1000) }), 'time-out-of-range'],
  ['the year 2100', having({ t: Date.UTC(2100, 0, 1) }), 'time-out-of-range'],
  ['more than a day ahead', having({ t: NOW + 25 * HOUR_MS }), 'time-out-of-range'],
  ['no longitude', without('lng'), 'invalid'],
  ['a longitude that is NaN', having({ lng: Number.NaN }), 'invalid'],
  ['a longitude as text', having({ lng: '121.37' }), 'invalid'],
  ['longitude 181', having({ lng: 181 }), 'invalid'],
  ['latitude 91', having({ lat: 91 }), 'invalid'],
  ['latitude -91', having({ lat: -91 }), 'invalid'],
  ['an infinite latitude', having({ lat: '__INFINITY__' }), 'invalid'],
];

/** What of a fix is wrong beside its position: it costs nothing but itself. */
const CLEANED_FIXES: [title: string, spoil: (fix: WireFix) => unknown, cleaned: Cleaned[]][] = [
  ['a fractional time', having({ t: NOW - 0.4 }), ['t']],
  ['a negative accuracy', having({ accuracyM: -1 }), ['accuracyM']],
  ['an accuracy of nothing', having({ accuracyM: 0 }), ['accuracyM']],
  ['a speed as text', having({ speedMps: 'fast' }), ['speedMps']],
  ['a speed of -1', having({ speedMps: -1 }), ['speedMps']],
  ['a heading of 361', having({ headingDeg: 361 }), ['headingDeg']],
  ['a battery at 101', having({ batteryPct: 101 }), ['batteryPct']],
  ['mock as a number', having({ mock: 1 }), ['mock']],
  ['a gap nobody knows', having({ gap: 'lunch' }), ['gap']],
  ['a gap of a megabyte', having({ gap: 'x'.repeat(900_000) }), ['gap']],
  ['a field nobody knows', having({ altitude: 12 }), ['other']],
  [
    'all of it',
    having({ speedMps: -1, batteryPct: 101, altitude: 12, t: NOW - 0.4 }),
    ['t', 'speedMps', 'batteryPct', 'other'],
  ],
  ['what is not known told as null', having({ speedMps: null }), []],
];

const BAD_BATCHES: [title: string, batch: unknown, code: string, status: number][] = [
  ['null', null, 'invalid', 400],
  ['an array', [], 'invalid', 400],
  ['a string', 'fixes', 'invalid', 400],
  ['a number', 5, 'invalid', 400],
  ['an empty object', {}, 'invalid', 400],
  ['no fixes', { session: SESSION, fixes: [] }, 'invalid', 400],
  ['fixes that are no array', { session: SESSION, fixes: { length: 3 } }, 'invalid', 400],
  ['no session', { fixes: walk({ from: NOW, count: 1 }) }, 'invalid', 400],
  ['a session as text', { session: 'today', fixes: walk({ from: NOW, count: 1 }) }, 'invalid', 400],
  ['a session before 1970', { session: -1, fixes: walk({ from: NOW, count: 1 }) }, 'invalid', 400],
  [
    'a session of 2100',
    { session: Date.UTC(2100, 0, 1), fixes: walk({ from: NOW, count: 1 }) },
    'invalid',
    400,
  ],
  [
    '501 fixes',
    { session: SESSION, fixes: walk({ from: SESSION, count: 501 }) },
    'batch-too-large',
    413,
  ],
];

/** Sessions that are not as they should be: their fixes are kept, and again found, under one near them. */
const SESSIONS: [title: string, session: number, kept: number][] = [
  ['a fraction of a millisecond', SESSION + 0.25, SESSION],
  ['of 1970', 0, Math.floor(NOW / DAY_MS) * DAY_MS],
  ['in seconds', SESSION / 1000, Date.UTC(2026, 4, 31, 14, 31, 15, 600)],
  ['37 h before its fixes', NOW - 37 * HOUR_MS, NOW - 13 * HOUR_MS],
  ['a year ahead', NOW + 365 * DAY_MS, NOW - DAY_MS],
];

/** JSON has no Infinity, but 1e999 reads as one. */
const toJson = (batch: unknown) => JSON.stringify(batch).replace('"__INFINITY__"', '1e999');

describeStores('bad fixes', (get) => {
  let ids: Ids;
  let app: App;
  let handheld: RawHandheld;
  let other: RawHandheld;
  let seq = 0;
  /** Good fixes no one has sent before. */
  const fresh = (count: number) => {
    seq += count;
    return walk({ from: SESSION + (seq % 600) * 1000, count, firstSeq: seq - count });
  };
  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    // Nobody carries it.
    await putHandhelds(get().db, [
      { code: 'H5', secretHash: hashSecret(secretOf('H5')), datum: 'wgs84' },
    ]);
    app = await startTestApp(get().db, { now: () => NOW });
    handheld = await openRawHandheld(app.url, 'H1');
    other = await openRawHandheld(app.url, 'H2');
  });
  afterAll(async () => {
    handheld?.close();
    other?.close();
    await app?.close();
  });

  const entrances: Record<string, (batch: unknown) => Promise<{ status?: number; body: Reply }>> = {
    'a socket': async (batch) => ({ body: await handheld.ask('fixes', batch) }),
    HTTP: (batch) => postFixes(app.url, 'H1', toJson(batch)),
  };

  it.each(
    CLEANED_FIXES,
  )('a fix with %s keeps its position, and its receipt says what was left out', async (_, spoil, cleaned) => {
    const [before, good, after] = fresh(3);
    const { receipts } = await handheld.ask('fixes', {
      session: SESSION,
      fixes: [before, spoil(good!), after],
    });
    expect(receipts).toEqual([
      { seq: before!.seq, outcome: 'stored' },
      { seq: good!.seq, outcome: 'stored', ...(cleaned.length > 0 ? { cleaned } : {}) },
      { seq: after!.seq, outcome: 'stored' },
    ]);
    const row = await get()
      .db.selectFrom('fixes')
      .select(['marks', 'cleaned', 'speed_mps', 'battery_pct'])
      .where('seq', '=', good!.seq)
      .where('handheld_id', '=', ids.handhelds.H1!)
      .execute();
    expect(row.map(({ marks, cleaned: mask }) => [marks, mask ?? Number.NaN])).toEqual([
      [0, cleanedToMask(cleaned)],
    ]);
  });

  it('what is refused is told to whoever answers for the officer and to the officer, once a handheld and day', async () => {
    const { db } = get();
    for (const [name, areaId] of [
      ['city', ids.areas.D!],
      ['other', ids.areas.V2!],
    ] as const)
      await createUser(db, { name, role: 'supervisor', areaId });
    const [city, elsewhere] = await Promise.all(
      ['city', 'other'].map((name) => sessionOf(app.url, name)),
    );
    const list = async (cookie: string) => {
      const url = `${app.url}/api/v1/alerts?kind=refused`;
      const { alerts }: { alerts: Alert[] } = await (
        await fetch(url, { headers: { cookie } })
      ).json();
      return alerts.map(({ officerId, handheldId, refused }) => [officerId, handheldId, refused]);
    };
    const watching = openConsole(app.url, city!);
    await watching.until((frames) => frames.length > 0);
    const spare = await openRawHandheld(app.url, 'H5');
    const [good, late, ahead] = fresh(3) as [WireFix, WireFix, WireFix];
    const fixes = [good, { ...late, t: 5 }, { ...ahead, t: NOW + 48 * HOUR_MS }, null];
    for (const one of [other, other, spare]) await one.ask('fixes', { session: SESSION, fixes });
    spare.close();
    const counts = (n: number) => ({ invalid: n, 'time-out-of-range': 2 * n });
    const mine = [ids.officers.O2, ids.handhelds.H2, counts(2)];
    const listed = await list(city!);
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(
      expect.arrayContaining([mine, [0, ids.handhelds.H5 ?? expect.any(Number), counts(1)]]),
    );
    expect(await list(elsewhere!)).toEqual([]);
    await watching.until((frames) =>
      frames.some(({ alerts }) =>
        alerts.some((a) => a.kind === 'refused' && a.refused?.invalid === 2),
      ),
    );
    watching.close();
    const own = (await other.ask('alerts', { since: NOW - HOUR_MS })) as unknown as {
      alerts: Alert[];
    };
    expect(own.alerts.map(({ kind, refused }) => [kind, refused])).toEqual([
      ['refused', counts(2)],
    ]);
  });

  it.each(SESSIONS)('a session that is %s costs no fix', async (_, session, kept) => {
    const fixes = walk({ from: NOW - MINUTE_MS, count: 2, firstSeq: 90_000 });
    const batch = { session, fixes };
    const said = (outcome: string) =>
      fixes.map((fix) => ({ seq: fix.seq, outcome, cleaned: ['session'] }));
    expect((await handheld.ask('fixes', batch)).receipts).toEqual(said('stored'));
    expect((await postFixes(app.url, 'H1', batch)).body.receipts).toEqual(said('duplicate'));
    const rows = await get()
      .db.selectFrom('fixes')
      .select(['session', 'cleaned'])
      .where('seq', '>=', 90_000)
      .execute();
    const mask = cleanedToMask(['session']);
    expect(rows.filter((row) => row.session.getTime() === kept)).toEqual(
      Array(2).fill({ session: new Date(kept), cleaned: mask }),
    );
  });

  it('what is wrong with the envelope beside its session costs no fix', async () => {
    const fixes = fresh(2);
    const { receipts } = await handheld.ask('fixes', {
      session: SESSION,
      sentAt: 'now',
      app: '2.1',
      fixes,
    });
    expect(receipts).toEqual(
      fixes.map(({ seq }) => ({ seq, outcome: 'stored', cleaned: ['other', 'sentAt'] })),
    );
  });

  describe.each(Object.keys(entrances))('over %s', (entrance) => {
    const send = (batch: unknown) => entrances[entrance]!(batch);

    it.each(BAD_FIXES)('%s is refused alone, with its reason', async (_, spoil, reason) => {
      const [first, middle, last] = fresh(3) as [WireFix, WireFix, WireFix];
      const bad = spoil(middle) as { seq?: unknown } | null;
      const { body } = await send({ session: SESSION, fixes: [first, bad, last] });
      expect(body.receipts).toEqual([
        { seq: first.seq, outcome: 'stored' },
        {
          seq: Number.isInteger(bad?.seq) ? bad!.seq : null,
          outcome: 'refused',
          reason,
          detail: expect.any(String),
        },
        { seq: last.seq, outcome: 'stored' },
      ]);
      expect(body.receipts[1]!.detail!.length).toBeLessThan(300);
    });

    it.each(
      BAD_BATCHES,
    )('a batch that is or has %s is answered with its code and costs nobody else', async (_, batch, code, status) => {
      const reply = await send(batch);
      expect(reply.body).toMatchObject({ error: code, message: expect.any(String) });
      if (reply.status) expect(reply.status).toBe(status);
      for (const again of [handheld, other]) {
        const fixes = fresh(1);
        expect(await again.ask('fixes', { session: SESSION, fixes })).toEqual({
          receipts: [{ seq: fixes[0]!.seq, outcome: 'stored' }],
        });
      }
    });
  });
});
