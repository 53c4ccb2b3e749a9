import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Frame } from '../../server/contract/console/console.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - 60 * MINUTE_MS;

describeStores('consoles', (get) => {
  let ids: Ids;
  let app: App;
  let h1: RawHandheld;
  let h3: RawHandheld;
  const cookies: Record<string, string> = {};
  const opened: { close: () => void }[] = [];
  const open = (name: string, options?: { acknowledge: boolean }) => {
    const console_ = openConsole(app.url, cookies[name]!, options);
    opened.push(console_);
    return console_;
  };
  const officersOf = (frames: Frame[]) => [
    ...new Set(frames.flatMap(({ officers }) => officers.map(({ officerId }) => officerId))),
  ];
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

  it('get everything their area may see in the first frame, and nothing else', async () => {
    const seen: Record<string, object> = {};
    for (const name of ['district', 'village-1', 'village-2']) {
      const console_ = open(name);
      await console_.until((frames) => frames.length > 0);
      const [frame] = console_.frames;
      seen[name] = {
        snapshot: frame!.snapshot,
        officers: frame!.officers.map(({ officerId }) => officerId),
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
    await Promise.all([one, two].map(({ until }) => until((frames) => frames.length > 0)));
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
    expect(officersOf(one.frames)).toEqual([ids.officers.O1]);
    expect(officersOf(two.frames)).toEqual([ids.officers.O3]);
    expect(one.frames.flatMap(({ alerts }) => alerts).some(({ text }) => text === 'second')).toBe(
      false,
    );
  });

  it('that do not acknowledge get no second frame, while others go on', async () => {
    const deaf = open('district', { acknowledge: false });
    const other = open('district');
    await Promise.all([deaf, other].map(({ until }) => until((frames) => frames.length > 0)));
    for (let k = 1; k <= 2; k++) {
      await sends(h1, -10 + 3 * k, 200 + 100 * k);
      await other.until((frames) => frames.length > k);
    }
    expect(deaf.frames.map(({ snapshot }) => snapshot)).toEqual([true]);
  });

  it('see nobody moved back by fixes that come late', async () => {
    const console_ = open('village-1');
    await console_.until((frames) => frames.length > 0);
    const before = console_.frames[0]!.officers[0]!;
    await sends(h1, -50, 700);
    const patrolled = await h1.ask('patrol:start', { t: NOW - 1 });
    await console_.until((frames) =>
      frames.slice(1).some(({ patrols }) => patrols.some(({ id }) => id === patrolled.patrolId)),
    );
    expect(officersOf(console_.frames.slice(1))).toEqual([]);
    expect(app.context.board.officer(before.officerId)).toMatchObject({
      t: before.t,
      lng: before.lng,
      lat: before.lat,
    });
  });
});
