import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { putNorms } from '../../../server/db/norms/provision-norms.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../../server/services/people/put-assignments.ts';
import { putLeave } from '../../../server/services/people/put-leave.ts';
import { startTestApp } from '../../support/app.ts';
import { openRawHandheld, type RawHandheld, type Reply } from '../../support/handheld.ts';
import { walk } from '../../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** Minutes from NOW, Unix ms. */
const at = (minutes: number) => NOW + minutes * MINUTE_MS;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();
/** From when to when (minutes from NOW) and in which grid; null: under way. */
type Patrols = [from: number, to: number | null, grid: string][];

interface Field {
  ids: Ids;
  /** Sends an event of a handheld, over its socket. */
  tell: (handheld: string, event: string, payload: object) => Promise<Reply>;
  start: (handheld: string, minute: number, more?: object) => Promise<Reply>;
  end: (handheld: string, minute: number, more?: object) => Promise<Reply>;
  patrols: (officer: string) => Promise<Patrols>;
  /** Of each of them, in order, whether its end is a guess. */
  guessed: (officer: string) => Promise<boolean[]>;
  /** Puts on record who carries a handheld from a minute on, to another. */
  give: (handheld: string, officer: string, from: number, to?: number) => Promise<unknown>;
  /** The same of an officer and a grid. */
  move: (officer: string, grid: string, from: number, to?: number) => Promise<unknown>;
  /** Puts on record who stands in for an officer today. */
  standIn: (substitute: string, officer: string) => Promise<unknown>;
  /** Seqs that are stored of a handheld. */
  stored: (handheld: string) => Promise<number[]>;
}

