import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { decodeTrails } from '../../server/contract/console/trails.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const byId = (a: { officerId: number }, b: { officerId: number }) => a.officerId - b.officerId;
const SESSION = NOW - 60 * MINUTE_MS;

describeStores('consoles', (get) => {
  let ids: Ids;
  let app: App;
  let h1: RawHandheld;
  let h3: RawHandheld;
  const cookies: Record<string, string> = {};
  const opened: { close: () => void }[] = [];
  const open = (name: string, options?: Parameters<typeof openConsole>[2]) => {
    const console_ = openConsole(app.url, cookies[name]!, options);
    opened.push(console_);
    return console_;
  };
  const isThere = ({ fleet, until }: ReturnType<typeof open>) =>
    until((frames) => frames.length > 0 && fleet.edition() !== null);
  const sends = (handheld: RawHandheld, fromMinute: number, firstSeq: number) =>
    handheld.ask('fixes', {
      session: SESSION,
      fixes:
        handheld === h1
          ? walk({ from: NOW + fromMinute * MINUTE_MS, count: 24, firstSeq })
          : walk({
              from: NOW + fromMinute * MINUTE_MS,
              count: 24,
              firstSeq,
              grid: 'G3',
              datum: 'bd09',
            }),
    });

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    for (const [name, area] of [
      ['district', 'D'],
      ['village-1', 'V1'],
      ['village-2', 'V2'],
    ] as const)
      await createUser(get().db, { name, role: 'supervisor', areaId: ids.areas[area]! });
    app = await startTestApp(get().db, { now: () => NOW, config: { verdictSettleS: 3600 } });
    for (const name of ['district', 'village-1', 'village-2'])
      cookies[name] = await sessionOf(app.url, name);
    h1 = await openRawHandheld(app.url, 'H1');
    h3 = await openRawHandheld(app.url, 'H3');
    for (const handheld of [h1, h3]) {
      await handheld.ask('patrol:start', { t: NOW - 30 * MINUTE_MS });
      await sends(handheld, -30, 0);
      await handheld.ask('sos', { t: NOW - 29 * MINUTE_MS });
    }
  });
  afterAll(async () => {
    for (const { close } of [...opened, h1, h3]) close?.();
    await app?.close();
  });

  it('without a session are turned away', async () => {
    for (const cookie of ['', 'xunji=forged', 'xunji=forged.signature']) {
      const console_ = openConsole(app.url, cookie);
      opened.push(console_);
      expect(await console_.refused).toMatchObject({ error: 'not-signed-in' });
    }
  });

  it('get everything their area may see in the first frames, and nothing else', async () => {
    const seen: Record<string, object> = {};
    for (const name of ['district', 'village-1', 'village-2']) {
      const console_ = open(name);
      await isThere(console_);
      const [frame] = console_.frames;
      seen[name] = {
        snapshot: frame!.snapshot,
        officers: [...console_.fleet.officers.keys()].sort(),
        patrols: frame!.patrols.map(({ gridId }) => gridId).sort(),
        alerts: frame!.alerts.map(({ officerId }) => officerId).sort(),
      };
      console_.close();
    }
    const { O1, O3 } = ids.officers;
    const { G1, G3 } = ids.areas;
    const all = { snapshot: true };
    expect(seen).toEqual({
      district: { ...all, officers: [O1, O3], patrols: [G1, G3], alerts: [O1, O3] },
      'village-1': { ...all, officers: [O1], patrols: [G1], alerts: [O1] },
      'village-2': { ...all, officers: [O3], patrols: [G3], alerts: [O3] },
    });
  });

  it('see their own officers move, patrols end and calls for help, and never those of another village', async () => {
    const one = open('village-1');
    const two = open('village-2');
    await Promise.all([one, two].map(isThere));
    await sends(h1, -20, 100);
    await sends(h3, -20, 100);
    await h1.ask('patrol:end', { t: NOW - 10 * MINUTE_MS });
    await h3.ask('sos', { t: NOW - 5 * MINUTE_MS, text: 'second' });
    await one.until((frames) =>
      frames.slice(1).some(({ patrols }) => patrols.some(({ endTime }) => endTime !== null)),
    );
    await two.until((frames) =>
      frames.slice(1).some(({ alerts }) => alerts.some(({ text }) => text === 'second')),
    );
    const moved = NOW - 18 * MINUTE_MS - 5_000;
    await Promise.all(
      [one, two].map(({ until, fleet }) =>
        until(() => [...fleet.officers.values()].some(({ t }) => t === moved)),
      ),
    );
    const shown = ({ fleet }: typeof one) => [
      ...new Set(fleet.frames.flatMap((f) => f.officerIds)),
    ];
    expect(shown(one)).toEqual([ids.officers.O1]);
    expect(shown(two)).toEqual([ids.officers.O3]);
    expect(one.frames.flatMap(({ alerts }) => alerts).some(({ text }) => text === 'second')).toBe(
      false,
    );
  });

  it('that do not acknowledge get no second frame, while others go on', async () => {
    const deaf = open('district', { acknowledge: false });
    const other = open('district');
    await Promise.all([deaf, other].map(isThere));
    for (let k = 1; k <= 2; k++) {
      await sends(h1, -10 + 3 * k, 200 + 100 * k);
      const told = other.fleet.frames.length;
      await other.until(() => other.fleet.frames.length > told);
    }
    expect(deaf.frames.map(({ snapshot }) => snapshot)).toEqual([true]);
    expect(deaf.fleet.frames.length).toBe(1);
  });

  it('see nobody moved back by fixes that come late', async () => {
    const console_ = open('village-1');
    await isThere(console_);
    const [officerId, before] = [...console_.fleet.officers][0]!;
    const told = console_.fleet.frames.length;
    await sends(h1, -50, 700);
    const patrolled = await h1.ask('patrol:start', { t: NOW - 1 });
    await console_.until((frames) =>
      frames.slice(1).some(({ patrols }) => patrols.some(({ id }) => id === patrolled.patrolId)),
    );
    expect(console_.fleet.frames.length).toBeLessThanOrEqual(told + 1);
    expect(console_.fleet.officers.get(officerId)).toMatchObject({
      t: before.t,
      lngE7: before.lngE7,
      latE7: before.latE7,
    });
    expect(app.context.board.officer(officerId)).toMatchObject({ t: before.t });
  });

  it('see what the store holds, before a restart and after it, also where they were cut off meanwhile', async () => {
    const { rows } = await sql<{ officerId: number; lngE7: number; latE7: number; t: number }>`
      select distinct on (ha.officer_id) ha.officer_id as "officerId", round(ST_X(position) * 1e7)::int as "lngE7",
        round(ST_Y(position) * 1e7)::int as "latE7", (extract(epoch from device_time) * 1000)::float8 as t
      from fixes f join handheld_assignments ha using (handheld_id)
      where marks = 0 order by ha.officer_id, device_time desc`.execute(get().db);
    const stored = rows.filter(({ officerId }) =>
      [ids.officers.O1, ids.officers.O3].includes(officerId),
    );
    const shown = ({ fleet }: ReturnType<typeof open>) =>
      [...fleet.officers].map(([officerId, { lngE7, latE7, t }]) => ({
        officerId,
        lngE7,
        latE7,
        t,
      }));
    const isStored = (console_: ReturnType<typeof open>) => () =>
      console_.fleet.edition() !== null &&
      isDeepStrictEqual(new Set(shown(console_)), new Set(stored));
    const before = open('district');
    await before.until(isStored(before));
    before.close();

    const told = before.fleet.frames.length;
    const back = open('district', { held: before.fleet });
    await sends(h1, -2, 900);
    await back.until(() => before.fleet.frames.length > told);
    // Nothing of it anew but whom the last fixes moved.
    expect(before.fleet.frames.slice(told).map(({ officerIds }) => officerIds)).toEqual([
      [ids.officers.O1],
    ]);

    const restarted = await startTestApp(get().db, { now: () => NOW });
    try {
      const again = openConsole(restarted.url, await sessionOf(restarted.url, 'district'));
      opened.push(again);
      await again.until(() => isDeepStrictEqual(shown(again).sort(byId), shown(back).sort(byId)));
      expect(again.fleet.edition()!.life).not.toBe(back.fleet.edition()!.life);
      again.close();
    } finally {
      await restarted.close();
    }
  });

  it('are told the way only of those in their picture', async () => {
    const one = open('village-1');
    await isThere(one);
    const { O1, O3 } = ids.officers;
    const trails = decodeTrails(await one.ask('fleet:trails', { officerIds: [O1, O3] }));
    expect(trails.map(({ officerId }) => officerId)).toEqual([O1]);
    expect(trails[0]!.t.length).toBeGreaterThan(10);
    expect(await one.ask('fleet:trails', { officerIds: ['all'] })).toMatchObject({
      error: 'invalid',
    });
    expect(await one.ask('fleet:view', { held: null })).toMatchObject({ error: 'invalid' });
  });
});
