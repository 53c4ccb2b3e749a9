import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyHeat, type HeldHeat, hotCells } from '../../client/live/heat/heat.ts';
import type { App } from '../../server/app.ts';
import type { HeatKind, HeatView } from '../../server/contract/console/heat.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import {
  areaOutline,
  incidentDays,
  incidentsOfDay,
  readPresence,
} from '../../server/db/fixes/heat-facts.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { decayOf } from '../../server/domain/heat/decay.ts';
import type { HeatIncident } from '../../server/domain/heat/incident-heat.ts';
import { preparePolygon } from '../../server/domain/heat/outline.ts';
import { incidentsFrom, presenceFrom } from '../../server/domain/heat/reference.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - 3 * HOUR_MS;
const DECAY = decayOf(30 * MINUTE_MS);
const INCIDENT_DECAY = decayOf(24 * HOUR_MS);
const corner = cornerOf('G1');
const view = (zoom: number, kinds: HeatKind[] = ['presence']): HeatView => ({
  kinds,
  west: corner.lng,
  south: corner.lat,
  east: corner.lng + 3 * SIDE_DEG,
  north: corner.lat + SIDE_DEG,
  zoom,
});
const incident = (id: string, hoursAgo: number, hours = 0) => ({
  id,
  category: 'c1',
  severity: 'minor' as const,
  foundBy: 'reported' as const,
  position: { lng: corner.lng + 0.001, lat: corner.lat + 0.001 },
  from: new Date(NOW - hoursAgo * HOUR_MS).toISOString(),
  to: new Date(NOW - (hoursAgo - hours) * HOUR_MS).toISOString(),
});

