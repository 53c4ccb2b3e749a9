import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisProcess, startRedis } from '../../scripts/test-machine/redis.ts';
import type { App } from '../../server/app.ts';
import type { Alert } from '../../server/contract/console/console.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { putHandhelds } from '../../server/db/people/provision.ts';
import { hashSecret } from '../../server/domain/accounts/secret.ts';
import { createSosWatch } from '../../server/jobs/alerts/watch-sos.ts';
import { putHandheldAssignments } from '../../server/services/people/put-assignments.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { basicAuth, openRawHandheld } from '../support/handheld.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { placeIn } from '../support/made/incidents.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** What the handheld says its time is, by when it is. */
const CLOCKS: Record<string, (now: number) => number | undefined> = {
  'not told': () => undefined,
  right: (now) => now,
  'two hours ago, buffered': (now) => now - 2 * HOUR_MS,
  'a day ahead': (now) => now + DAY_MS,
  '40 days behind': (now) => now - 40 * DAY_MS,
  'a year behind': (now) => now - 365 * DAY_MS,
  'in 2007': () => Date.UTC(2007, 0, 1),
  'in 1970': () => 0,
};
const NAMES = Object.keys(CLOCKS);
const clockOf = (code: string) => CLOCKS[NAMES[Number(code.slice(2))]!]!;

/** Whose the handheld is, by the letter of its code, and which villages see its call beside the district. */
const ASSIGNMENTS: Record<string, readonly string[]> = {
  // Of an officer of grid G1.
  A: ['one'],
  // Of an officer without a grid: nothing is known.
  N: [],
  // Nobody ever carried it.
  X: [],
  // Handed in yesterday; it was in grid G3 then.
  Y: ['two'],
};
const CODES = Object.keys(ASSIGNMENTS).flatMap((letter) => NAMES.map((_, k) => `H${letter}${k}`));
const CONSOLES = ['district', 'one', 'two'] as const;

/** On duty at 10:00, off duty at 23:00; with what the server remembers, or nothing. */
const PHASES = [
  ['on duty, before the first fix since a restart', NOW, false],
  ['on duty, after fixes', NOW + MINUTE_MS, true],
  ['off duty, before the first fix since a restart', NOW + 13 * HOUR_MS, false],
  ['off duty, after fixes', NOW + 13 * HOUR_MS + MINUTE_MS, true],
] as const;
const redisPath = process.env.REDIS_PATH;

