import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Evidence } from '../../../server/contract/patrols/patrol.ts';
import type { Verdict } from '../../../server/contract/patrols/verdict.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { recogniseRecent } from '../../../server/jobs/verdicts/recognise.ts';
import { startTestApp } from '../../support/app.ts';
import { basicAuth, openRawHandheld, postAs } from '../../support/handheld.ts';
import { honestRows } from '../../support/made/honest-rows.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** Forty minutes are walked from NOW on, which is ten in the morning; fixes of four minutes go out together, of two where no time of sending is told. */
const [WALK_MIN, EVERY_S] = [40, 20];
const BATCH = { told: 12, untold: 6 };
const MIDDLE_LNG = cornerOf('G1').lng + SIDE_DEG / 2;
const at = (minutes: number) => NOW + minutes * MINUTE_MS;

interface Clock {
  what: string;
  /** How far ahead the handheld's clock is at a true time, ms. */
  aheadMs: (trueMs: number) => number;
  /** How far the time of sending is told ahead; not at all: the wire tells none. */
  sentAheadMs?: (trueMs: number) => number;
  /** By which clock the buttons are told to have been pressed; a wire without a time of sending has none. */
  pressed: (trueMs: number) => { t: number; sentAt?: number; startedAt?: number };
  /** Sent by requests instead of a socket. */
  isHttp?: true;
  /** Walks the lanes from the other side: at an earlier time the others would be its replay. */
  isMirrored?: true;
  right: { from: number; to: number; outcome: Verdict['outcome']; clock: boolean };
}

const ownClock = (
  aheadMs: Clock['aheadMs'],
): Pick<Clock, 'aheadMs' | 'sentAheadMs' | 'pressed'> => ({
  aheadMs,
  sentAheadMs: aheadMs,
  pressed: (t) => ({ t: t + aheadMs(t), sentAt: t + aheadMs(t) }),
});
/** Of a terminal beside a phone, on which the buttons are. */
const untold = (ms: number): Pick<Clock, 'aheadMs' | 'pressed'> => ({
  aheadMs: () => ms,
  pressed: (t) => ({ t, sentAt: t }),
});
const honest: Clock['right'] = { from: 0, to: WALK_MIN, outcome: 'completed', clock: true };
const TWO_HOURS_BACK = -2 * HOUR_MS;

const CLOCKS: Clock[] = [
  {
    what: 'runs eight hours behind, into the night',
    ...ownClock(() => -8 * HOUR_MS),
    right: honest,
  },
  { what: 'runs a day behind', ...ownClock(() => -DAY_MS), right: honest },
  {
    what: 'runs eight hours ahead and is put right on the way',
    ...ownClock((t) => (t < at(20) ? 8 * HOUR_MS : 0)),
    right: honest,
  },
  { what: 'runs five minutes ahead', ...ownClock(() => 5 * MINUTE_MS), right: honest },
  {
    what: 'is set back by 90 s on the way',
    ...ownClock((t) => (t < at(20) ? 0 : -90_000)),
    // A press is taken as told by a clock that is off by less than two minutes.
    right: { ...honest, to: WALK_MIN - 1.5 },
  },
  { what: 'is right', ...ownClock(() => 0), right: { ...honest, clock: false } },
  {
    what: 'runs three hours behind on a wire that tells no time of sending',
    ...untold(-3 * HOUR_MS),
    right: honest,
  },
  {
    what: 'runs eight hours ahead on a wire that tells no time of sending',
    ...untold(8 * HOUR_MS),
    right: honest,
  },
  {
    what: 'ran eight hours ahead when the start was pressed, and was put right before that was sent',
    aheadMs: () => 0,
    sentAheadMs: () => 0,
    pressed: (t) => ({
      ...{ t: t === NOW ? t + 8 * HOUR_MS : t, sentAt: t },
      ...(t === NOW ? {} : { startedAt: NOW + 8 * HOUR_MS }),
    }),
    right: { ...honest, clock: false },
  },
  {
    what: 'is turned back by two hours for an earlier patrol, and shown right once',
    isMirrored: true,
    aheadMs: () => TWO_HOURS_BACK,
    sentAheadMs: (t) => (Math.abs(t - at(20)) < MINUTE_MS ? 0 : TWO_HOURS_BACK),
    pressed: (t) => ({ t: t + TWO_HOURS_BACK }),
    right: { from: -120, to: -120 + WALK_MIN, outcome: 'unverifiable', clock: true },
  },
  ...(
    [
      ['begins with 1970', at(-300)],
      ['begins with 2007', at(-300) - Date.UTC(2007, 0, 1)],
      ['runs a year behind', 365 * DAY_MS],
      ['runs 40 days behind', 40 * DAY_MS],
      ['runs two days behind', 2 * DAY_MS],
      ['runs 25 h ahead', -25 * HOUR_MS],
      ['runs a year ahead', -365 * DAY_MS],
    ] as const
  ).map(
    ([what, behindMs], k): Clock => ({
      ...{ what, ...ownClock(() => -behindMs), right: honest },
      ...(k % 2 === 0 ? { isHttp: true } : {}),
    }),
  ),
  {
    what: 'runs two days behind and is put right on the way',
    ...ownClock((t) => (t < at(20) ? -2 * DAY_MS : 0)),
    right: honest,
  },
  {
    what: 'begins with 2007 and is put right on the way',
    ...ownClock((t) => (t < at(20) ? Date.UTC(2007, 0, 1) - NOW : 0)),
    right: honest,
  },
  {
    what: 'counts weeks in ten bits, on a wire that tells no time of sending',
    ...untold(-1024 * 7 * DAY_MS),
    right: honest,
  },
];