/** What happens in the field, by who and with what; each with officers A and B of its own, who carry H-A and H-B, in grid G1. */
const SITUATIONS: [what: string, act: (field: Field, a: string, b: string) => Promise<void>][] = [
  [
    'an end pressed in the very moment of the next start',
    async ({ start, end, patrols }, a) => {
      await start(`H${a}`, -90);
      await start(`H${a}`, -60);
      await end(`H${a}`, -60);
      expect(await patrols(a)).toEqual([
        [-90, -60, 'G1'],
        [-60, null, 'G1'],
      ]);
    },
  ],
  [
    // A slip of the finger: had it ended, the start pressed again at once would be the same button pressed twice.
    'a start and an end of one second: the patrol goes on',
    async ({ start, end, patrols }, a) => {
      await start(`H${a}`, -60);
      await end(`H${a}`, -60, { startedAt: at(-60) });
      await start(`H${a}`, -55);
      await end(`H${a}`, -10);
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  ...(
    [
      ['by three minutes, and ends a minute later', -62],
      ['by as much as it took', -60],
      ['by two hours', -170],
      ['by a day', -24 * 60 - 50],
      ['by a month', -30 * 24 * 60],
    ] as const
  ).flatMap(([what, minute]): typeof SITUATIONS => [
    [
      `a clock is set back on the way ${what}: what names its start ends it, when is guessed`,
      async ({ start, end, patrols, guessed }, a) => {
        await start(`H${a}`, -60);
        const { patrolId } = await end(`H${a}`, minute, { startedAt: at(-60) });
        expect(patrolId).toEqual(expect.any(Number));
        expect(await patrols(a)).toEqual([[-60, 0, 'G1']]);
        expect(await guessed(a)).toEqual([true]);
      },
    ],
    [
      `the same, told backwards and twice, by the patrol's number: ${what}`,
      async ({ start, end, patrols, guessed }, a, b) => {
        await end(`H${a}`, minute, { startedAt: at(-60) });
        for (const _ of [1, 2]) await start(`H${a}`, -60);
        await end(`H${a}`, minute, { startedAt: at(-60) });
        const { patrolId } = await start(`H${b}`, -60);
        await end(`H${b}`, minute, { patrolId });
        for (const officer of [a, b]) {
          expect(await patrols(officer)).toEqual([[-60, 0, 'G1']]);
          expect(await guessed(officer)).toEqual([true]);
        }
      },
    ],
  ]),
  [
    'a start told again by an app whose answer was lost, by a clock that was set meanwhile',
    async ({ start, patrols }, a) => {
      await start(`H${a}`, -60);
      await start(`H${a}`, -60, { sentAt: at(120) });
      expect(await patrols(a)).toEqual([[-60, null, 'G1']]);
    },
  ],
  [
    'both handhelds of one officer are pressed, a second apart, and only one of them at the end',
    async ({ give, start, end, patrols }, a, b) => {
      await give(`H${b}`, a, -300);
      await start(`H${a}`, -60);
      await start(`H${b}`, -60 + 1 / 60);
      await end(`H${b}`, -10);
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
      expect(await patrols(b)).toEqual([]);
    },
  ],
  [
    'a battery dies on the way and the end is pressed on a spare, handed out meanwhile',
    async ({ give, start, end, patrols }, a, b) => {
      await start(`H${a}`, -60);
      await give(`H${b}`, a, -30);
      await end(`H${b}`, -10);
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'the handheld is handed over on the way, and its next carrier presses the end that was forgotten',
    async ({ give, start, end, patrols }, a, b) => {
      await start(`H${a}`, -60);
      await give(`H${a}`, b, -30);
      expect(await end(`H${a}`, -10)).toEqual({ patrolId: null });
      expect(await patrols(a)).toEqual([[-60, null, 'G1']]);
      expect(await patrols(b)).toEqual([]);
    },
  ],
  [
    'a day of presses comes in backwards',
    async ({ start, end, patrols }, a) => {
      for (const minute of [-30, -120, -300]) await end(`H${a}`, minute);
      for (const minute of [-60, -180, -360]) await start(`H${a}`, minute);
      expect(await patrols(a)).toEqual([
        [-360, -300, 'G1'],
        [-180, -120, 'G1'],
        [-60, -30, 'G1'],
      ]);
    },
  ],
  [
    'an end names a patrol that is not there any more',
    async ({ start, end, patrols }, a) => {
      await start(`H${a}`, -60);
      await end(`H${a}`, -10, { patrolId: 1_999_999_999 });
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'a clock eight hours ahead names the start by its own time',
    async ({ start, end, patrols }, a) => {
      const ahead = 8 * 60;
      await start(`H${a}`, -60 + ahead, { sentAt: at(ahead) });
      await end(`H${a}`, -10 + ahead, { sentAt: at(ahead), startedAt: at(-60 + ahead) });
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'a clock eight hours behind is set right between start and end',
    async ({ start, end, patrols }, a) => {
      await start(`H${a}`, -60 - 480, { sentAt: at(-480) });
      await end(`H${a}`, -10, { sentAt: at(0), startedAt: at(-60 - 480) });
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'a start of a clock eight hours ahead, put right before it is sent: the track says when it was',
    async ({ start, end, patrols }, a) => {
      expect(await start(`H${a}`, -60 + 480, { sentAt: at(0) })).toEqual({ patrolId: null });
      expect(await end(`H${a}`, -10, { sentAt: at(0), startedAt: at(-60 + 480) })).toEqual({
        patrolId: null,
      });
      expect(await patrols(a)).toEqual([]);
    },
  ],
  [
    'start and end of such a clock: as long as it says, and no later than they were sent',
    async ({ start, end, patrols }, a) => {
      await start(`H${a}`, -60 + 480, { sentAt: at(0) });
      await end(`H${a}`, -20 + 480, { sentAt: at(0), startedAt: at(-60 + 480) });
      expect(await patrols(a)).toEqual([[-40, 0, 'G1']]);
    },
  ],
  [
    'a clock three days ahead, or in 2007, told by its time of sending',
    async ({ start, end, patrols }, a) => {
      const [ahead, in2007] = [3 * 24 * 60, (Date.UTC(2007, 0, 1) - NOW) / MINUTE_MS];
      await start(`H${a}`, -200 + ahead, { sentAt: at(ahead) });
      await end(`H${a}`, -150 + ahead, { sentAt: at(ahead), startedAt: at(-200 + ahead) });
      await start(`H${a}`, -60 + in2007, { sentAt: at(in2007) });
      await end(`H${a}`, -10 + in2007, { sentAt: at(in2007) });
      expect(await patrols(a)).toEqual([
        [-200, -150, 'G1'],
        [-60, -10, 'G1'],
      ]);
    },
  ],
  [
    'what is of no use beside a press costs it nothing',
    async ({ start, end, patrols }, a) => {
      await start(`H${a}`, -60, { sentAt: NOW + 0.4, grid: null });
      await end(`H${a}`, -10, { sentAt: 'now', startedAt: 5, patrolId: -1 });
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'yesterday was never ended, today begins',
    async ({ start, patrols }, a) => {
      await start(`H${a}`, -24 * 60);
      await start(`H${a}`, -30);
      expect(await patrols(a)).toEqual([
        [-24 * 60, -12 * 60, 'G1'],
        [-30, null, 'G1'],
      ]);
    },
  ],
  [
    'a stand-in walks the grid of a colleague and names it',
    async ({ move, start, end, patrols }, a) => {
      await move(a, 'G2', -600);
      await start(`H${a}`, -60, { grid: 'G1' });
      await end(`H${a}`, -10);
      expect(await patrols(a)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'a stand-in without a grid of the own names none, before it is on record that they stand in, and after',
    async ({ standIn, start, end, patrols }, a) => {
      expect(await start('HStand', -60)).toMatchObject({ error: 'no-grid' });
      await end('HStand', -40);
      await standIn('Stand', a);
      expect(await patrols('Stand')).toEqual([[-60, -40, 'G1']]);
      const { patrolId } = await start('HStand', -30);
      expect(await end('HStand', -10)).toEqual({ patrolId });
      expect(await patrols('Stand')).toEqual([
        [-60, -40, 'G1'],
        [-30, -10, 'G1'],
      ]);
      await standIn('B0', a);
      expect(await patrols('Stand')).toEqual([]);
    },
  ],
  [
    'an end names the patrol of the colleague who had the handheld before: it ends the own one',
    async ({ give, start, end, patrols }, a, b) => {
      await start(`H${a}`, -120);
      const { patrolId } = await end(`H${a}`, -70);
      await give(`H${a}`, b, -65);
      await start(`H${a}`, -60);
      await end(`H${a}`, -10, { patrolId });
      expect(await patrols(a)).toEqual([[-120, -70, 'G1']]);
      expect(await patrols(b)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'a start names a grid that is none, and then none',
    async ({ start, patrols }, a) => {
      for (const grid of ['G99', 'V1', 'g1', ' '])
        expect(await start(`H${a}`, -60, { grid })).toMatchObject({ error: 'invalid' });
      expect(await patrols(a)).toEqual([]);
      await start(`H${a}`, -60);
      expect(await patrols(a)).toEqual([[-60, null, 'G1']]);
    },
  ],
  [
    'the grid of a new officer is put on record after the walk',
    async ({ start, end, move, patrols }) => {
      expect(await start('HN', -60)).toMatchObject({ error: 'no-grid' });
      await end('HN', -10);
      expect(await patrols('N')).toEqual([]);
      await move('N', 'G2', -120);
      expect(await patrols('N')).toEqual([[-60, -10, 'G2']]);
    },
  ],
  [
    'a handover to the minute: what is pressed in it is of who has it then',
    async ({ give, start, end, patrols }, a, b) => {
      await give(`H${a}`, b, -60);
      await start(`H${a}`, -90);
      await end(`H${a}`, -60 - 1 / 60_000);
      await start(`H${a}`, -60);
      await end(`H${a}`, -10);
      expect(await patrols(a)).toEqual([[-90, -60, 'G1']]);
      expect(await patrols(b)).toEqual([[-60, -10, 'G1']]);
    },
  ],
  [
    'a handover is put on record days later, and then put right once more',
    async ({ give, start, end, patrols }, a, b) => {
      await start(`H${a}`, -90);
      await end(`H${a}`, -30);
      await give(`H${a}`, b, -200);
      expect([await patrols(a), await patrols(b)]).toEqual([[], [[-90, -30, 'G1']]]);
      await give(`H${a}`, a, -100);
      expect([await patrols(a), await patrols(b)]).toEqual([[[-90, -30, 'G1']], []]);
    },
  ],
  [
    'handed in on the way: what is pressed then is joined when the record is put right',
    async ({ give, start, end, patrols }, a) => {
      await give(`H${a}`, a, -600, -50);
      await start(`H${a}`, -90);
      expect(await end(`H${a}`, -30)).toEqual({ patrolId: null });
      expect(await patrols(a)).toEqual([[-90, null, 'G1']]);
      await give(`H${a}`, a, -600, 600);
      expect(await patrols(a)).toEqual([[-90, -30, 'G1']]);
    },
  ],
  [
    'moved to another grid at noon, on foot: the patrol is of the grid it began in',
    async ({ move, start, end, patrols }, a) => {
      await move(a, 'G3', -30);
      await start(`H${a}`, -60);
      await end(`H${a}`, -10);
      await start(`H${a}`, -5);
      expect(await patrols(a)).toEqual([
        [-60, -10, 'G1'],
        [-5, null, 'G3'],
      ]);
    },
  ],
  [
    'one batch reaches over a handover: each fix is of who had it, none is lost',
    async ({ give, tell, stored }, a, b) => {
      await give(`H${a}`, b, -30);
      const fixes = walk({ from: at(-40), count: 20, stepS: 60 });
      const { receipts } = await tell(`H${a}`, 'fixes', { session: at(-40), fixes });
      expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
      expect((await stored(`H${a}`)).length).toBe(20);
    },
  ],
  [
    'a night shift over midnight is one patrol, and its hours are those of the day it began on',
    async ({ give, tell, start, end, patrols }, a) => {
      // NOW is 10:00; midnight was ten hours ago.
      const midnight = -600;
      await give('HNight', 'Night', -9_000);
      await start('HNight', midnight - 30);
      await end('HNight', midnight);
      await start('HNight', midnight);
      await end('HNight', midnight + 45);
      expect(await patrols('Night')).toEqual([
        [midnight - 30, midnight, 'G3'],
        [midnight, midnight + 45, 'G3'],
      ]);
      const fixes = [-31, -1, 0, 1, 239, 242].map((minute, k) => ({
        ...walk({ from: at(midnight + minute), count: 1, grid: 'G3', firstSeq: k })[0]!,
      }));
      const said = async (handheld: string) =>
        (await tell(handheld, 'fixes', { session: at(midnight), fixes })).receipts.map(
          ({ outcome, reason }) => reason ?? outcome,
        );
      expect(await said('HNight')).toEqual([...Array(5).fill('stored'), 'off-duty']);
      // Who works by day is not tracked then.
      expect(new Set(await said(`H${a}`))).toEqual(new Set(['off-duty']));
    },
  ],
  [
    'a handheld goes to another town: what it held back is of the officer of then',
    async ({ give, tell, start, end, patrols, ids }, a) => {
      await give(`H${a}`, 'Other', -30);
      await start(`H${a}`, -120);
      await end(`H${a}`, -60);
      await start(`H${a}`, -20);
      const fixes = walk({ from: at(-119), count: 5 });
      await tell(`H${a}`, 'fixes', { session: at(-119), fixes });
      expect(await patrols(a)).toEqual([[-120, -60, 'G1']]);
      expect(await patrols('Other')).toEqual([[-20, null, 'G3']]);
      expect(ids.handhelds[`H${a}`]).toBeDefined();
    },
  ],
];

describeStores('In the field', (store) => {
  let app: App;
  let field: Field;
  const opened = new Map<string, RawHandheld>();
  const names = (k: number): [string, string] => [`A${k}`, `B${k}`];

  beforeAll(async () => {
    const { db } = store();
    const officers = [
      ...SITUATIONS.flatMap((_, k) => names(k)).map((code) => ({ code, grid: 'G1' })),
      { code: 'N', grid: null },
      { code: 'Stand', grid: null },
      { code: 'Night', grid: 'G3' },
      { code: 'Other', grid: 'G3' },
    ].map((officer) => ({ ...officer, handheld: `H${officer.code}` }));
    const ids = await seedTestWorld(db, {
      officers,
      rules: { dutyHours: { from: '06:00', to: '20:00' }, dutyGraceMinutes: 0 },
    });
    const rules = { dutyHours: { from: '20:00', to: '04:00' }, dutyGraceMinutes: 1 };
    await putNorms(db, [
      {
        area: 'V2',
        name: 'night',
        from: new Date(NOW - 30 * DAY_MS).toISOString(),
        rules: { ...defaultNorm().rules, ...rules },
      } as never,
    ]);
    app = await startTestApp(db, { now: () => NOW, config: { verdictSettleS: 48 * 3600 } });

    const tell: Field['tell'] = async (handheld, event, payload) => {
      const socket = opened.get(handheld) ?? (await openRawHandheld(app.url, handheld));
      opened.set(handheld, socket);
      return socket.ask(event, payload);
    };
    const period = (from: number, to?: number) => ({
      from: iso(from),
      ...(to === undefined ? {} : { to: iso(to) }),
    });
    const due = NOW + 48 * HOUR_MS;
    field = {
      ids,
      tell,
      start: (handheld, minute, more) => tell(handheld, 'patrol:start', { t: at(minute), ...more }),
      end: (handheld, minute, more) => tell(handheld, 'patrol:end', { t: at(minute), ...more }),
      async patrols(officer) {
        const rows = await db
          .selectFrom('patrols')
          .select(['start_time', 'end_time', 'grid_id'])
          .where('officer_id', '=', ids.officers[officer]!)
          .orderBy('start_time')
          .orderBy('end_time')
          .execute();
        const minute = (time: Date) => Math.round((time.getTime() - NOW) / 1000) / 60;
        return rows.map(({ start_time, end_time, grid_id }) => [
          minute(start_time),
          end_time && minute(end_time),
          Object.keys(ids.areas).find((code) => ids.areas[code] === grid_id)!,
        ]);
      },
      async guessed(officer) {
        const rows = await db
          .selectFrom('patrols')
          .select('guessed_until')
          .where('officer_id', '=', ids.officers[officer]!)
          .orderBy('start_time')
          .execute();
        return rows.map(({ guessed_until }) => guessed_until !== null);
      },
      async give(handheld, officer, from, to) {
        expect(
          await putHandheldAssignments(db, [{ handheld, officer, ...period(from, to) }], due),
        ).not.toHaveProperty('refused');
        app.context.roster.forget();
      },
      async move(officer, grid, from, to) {
        expect(
          await putOfficerAssignments(db, [{ officer, grid, ...period(from, to) }], due),
        ).not.toHaveProperty('refused');
        app.context.roster.forget();
      },
      async standIn(substitute, officer) {
        const [officerId, substituteId] = [officer, substitute].map((code) => ids.officers[code]!);
        const day = iso(0).slice(0, 10);
        const leave = { officerId: officerId!, substituteId: substituteId!, kind: 'sick' as const };
        expect(await putLeave(db, [{ ...leave, firstDay: day, lastDay: day }], due)).toEqual({
          changed: 1,
        });
        app.context.roster.forget();
      },
      async stored(handheld) {
        const rows = await db
          .selectFrom('fixes')
          .select('seq')
          .where('handheld_id', '=', ids.handhelds[handheld]!)
          .orderBy('device_time')
          .execute();
        return rows.map(({ seq }) => seq);
      },
    };
  });
  afterAll(async () => {
    for (const { close } of opened.values()) close();
    await app?.close();
  });

  it.each(SITUATIONS.map(([what, act], k) => [what, act, k] as const))('%s', (_, act, k) =>
    act(field, ...names(k)));
});