/** Two servers: over PostgreSQL joined by Redis, over the embedded store by that alone. */
describeStores('Calls for help', (store) => {
  let ids: Ids;
  let now = NOW;
  let apps: App[] = [];
  let redis: RedisProcess | undefined;
  let cookies: Record<(typeof CONSOLES)[number], string>;
  const stop = async () => {
    for (const app of apps) await app.close();
    apps = [];
  };
  const start = async () => {
    await stop();
    const redisUrl = redis && `redis://127.0.0.1:${redis.port}`;
    const config = { verdictSettleS: 3600, ...(redisUrl ? { redisUrl } : {}) };
    for (const _ of ['taking', 'another'])
      apps.push(await startTestApp(store().db, { now: () => now, config }));
  };

  beforeAll(async () => {
    const { db } = store();
    const officers = [
      ...NAMES.map((_, k) => ({ code: `A${k}`, grid: 'G1', handheld: `HA${k}` })),
      ...NAMES.map((_, k) => ({ code: `N${k}`, grid: null, handheld: `HN${k}` })),
    ];
    ids = await seedTestWorld(db, {
      officers,
      rules: { dutyHours: { from: '06:00', to: '18:00' }, dutyGraceMinutes: 0 },
    });
    const loose = CODES.filter((code) => /^H[XY]/.test(code));
    await putHandhelds(
      db,
      loose.map((code) => ({ code, secretHash: hashSecret(secretOf(code)), datum: 'wgs84' })),
    );
    await putHandheldAssignments(
      db,
      NAMES.map((_, k) => ({
        handheld: `HY${k}`,
        officer: `N${k}`,
        from: new Date(NOW - 9 * DAY_MS).toISOString(),
        to: new Date(NOW - DAY_MS).toISOString(),
      })),
      NOW,
    );
    const handhelds = await db.selectFrom('handhelds').select(['id', 'code']).execute();
    const east = placeIn('G3', 0, 0).lng - placeIn('G1', 0, 0).lng;
    const rows = handhelds
      .filter(({ code }) => code.startsWith('HY'))
      .flatMap(({ id }) => fixRows(id, { from: NOW - 26 * HOUR_MS, count: 3 }))
      .map((row) => ({ ...row, lng: row.lng + east }));
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    for (const [name, area] of [
      ['district', 'D'],
      ['one', 'V1'],
      ['two', 'V2'],
    ] as const)
      await createUser(db, { name, role: 'supervisor', areaId: ids.areas[area]! });
    if (store().databaseUrl && redisPath) redis = await startRedis(redisPath);
    await start();
    const sessions = CONSOLES.map(async (name) => [name, await sessionOf(apps[0]!.url, name)]);
    cookies = Object.fromEntries(await Promise.all(sessions));
  });
  afterAll(async () => {
    await stop();
    await redis?.close();
  });

  const list = async (cookie: string): Promise<Alert[]> => {
    const url = `${apps[0]!.url}/api/v1/alerts?kind=sos&acknowledged=false&limit=500`;
    return (await (await fetch(url, { headers: { cookie } })).json()).alerts;
  };

  describe.each(PHASES)('%s', (_, at, remembered) => {
    it('are taken whatever the clock and whoever carries it, shown on every server to who is to know, listed, and stand over a restart until acknowledged', async () => {
      now = at;
      const [taking, another] = apps as [App, App];
      const watching = CONSOLES.flatMap((name) =>
        [taking, another].map(({ url }) => ({ name, ...openConsole(url, cookies[name]) })),
      );
      await Promise.all(watching.map(({ until }) => until((frames) => frames.length > 0)));

      const alertIds = new Map<string, number>();
      await Promise.all(
        CODES.map(async (code) => {
          const handheld = await openRawHandheld(taking.url, code);
          const fixes = walk({
            from: NOW + (at > NOW ? MINUTE_MS : 0),
            count: 1,
            firstSeq: (at - NOW) / MINUTE_MS,
          });
          if (remembered && code.startsWith('HA'))
            await handheld.ask('fixes', { session: NOW, fixes });
          const t = clockOf(code)(at);
          const said = { t, text: `help ${code}`, mood: 'bad' };
          const { alertId } = await handheld.ask('sos', said);
          if (!remembered) expect((await handheld.ask('sos', said)).alertId).toBe(alertId);
          alertIds.set(code, alertId);
          handheld.close();
        }),
      );
      expect(new Set(alertIds.values()).size).toBe(CODES.length);

      const dueTo = (name: string) =>
        CODES.filter((code) => name === 'district' || ASSIGNMENTS[code[1]!]!.includes(name))
          .map((code) => alertIds.get(code)!)
          .sort();
      for (const { name, frames, until } of watching) {
        const due = dueTo(name);
        // Those acknowledged before may be told once more.
        const told = () =>
          new Set(
            frames
              .slice(1)
              .flatMap(({ alerts }) => alerts.filter((alert) => !alert.acknowledgedBy))
              .map(({ id }) => id),
          );
        await until(() => due.every((id) => told().has(id)));
        expect([...told()].sort()).toEqual(due);
      }
      for (const name of CONSOLES) {
        const listed = await list(cookies[name]);
        expect(listed.map(({ id }) => id).sort()).toEqual(dueTo(name));
        for (const alert of listed) {
          const code = alert.text!.split(' ')[1]!;
          const said = clockOf(code)(at);
          const isBelieved = said !== undefined && said <= at && said >= at - 12 * HOUR_MS;
          expect(alert).toMatchObject({
            text: `help ${code}`,
            at: new Date(isBelieved ? said : at).toISOString(),
            deviceTime: said === undefined ? null : new Date(said).toISOString(),
            ...(code.startsWith('HX') ? { officerId: 0, officerName: code } : {}),
          });
        }
      }

      // Servers that remember nothing: whoever comes finds them standing, and is told of them again.
      for (const { close } of watching) close();
      await start();
      const late = openConsole(apps[1]!.url, cookies.district);
      await late.until((frames) => frames.length > 0);
      const standing = new Set(late.frames[0]!.alerts.map(({ id }) => id));
      expect([...alertIds.values()].every((id) => standing.has(id))).toBe(true);

      await Promise.all(
        (await list(cookies.district)).map(async ({ id, officerId }) => {
          const url = `${apps[0]!.url}/api/v1/officers/${officerId}/alerts/${id}/acknowledge`;
          const reply = await fetch(url, {
            method: 'POST',
            headers: { cookie: cookies.district, 'content-type': 'application/json' },
            body: '{}',
          });
          expect(await reply.json()).toMatchObject({ acknowledgedBy: 'district' });
        }),
      );
      expect(await list(cookies.district)).toEqual([]);
      await late.until((frames) => {
        const seen = frames.flatMap(({ alerts }) => alerts.filter((a) => a.acknowledgedBy));
        return [...alertIds.values()].every((id) => seen.some((alert) => alert.id === id));
      });
      late.close();
    }, 240_000);
  });

  it('pressed again add their text and place to the one that stands, and whoever is there is told', async () => {
    now = NOW + 20 * HOUR_MS;
    const [{ url }] = apps as [App];
    const post = async (body: unknown) =>
      (
        await fetch(`${url}/api/v1/sos`, {
          method: 'POST',
          headers: { authorization: basicAuth('HA0'), 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        })
      ).json();
    const [one, two] = await Promise.all(['one', 'two'].map((name) => sessionOf(url, name)));
    const { alertId } = await post({ t: now, text: 'fell' });
    expect((await list(two!)).map(({ id }) => id)).not.toContain(alertId);
    const place = placeIn('G3', 0.5, 0.5);
    expect(await post({ t: now + 1, text: 'the leg', position: place })).toEqual({ alertId });
    expect(await post('not even JSON')).toEqual({ alertId });
    const expected = { id: alertId, text: 'fell\nthe leg\nnot even JSON', ...place };
    for (const cookie of [one!, two!])
      expect((await list(cookie)).find(({ id }) => id === alertId)).toMatchObject(expected);
    const presses = await store()
      .db.selectFrom('sos_presses')
      .select('text')
      .where('alert_id', '=', alertId)
      .execute();
    expect(presses.length).toBe(3);
  });

  it('are told again and again until a person acknowledges, then once more', async () => {
    const { db } = store();
    const told: Alert[] = [];
    const look = createSosWatch({ db, onAlert: (alert) => told.push(alert) });
    for (let k = 0; k < 31; k++) await look();
    const [sos] = told;
    expect(told.map(({ id }) => id)).toEqual([sos!.id, sos!.id]);
    await db
      .updateTable('alerts')
      .set({ acknowledged_by: 'one', acknowledged_at: new Date(NOW) })
      .where('id', '=', sos!.id)
      .execute();
    for (let k = 0; k < 31; k++) await look();
    expect(told.slice(2).map(({ id, acknowledgedBy }) => [id, acknowledgedBy])).toEqual([
      [sos!.id, 'one'],
    ]);
  });

  it.each([
    ['by the minute', (ms: number) => ({ t: ms, text: 'help' }), 'HA1'],
    ['without a time, the same words each time', () => ({ text: 'help' }), 'HA2'],
    ['by a clock that stands still in 1970', () => ({ t: 5_000, text: 'help' }), 'HA3'],
    ['without a word', () => null, 'HX1'],
  ])('unseen from the day before stand beside the call of today, told %s; the same hour is the same call', async (_, said, handheld) => {
    const evening = NOW + 3 * DAY_MS;
    const [{ url }] = apps as [App];
    const { ask, close } = await openRawHandheld(url, handheld);
    const press = async (ms: number) => {
      now = ms;
      return (await ask('sos', said(ms))).alertId;
    };
    const yesterday = await press(evening);
    expect(await press(evening + HOUR_MS)).toBe(yesterday);
    // A press that stood before is one that keeps it young.
    expect(await press(evening + 1.5 * HOUR_MS)).toBe(yesterday);
    const today = await press(evening + 9 * HOUR_MS);
    expect(today).not.toBe(yesterday);
    expect(await press(evening + 9.1 * HOUR_MS)).toBe(today);
    close();
    const listed = (await list(cookies.district)).map(({ id }) => id);
    expect(listed).toEqual(expect.arrayContaining([yesterday, today]));
  });
});