describeStores('A walk told by a clock that', (store) => {
  let app: App;
  let ids: Ids;
  let now = NOW;
  const officerOf = (k: number) => `C${k}`;

  async function walk(
    { aheadMs, isHttp, isMirrored, sentAheadMs, pressed }: Clock,
    k: number,
  ): Promise<string[]> {
    const handheld = await openRawHandheld(app.url, `HC${k}`);
    const ask: typeof handheld.ask = isHttp
      ? (event, body) => postAs(app.url, `HC${k}`, `/${event.replace(':', '/')}`, body)
      : handheld.ask;
    const rows = honestRows(ids.handhelds[`HC${k}`]!, {
      ...{ from: NOW, count: (WALK_MIN * 60) / 5, session: NOW, firstSeq: 0 },
    }).filter((_, i) => i % (EVERY_S / 5) === 0);
    now = NOW;
    await ask('patrol:start', pressed(now));
    const outcomes: string[] = [];
    const size = BATCH[sentAheadMs ? 'told' : 'untold'];
    for (let i = 0; i < rows.length; i += size) {
      const batch = rows.slice(i, i + size);
      now = batch.at(-1)!.t + 1_000;
      const sent = sentAheadMs ? { sentAt: now + sentAheadMs(now) } : {};
      const { receipts } = await ask('fixes', {
        session: NOW + aheadMs(NOW),
        ...sent,
        fixes: batch.map(({ seq, t, lng, lat, accuracyM, speedMps }) => ({
          ...{ seq, t: t + aheadMs(t), lng: isMirrored ? 2 * MIDDLE_LNG - lng : lng },
          ...{ lat, accuracyM, speedMps },
        })),
      });
      outcomes.push(...receipts.map(({ outcome, reason }) => reason ?? outcome));
    }
    now = at(WALK_MIN);
    await ask('patrol:end', pressed(now));
    handheld.close();
    return [...new Set(outcomes)];
  }

  /** Each patrol by its latest verdict. */
  const standing = (k: number) =>
    store()
      .db.selectFrom('patrols as p')
      .innerJoin('verdicts as v', (join) =>
        join.onRef('v.officer_id', '=', 'p.officer_id').onRef('v.patrol_id', '=', 'p.id'),
      )
      .select(['p.id', 'p.start_time', 'p.end_time', 'v.outcome', 'v.body'])
      .distinctOn('p.id')
      .where('p.officer_id', '=', ids.officers[officerOf(k)]!)
      .orderBy('p.id')
      .orderBy('v.version', 'desc')
      .execute();

  const taken: string[][] = [];
  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, {
      officers: CLOCKS.map((_, k) => ({ code: officerOf(k), handheld: `HC${k}`, grid: 'G1' })),
      rules: {
        ...{ minutesPerPatrol: 30, coveragePerPatrol: 0.3 },
        ...{ dutyHours: { from: '06:00', to: '20:00' }, dutyGraceMinutes: 0 },
      },
    });
    app = await startTestApp(db, { now: () => now });
    for (const [k, clock] of CLOCKS.entries()) taken.push(await walk(clock, k));
    now = NOW + 3 * HOUR_MS;
    await recogniseRecent({ db, now: () => now }, 0);
  });
  afterAll(() => app?.close());

  it.each(
    CLOCKS.map((clock, k) => [clock.what, clock.right, k] as const),
  )('%s', async (_, right, k) => {
    expect(taken[k]).toEqual(['stored']);
    await expect.poll(async () => (await standing(k)).length, { timeout: 30_000 }).toBe(1);
    const [{ id, start_time, end_time, outcome, body }] = (await standing(k)) as [
      Awaited<ReturnType<typeof standing>>[0],
    ];
    const minute = (time: Date) => (time.getTime() - NOW) / MINUTE_MS;
    expect({
      // What is recognised begins and ends with a fix.
      from: Math.round(2 * minute(start_time)) / 2 + 0,
      to: Math.round(2 * minute(end_time!)) / 2,
      outcome,
      clock: body.clock !== undefined,
      strong: body.signals.filter(({ strength }) => strength === 'strong'),
    }).toEqual({ ...right, strong: [] });
    const headers = { authorization: basicAuth(`HC${k}`) };
    const evidence = await fetch(`${app.url}/api/v1/own/patrols/${id}`, { headers });
    const { fixes }: Evidence = await evidence.json();
    // Shown when they were taken, whatever they told.
    expect([fixes.length, Math.round((fixes[0]!.t - NOW) / MINUTE_MS) + 0]).toEqual([
      (WALK_MIN * 60) / EVERY_S,
      0,
    ]);
  });
});
