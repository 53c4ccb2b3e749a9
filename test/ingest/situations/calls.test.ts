import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Alert } from '../../../server/contract/console/console.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { putHandhelds } from '../../../server/db/people/provision.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { writeLocation } from '../../../server/ingest/protocols/jt808/location.ts';
import { ID } from '../../../server/ingest/protocols/jt808/messages.ts';
import { putHandheldAssignments } from '../../../server/services/people/put-assignments.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { basicAuth, openRawHandheld } from '../../support/handheld.ts';
import { bindHandheld } from '../../support/made/binding.ts';
import { placeIn } from '../../support/made/incidents.ts';
import { type Ids, idsOf, NOW, secretOf, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';
import { connectTerminal, resultOf } from '../../support/terminal.ts';

const inside = placeIn('G1', 0.5, 0.5);
/** Terminals on officers' handhelds, by phone number; Z is on one nobody carries. */
const TERMINALS = { T1: '13900000001', T2: '13900000002', T3: '13900000003', Z: '13900000009' };
const PHONES = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'];

describeStores('Phones and terminals in the field', (store) => {
  let ids: Ids;
  let app: App;
  let cookies: Record<string, string>;

  beforeAll(async () => {
    const { db } = store();
    const officers = [...Object.keys(TERMINALS), ...PHONES, 'E']
      .filter((code) => code !== 'Z')
      .map((code) => ({ code, grid: code === 'E' ? 'G3' : 'G1', handheld: `H${code}` }));
    await seedTestWorld(db, {
      officers,
      rules: { dutyHours: { from: '06:00', to: '20:00' }, dutyGraceMinutes: 0 },
    });
    await putHandhelds(
      db,
      ['HZ', 'HL'].map((code) => ({
        code,
        secretHash: hashSecret(secretOf(code)),
        datum: 'wgs84',
      })),
    );
    ids = await idsOf(db);
    for (const [code, device] of Object.entries(TERMINALS))
      await bindHandheld(db, ids.handhelds[`H${code}`]!, 'jt808', {
        device,
        addressRange: '127.0.0.0/8',
      });
    for (const code of PHONES)
      for (const protocol of ['osmand', 'owntracks', 'overland'] as const)
        await bindHandheld(db, ids.handhelds[`H${code}`]!, protocol, {
          tokenHash: hashSecret(`${protocol}-${code}`),
        });
    for (const [name, area] of [
      ['district', 'D'],
      ['one', 'V1'],
      ['two', 'V2'],
    ] as const)
      await createUser(db, { name, role: 'supervisor', areaId: ids.areas[area]! });
    app = await startTestApp(db, { now: () => NOW, config: { jt808Port: 0 } });
    cookies = Object.fromEntries(
      await Promise.all(
        ['district', 'one', 'two'].map(async (name) => [name, await sessionOf(app.url, name)]),
      ),
    );
  });
  afterAll(() => app?.close());

  /** Standing calls of a handheld that an account is shown. */
  const calls = async (handheld: string, account = 'district') => {
    const url = `${app.url}/api/v1/alerts?kind=sos&acknowledged=false&limit=500`;
    const reply = await fetch(url, { headers: { cookie: cookies[account]! } });
    const { alerts }: { alerts: Alert[] } = await reply.json();
    return alerts.filter(({ handheldId }) => handheldId === ids.handhelds[handheld]);
  };
  const stored = async (handheld: string) => {
    const rows = await store()
      .db.selectFrom('fixes')
      .select('device_time')
      .where('handheld_id', '=', ids.handhelds[handheld]!)
      .orderBy('device_time')
      .execute();
    return rows.map(({ device_time }) => device_time.getTime());
  };
  const send = async (path: string, body?: object) => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const reply = await fetch(`${app.url}/in/${path}`, init);
    return [reply.status, await reply.text()];
  };
  const terminal = (code: keyof typeof TERMINALS) =>
    connectTerminal(app.context.protocols.jt808Port!, TERMINALS[code]);
  const position = (t: number, own: { status?: number; emergency?: boolean } = {}) => {
    const body = writeLocation({ t, ...inside }, own);
    if (own.status !== undefined) body.writeUInt32BE(own.status, 4);
    return body;
  };
  const batch = (...bodies: Buffer[]) =>
    Buffer.concat([
      Buffer.from([0, bodies.length, 1]),
      ...bodies.flatMap((body) => [Buffer.from([0, body.length]), body]),
    ]);
  const taken = async (ask: ReturnType<ReturnType<typeof terminal>['ask']>) =>
    resultOf(await ask).result;

  it('a terminal that was just switched on calls for help, with no fix and no clock', async () => {
    const one = terminal('T1');
    const body = position(NOW, { status: 0, emergency: true });
    body.fill(0, 8, 16).fill(0, 22, 28);
    expect(await taken(one.ask(ID.location, body))).toBe(0);
    expect(await calls('HT1', 'one')).toMatchObject([
      { at: new Date(NOW).toISOString(), deviceTime: null, lng: null },
    ]);
    // Pressed again with a place: the same call, placed.
    expect(await taken(one.ask(ID.location, position(NOW, { emergency: true })))).toBe(0);
    expect(await calls('HT1', 'one')).toMatchObject([{ lng: expect.closeTo(inside.lng, 5) }]);
    one.socket.destroy();
  });

  it('a call for help held back for days in a batch is told now, with what its clock said', async () => {
    const one = terminal('T2');
    const then = NOW - 3 * DAY_MS;
    const bodies = [position(then), position(then + 30_000, { emergency: true })];
    expect(await taken(one.ask(ID.batch, batch(...bodies)))).toBe(0);
    expect(await calls('HT2', 'one')).toMatchObject([
      { at: new Date(NOW).toISOString(), deviceTime: new Date(then + 30_000).toISOString() },
    ]);
    expect(await stored('HT2')).toEqual([then, then + 30_000]);
    one.socket.destroy();
  });

  it('a terminal nobody carries calls for help: whoever answers for the place is told', async () => {
    const one = terminal('Z');
    expect(await taken(one.ask(ID.location, position(NOW, { emergency: true })))).toBe(0);
    expect(await calls('HZ', 'one')).toMatchObject([{ officerId: 0, officerName: 'HZ' }]);
    expect(await calls('HZ', 'two')).toEqual([]);
    one.socket.destroy();
  });

  it('a phone calls for help without a position, and may forget it', async () => {
    expect(await send('osmand/osmand-P1?alarm=sos')).toEqual([200, '']);
    expect(await calls('HP1', 'one')).toHaveLength(1);
    const location = { event: 'sos', coords: { latitude: 95, longitude: 0 } };
    expect((await send('osmand/osmand-P2', { device_id: 'x', location }))[0]).toBe(200);
    expect(await calls('HP2', 'one')).toHaveLength(1);
  });

  it('a handheld that nobody knows is turned away by its code, and told why', async () => {
    const reply = await fetch(`${app.url}/api/v1/sos`, {
      method: 'POST',
      headers: { authorization: basicAuth('H-unknown') },
      body: '{}',
    });
    expect([reply.status, (await reply.json()).error]).toEqual([401, 'wrong-secret']);
  });

  it('an officer with two handhelds calls on both: each is a call of its own', async () => {
    const { db } = store();
    const from = new Date(NOW - DAY_MS).toISOString();
    await putHandheldAssignments(db, [{ handheld: 'HL', officer: 'P3', from }], NOW);
    for (const code of ['HP3', 'HL']) {
      const handheld = await openRawHandheld(app.url, code);
      await handheld.ask('sos', { t: NOW });
      handheld.close();
      expect(await calls(code, 'one')).toMatchObject([{ officerId: ids.officers.P3 }]);
    }
  });

  it('a handheld of another town now, its clock days behind, tells both towns', async () => {
    const { db } = store();
    const from = new Date(NOW - HOUR_MS).toISOString();
    await putHandheldAssignments(db, [{ handheld: 'HP4', officer: 'E', from }], NOW);
    const handheld = await openRawHandheld(app.url, 'HP4');
    await handheld.ask('sos', { t: NOW - 3 * HOUR_MS });
    handheld.close();
    for (const account of ['one', 'two', 'district'])
      expect(await calls('HP4', account)).toHaveLength(1);
  });

  it('what was seen to and is pressed again is a new call', async () => {
    const handheld = await openRawHandheld(app.url, 'HP5');
    const first = await handheld.ask('sos', { t: NOW - MINUTE_MS });
    const url = `${app.url}/api/v1/officers/${ids.officers.P5}/alerts/${first.alertId}/acknowledge`;
    const headers = { cookie: cookies.one!, 'content-type': 'application/json' };
    await fetch(url, { method: 'POST', headers, body: '{}' });
    // The same press told again, since its answer was lost, is no new one; nor is where it was, found a little later.
    for (const told of [{}, { position: inside }])
      expect((await handheld.ask('sos', { t: NOW - MINUTE_MS, ...told })).alertId).toBe(
        first.alertId,
      );
    const reply = await fetch(`${app.url}/api/v1/alerts?kind=sos`, { headers });
    const { alerts }: { alerts: Alert[] } = await reply.json();
    expect(alerts.find(({ id }) => id === first.alertId)).toMatchObject(inside);
    expect((await handheld.ask('sos', { t: NOW })).alertId).not.toBe(first.alertId);
    expect(await calls('HP5')).toHaveLength(1);
    handheld.close();
  });

  it('a phone whose first position can never be taken is let go of it, and goes on', async () => {
    const query = (t: number) => `timestamp=${t}&lat=${inside.lat}&lon=${inside.lng}`;
    for (const t of [NOW - 400 * DAY_MS, NOW - 40 * DAY_MS, NOW - MINUTE_MS])
      expect(await send(`osmand/osmand-P6?${query(t)}`)).toEqual([200, '']);
    expect(await stored('HP6')).toEqual([NOW - MINUTE_MS]);
  });

  it('a batch with bad positions among good ones is taken but for those, over every wire', async () => {
    const at = (seconds: number) => NOW - HOUR_MS + seconds * 1000;
    const feature = (seconds: number, coordinates: unknown = [inside.lng, inside.lat]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates },
      properties: { timestamp: new Date(at(seconds)).toISOString() },
    });
    const locations = [feature(0), feature(1, [999, 0]), feature(2, [0, 0]), feature(3)];
    expect(await send('overland/overland-P5', { locations })).toEqual([200, '{"result":"ok"}']);
    const message = (seconds: number, lat: unknown = inside.lat) => ({
      _type: 'location',
      tst: at(seconds) / 1000,
      lat,
      lon: inside.lng,
    });
    const messages = [message(10), message(11, 'north'), { _type: 'lwt' }, message(12)];
    expect((await send('owntracks/owntracks-P5', messages as never))[0]).toBe(200);
    expect(await stored('HP5')).toEqual([0, 3, 10, 12].map(at));
    const one = terminal('T3');
    const bad = position(at(21));
    bad.fill(0xaa, 22, 28);
    expect(await taken(one.ask(ID.batch, batch(position(at(20)), bad, position(at(22)))))).toBe(0);
    expect(await stored('HT3')).toEqual([20, 22].map(at));
    one.socket.destroy();
  });

  it('the same handheld by its own socket, a terminal and a phone at once is one track, each once', async () => {
    const at = (seconds: number) => NOW - 2 * HOUR_MS + seconds * 1000;
    const one = terminal('T1');
    const own = await openRawHandheld(app.url, 'HT1');
    const fixes = [0, 1].map((seq) => ({ seq, t: at(seq * 10), ...inside }));
    for (let again = 0; again < 2; again++) {
      await own.ask('fixes', { session: at(0), fixes });
      expect(await taken(one.ask(ID.batch, batch(position(at(5)), position(at(15)))))).toBe(0);
    }
    expect((await stored('HT1')).filter((t) => t < NOW - HOUR_MS)).toEqual([0, 5, 10, 15].map(at));
    own.close();
    one.socket.destroy();
  });
});