describeStores('Heat', (get) => {
  let ids: Ids;
  let app: App;
  let h1: RawHandheld;
  let h3: RawHandheld;
  const opened: { close: () => void }[] = [];
  const start = () => startTestApp(get().db, { now: () => NOW, config: { verdictSettleS: 3600 } });
  const open = async (url: string, name: string) => {
    const console_ = openConsole(url, await sessionOf(url, name));
    opened.push(console_);
    return console_;
  };
  const sends = (handheld: RawHandheld, from: number, firstSeq: number) =>
    handheld.ask('fixes', {
      session: SESSION,
      fixes: walk({
        from,
        count: 40,
        firstSeq,
        stepS: 20,
        ...(handheld === h1 ? {} : { grid: 'G3', datum: 'bd09' as const }),
      }),
    });

  /** What a console holds, by kind, decayed to NOW. */
  const held = (console_: { heat: Parameters<typeof applyHeat>[1][] }, kind: HeatKind) => {
    const last = console_.heat
      .filter((frame) => frame.kind === kind)
      .reduce<HeldHeat | null>(applyHeat, null);
    return new Map((last ? hotCells(last, NOW) : []).map(({ cell, amount }) => [cell, amount]));
  };
  const stored = async () => {
    const tracks = [];
    for await (const chunk of readPresence(get().db, NOW - 12 * HOUR_MS))
      tracks.push(...chunk.map(({ fixes }) => fixes));
    return tracks;
  };
  const recomputed = async (area: string, resolution: number) => {
    const { geometry } = (await areaOutline(get().db, ids.areas[area]!, NOW))!;
    const isWithin = preparePolygon(geometry);
    return presenceFrom(await stored(), { decay: DECAY, at: NOW, resolution, isWithin });
  };
  /** Equal but for the rounding of a float32. */
  const isSame = (actual: Map<string, number>, expected: Map<string, number>) => {
    const shown = [...expected].filter(([, amount]) => amount >= 1);
    return (
      actual.size === shown.length &&
      shown.every(([cell, amount]) => Math.abs((actual.get(cell) ?? 0) / amount - 1) < 2 ** -23)
    );
  };

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    await putIncidentCategories(get().db, [{ code: 'c1', nameZh: '一', nameEn: 'one', points: 1 }]);
    await putIncidents(get().db, [incident('i1', 5), incident('i2', 20, 6)]);
    for (const [name, area] of [
      ['district', 'D'],
      ['village-2', 'V2'],
    ] as const)
      await createUser(get().db, { name, role: 'supervisor', areaId: ids.areas[area]! });
    app = await start();
    h1 = await openRawHandheld(app.url, 'H1');
    h3 = await openRawHandheld(app.url, 'H3');
    await sends(h1, NOW - 40 * MINUTE_MS, 0);
    await sends(h3, NOW - 20 * MINUTE_MS, 0);
  });
  afterAll(async () => {
    for (const { close } of [...opened, h1, h3]) close?.();
    await app?.close();
  });

  it('equals what the stored fixes come to, at every zoom, for every area its own', async () => {
    for (const [name, area] of [
      ['district', 'D'],
      ['village-2', 'V2'],
    ] as const) {
      const console_ = await open(app.url, name);
      for (const zoom of [8, 10, 12, 13, 15]) {
        const frames = console_.heat.length;
        const { resolution } = await console_.look(view(zoom));
        await console_.until(() => console_.heat.length > frames);
        const actual = held(console_, 'presence');
        expect(actual.size).toBeGreaterThan(0);
        expect(isSame(actual, await recomputed(area, resolution))).toBe(true);
      }
    }
  });

  it('takes late and repeated fixes into their own time: consoles and a server started anew hold the same', async () => {
    const console_ = await open(app.url, 'district');
    await console_.look(view(15));
    await console_.until(() => console_.heat.length > 0);
    const before = held(console_, 'presence');
    await sends(h1, NOW - 100 * MINUTE_MS, 200);
    await sends(h1, NOW - 40 * MINUTE_MS, 0);
    // Between fixes that are there already: intervals are split.
    await sends(h1, NOW - 40 * MINUTE_MS + 7_000, 300);
    const expected = await recomputed('D', 11);
    expect(isSame(before, expected)).toBe(false);
    await console_.until(() => isSame(held(console_, 'presence'), expected));
    const again = await start();
    try {
      const fresh = await open(again.url, 'district');
      await fresh.look(view(15));
      await fresh.until(() => fresh.heat.length > 0);
      expect(isSame(held(fresh, 'presence'), expected)).toBe(true);
    } finally {
      await again.close();
    }
  });

  it('of incidents equals what the stored incidents come to', async () => {
    const console_ = await open(app.url, 'district');
    const { resolution } = await console_.look(view(12, ['incidents']));
    await console_.until(() => console_.heat.length > 0);
    const incidents: HeatIncident[] = [];
    const fromMs = NOW - 20 * 24 * HOUR_MS;
    for (const day of (await incidentDays(get().db, fromMs)).keys())
      incidents.push(...(await incidentsOfDay(get().db, day, fromMs)));
    expect(incidents.length).toBe(2);
    const [[cell, amount]] = [
      ...incidentsFrom(incidents, { decay: INCIDENT_DECAY, at: NOW, resolution }, 100_000),
    ] as [[string, number]];
    const actual = held(console_, 'incidents');
    expect([...actual.keys()]).toEqual([cell]);
    expect(actual.get(cell)).toBeCloseTo(amount, 6);
  });

  it('notices incidents that came, were corrected or went by the signature of their day', async () => {
    const { db } = get();
    const signatures = () => incidentDays(db, NOW - 20 * 24 * HOUR_MS);
    const day = Math.floor((NOW - 200 * HOUR_MS) / (24 * HOUR_MS));
    const seen = [(await signatures()).get(day)];
    for (const change of [incident('i3', 200), incident('i3', 201), incident('i3', 201, 2)]) {
      await putIncidents(db, [change]);
      seen.push((await signatures()).get(day));
    }
    await putIncidents(db, [incident('i3', 201, 2)]);
    expect((await signatures()).get(day)).toBe(seen.at(-1));
    await db.deleteFrom('incidents').where('id', '=', 'i3').execute();
    seen.push((await signatures()).get(day));
    expect(seen[0]).toBeUndefined();
    expect(seen.at(-1)).toBeUndefined();
    expect(new Set(seen).size).toBe(4);
  });

  it('answers a view that makes no sense with what is wrong, and shows nothing', async () => {
    const console_ = await open(app.url, 'district');
    const wrong: [unknown, RegExp][] = [
      [null, /view/],
      [{ ...view(12), west: 122, east: 121 }, /west < east/],
      [{ ...view(12), zoom: Number.MAX_VALUE }, /zoom/],
      [{ ...view(12), north: 'north' }, /north/],
      [{ ...view(12), kinds: ['presence', 'presence'] }, /kinds/],
      [{ ...view(12), kinds: ['moods'] }, /kinds/],
      [{ ...view(12), cells: 1 }, /cells|additional/],
    ];
    for (const [value, says] of wrong) {
      const reply = await console_.look(value as object);
      expect(reply.error, JSON.stringify(value)).toBe('invalid');
      expect(reply.detail).toMatch(says);
    }
    expect(console_.heat).toEqual([]);
  });
});
