import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Protocol } from '../../../server/contract/handhelds/binding.ts';
import { DAY_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { readHeard } from '../../../server/db/handhelds/messages.ts';
import { readOrigins } from '../../../server/db/handhelds/origins.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { type SealingKey, seal } from '../../../server/domain/webhooks/seal.ts';
import { nameOf } from '../../../server/ingest/protocols/identity.ts';
import { writeLocation } from '../../../server/ingest/protocols/jt808/location.ts';
import { ID, writeRegistration } from '../../../server/ingest/protocols/jt808/messages.ts';
import { encrypt } from '../../../server/ingest/protocols/owntracks/decrypt.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { basicAuth } from '../../support/handheld.ts';
import { bindHandheld } from '../../support/made/binding.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';
import { connectTerminal, resultOf } from '../../support/terminal.ts';

const AT = NOW - 10 * MINUTE_MS;
const inside = { lng: cornerOf('G1').lng + SIDE_DEG / 2, lat: cornerOf('G1').lat + SIDE_DEG / 2 };
const PHONE = '13912345678';

describeStores('Entrances of other protocols', (store) => {
  let app: App;
  let ids: Ids;
  let key: SealingKey;
  let city: string;

  const bind = (handheld: string, protocol: Protocol, own: Parameters<typeof bindHandheld>[3]) =>
    bindHandheld(store().db, ids.handhelds[handheld]!, protocol, own);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { dutyHours: { from: '07:00', to: '21:00' } } });
    app = await startTestApp(db, { now: () => NOW, config: { jt808Port: 0 } });
    key = app.context.sealing;
    await createUser(db, { name: 'city', role: 'administrator', areaId: ids.areas.D! });
    await createUser(db, { name: 'village', role: 'administrator', areaId: ids.areas.V2! });
    city = await sessionOf(app.url, 'city');
    for (const protocol of ['osmand', 'owntracks', 'overland'] as const)
      await bind('H1', protocol, {
        tokenHash: hashSecret(`token-${protocol}`),
        sharedKey: protocol === 'owntracks' ? seal('s3cret', key) : null,
      });
    await bind('H2', 'osmand', { device: 'gcj-phone', addressRange: '127.0.0.0/8' });
    await bind('H3', 'osmand', { device: 'far-phone', addressRange: '10.1.0.0/16' });
    await bind('H1', 'jt808', { device: PHONE, tokenHash: hashSecret('the-code') });
    await bind('H3', 'jt808', {
      device: '13700000001',
      registerUntil: new Date(NOW + 1).toISOString(),
    });
  });
  afterAll(() => app?.close());
  const administrate = async (method: string, path: string, body?: object, cookie = city) => {
    const reply = await fetch(`${app.url}/api/v1/handhelds${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
  };
  const heardOf = async (handheld: string, protocol: string) => {
    await app.context.protocols.settled();
    return (await readHeard(store().db, ids.handhelds[handheld]!)).find(
      (heard) => heard.protocol === protocol,
    );
  };
  beforeEach(() => store().db.deleteFrom('fixes').execute());

  const stored = () =>
    store()
      .db.selectFrom('fixes')
      .select(['handheld_id', 'device_time', 'seq', 'original_lng'])
      .orderBy('device_time')
      .execute();
  const send = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(`${app.url}/in/${path}`, init);
    return { status: reply.status, body: await reply.text() };
  };
  const json = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const query = (t: number, own = '') =>
    `timestamp=${t}&lat=${inside.lat}&lon=${inside.lng}&accuracy=8${own}`;

  it('take the same position once, by query, form and again', async () => {
    for (const init of [
      undefined,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: query(AT),
      },
      { method: 'POST' },
    ])
      expect(await send(`osmand/token-osmand?${init?.body ? '' : query(AT)}`, init)).toEqual({
        status: 200,
        body: '',
      });
    expect(await send(`osmand/token-osmand?${query(AT + 400)}`)).toMatchObject({ status: 200 });
    expect((await stored()).map(({ handheld_id }) => handheld_id)).toEqual([
      ids.handhelds.H1,
      ids.handhelds.H1,
    ]);
    await app.context.protocols.settled();
    const [heard] = await readHeard(store().db, ids.handhelds.H1!);
    expect(heard).toMatchObject({ protocol: 'osmand', stored: 2, duplicate: 2 });
  });

  it('let Traccar Client, Overland and OwnTracks forget what is stored, each in its own words', async () => {
    const location = {
      timestamp: new Date(AT).toISOString(),
      coords: { latitude: inside.lat, longitude: inside.lng, accuracy: 5 },
    };
    expect(await send('osmand/token-osmand', json({ device_id: 'x', location }))).toEqual({
      status: 200,
      body: '',
    });
    const untyped = { method: 'POST', body: JSON.stringify({ device_id: 'x', location }) };
    expect(await send('osmand/token-osmand', untyped)).toMatchObject({ status: 200 });
    const feature = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [inside.lng, inside.lat] },
      properties: { timestamp: new Date(AT + 1000).toISOString() },
    };
    expect(await send('overland/token-overland', json({ locations: [feature, feature] }))).toEqual({
      status: 200,
      body: '{"result":"ok"}',
    });
    const message = {
      _type: 'location',
      tst: (AT + 2000) / 1000,
      lat: inside.lat,
      lon: inside.lng,
      acc: 9,
    };
    for (const body of [message, [message], encrypt(message, 's3cret'), { _type: 'lwt', tst: 1 }])
      expect(await send('owntracks/token-owntracks', json(body))).toEqual({
        status: 200,
        body: '[]',
      });
    // What was published empty to delete a friend.
    expect(await send('owntracks/token-owntracks', { method: 'POST' })).toEqual({
      status: 200,
      body: '[]',
    });
    expect((await stored()).map(({ device_time }) => device_time.getTime() - AT)).toEqual([
      0, 1000, 2000,
    ]);
  });

  it('tell an officer by OwnTracks in the answer to the next message, once', async () => {
    expect(app.context.protocols.commands.text(ids.handhelds.H1!, '注意安全')).toBe('waiting');
    // An app that cannot be told does not take what waits.
    expect((await send(`osmand/token-osmand?${query(AT)}`)).status).toBe(200);
    const message = json({ _type: 'status' });
    expect(JSON.parse((await send('owntracks/token-owntracks', message)).body)).toMatchObject([
      { _type: 'cmd', content: '注意安全' },
    ]);
    expect((await send('owntracks/token-owntracks', message)).body).toBe('[]');
  });

  it.each([
    ['a token nobody has', 'osmand/token-of-nobody', {}, 401],
    ['a token of another protocol', 'osmand/token-overland', {}, 401],
    ['a handheld by its id alone', 'osmand', {}, 401],
    ['a known name from another network', 'osmand?id=far-phone', {}, 401],
    [
      'a wrong secret',
      'osmand',
      { headers: { authorization: basicAuth('H1', 'x'.repeat(30)) } },
      401,
    ],
    ['a protocol that is none', 'carrier-pigeon/token', {}, 404],
  ])('do not take from %s', async (_who, path, init, status) => {
    const reply = await send(`${path}${path.includes('?') ? '&' : '?'}${query(AT)}`, init);
    expect(reply.status).toBe(status);
    expect(await stored()).toEqual([]);
  });

  it('take a handheld by its own secret, and one by its name in its own network, in its own datum', async () => {
    expect(
      (await send(`osmand?${query(AT)}`, { headers: { authorization: basicAuth('H1') } })).status,
    ).toBe(200);
    expect((await send(`osmand?id=gcj-phone&${query(AT + 1000)}`)).status).toBe(200);
    expect(
      (await stored()).map(({ handheld_id, original_lng }) => [handheld_id, original_lng]),
    ).toEqual([
      [ids.handhelds.H1, null],
      [ids.handhelds.H2, inside.lng],
    ]);
  });

  it.each([
    ['no JSON', 'overland/token-overland', { ...json(0), body: '{' }, /must be JSON/],
    ['nothing to read', 'overland/token-overland', json({ points: [] }), /locations/],
    ['a latitude of 121', 'osmand/token-osmand?lat=121&lon=28&timestamp=1795828530', {}, /degrees/],
    ['a time of nonsense', 'osmand/token-osmand?lat=28&lon=121&timestamp=soon', {}, /Unix seconds/],
    [
      'a payload sealed with another key',
      'owntracks/token-owntracks',
      json(encrypt({ _type: 'lwt' }, 'other')),
      /key/,
    ],
  ])('answer 400 to %s, and say what is right there and beside the handheld', async (_what, path, init, says) => {
    const reply = await send(path, init);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatch(says);
    await app.context.protocols.settled();
    const protocol = path.split('/')[0];
    const heard = await readHeard(store().db, ids.handhelds.H1!);
    expect(heard.find((state) => state.protocol === protocol)?.lastDefect).toMatch(says);
  });

  it('tell beside the handheld no defect of a message that is no position by nature', async () => {
    const heard = async () => {
      await app.context.protocols.settled();
      const states = await readHeard(store().db, ids.handhelds.H1!);
      return states.find(({ protocol }) => protocol === 'owntracks')!;
    };
    const path = 'owntracks/token-owntracks';
    expect((await send(path, json({ _type: 'location', lat: 91, lon: 0 }))).status).toBe(400);
    const before = await heard();
    for (const _type of ['status', 'lwt', 'waypoint', 'card'])
      expect((await send(path, json({ _type }))).status).toBe(200);
    const after = await heard();
    expect(after.leftOut).toBe(before.leftOut + 4);
    expect(after.lastDefect).toBe('location without lat and lon in degrees');
  });

  it('let an app forget what is refused for good, such as a walk off duty, and count it', async () => {
    const night = NOW - 6 * 60 * MINUTE_MS;
    for (const path of [
      query(NOW - 40 * DAY_MS),
      `timestamp=${AT}&lat=0&lon=0`,
      `timestamp=${AT}&lat=1&lon=1&valid=false`,
      `timestamp=${AT}&cell=257,02,16,2224`,
      query(night),
    ])
      expect((await send(`osmand/token-osmand?${path}`)).status).toBe(200);
    expect(await stored()).toEqual([]);
    await app.context.protocols.settled();
    expect(await readHeard(store().db, ids.handhelds.H1!)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          protocol: 'osmand',
          refused: expect.any(Number),
          lastDefect: expect.stringContaining('duty'),
        }),
      ]),
    );
  });

  const openTerminal = (phone: string, version: number | null = null) =>
    connectTerminal(app.context.protocols.jt808Port!, phone, version);
  const at = (seconds: number) => writeLocation({ t: AT + seconds * 1000, ...inside });
  const batch = (...bodies: Buffer[]) => {
    const head = Buffer.from([0, bodies.length, 1]);
    return Buffer.concat([
      head,
      ...bodies.flatMap((body) => [Buffer.from([0, body.length]), body]),
    ]);
  };

  it.each([null, 1])('take a terminal by its phone number and code, form %s', async (version) => {
    const terminal = openTerminal(PHONE, version);
    expect(resultOf(await terminal.ask(ID.location, at(0)))).toEqual({
      id: ID.ack,
      of: ID.location,
      result: 1,
    });
    const auth = (code: string) =>
      version === null
        ? Buffer.from(code)
        : Buffer.concat([Buffer.from([code.length]), Buffer.from(code), Buffer.alloc(35)]);
    expect(resultOf(await terminal.ask(ID.authenticate, auth('wrong')))).toMatchObject({
      result: 1,
    });
    expect(resultOf(await terminal.ask(ID.authenticate, auth('the-code')))).toMatchObject({
      result: 0,
    });
    expect(resultOf(await terminal.ask(ID.location, at(0)))).toMatchObject({
      of: ID.location,
      result: 0,
    });
    expect(resultOf(await terminal.ask(ID.batch, batch(at(0), at(30), at(60))))).toMatchObject({
      of: ID.batch,
      result: 0,
    });
    expect(resultOf(await terminal.ask(0x0900, Buffer.from('x')))).toMatchObject({
      of: 0x0900,
      result: 3,
    });
    expect((await stored()).map(({ device_time }) => device_time.getTime() - AT)).toEqual([
      0, 30_000, 60_000,
    ]);
    expect(app.context.protocols.commands.text(ids.handhelds.H1!, '注意')).toBe('sent');
    expect(await terminal.answer()).toMatchObject({ id: ID.text });
    expect(app.context.protocols.commands.interval(ids.handhelds.H1!, 10)).toBe('sent');
    expect((await terminal.answer()).body.toString('hex')).toBe('0100000029040000000a');
    terminal.socket.destroy();
  });

  it('give a terminal its code once, and only the one that is stated: a guessed phone number gets none', async () => {
    const phone = '13700000001';
    const registers = (terminal: string) => {
      const { socket, ask } = openTerminal(phone);
      return {
        socket,
        ask,
        given: ask(ID.register, writeRegistration('MAKER', 'MODEL', terminal)),
      };
    };
    const guess = registers('9999999');
    expect((await guess.given).body[2]).toBe(4);
    const own = `/${ids.handhelds.H3}/bindings`;
    const [binding] = (await administrate('GET', own)).body.bindings;
    expect(binding).toMatchObject({
      terminal: null,
      asked: { terminal: '9999999', from: expect.stringContaining('127.0.0.1') },
    });
    expect(await heardOf('H3', 'jt808')).toMatchObject({
      leftOut: 1,
      lastDefect: expect.stringContaining('terminal 9999999 asks for a code'),
    });
    const stated = { terminal: 'ab12345' };
    expect(await administrate('POST', `${own}/${binding.id}/terminal`, stated)).toMatchObject({
      status: 200,
      body: { ...stated, asked: null },
    });

    const again = registers('9999999');
    expect((await again.given).body[2]).toBe(4);
    const terminal = registers('AB12345');
    const given = await terminal.given;
    expect([given.id, given.body[2]]).toEqual([ID.registered, 0]);
    expect(resultOf(await terminal.ask(ID.authenticate, given.body.subarray(3)))).toMatchObject({
      result: 0,
    });
    const late = registers('AB12345');
    expect((await late.given).body[2]).toBe(4);
    expect(resultOf(await late.ask(ID.location, at(0)))).toMatchObject({ result: 1 });
    expect((await heardOf('H3', 'jt808'))!.lastDefect).toContain('it must register first');
    expect((await administrate('POST', `${own}/${binding.id}/terminal`, stated)).status).toBe(404);
    for (const { socket } of [guess, again, terminal, late]) socket.destroy();
  });

  it('count what they turn away, and tell it beside the handheld it names', async () => {
    const turned = async () => {
      const scrape = await (await fetch(`${app.url}/metrics`)).text();
      return (outcome: string) =>
        Number(
          new RegExp(
            `xunji_protocol_parts_total\\{protocol="osmand",outcome="${outcome}"\\} (\\d+)`,
          ).exec(scrape)?.[1] ?? 0,
        );
    };
    const before = await turned();
    const basic = (secret: string) => ({
      headers: { authorization: `Basic ${Buffer.from(`H2:${secret}`).toString('base64')}` },
    });
    const rows: [
      what: string,
      path: string,
      init: RequestInit,
      status: number,
      handheld: string | null,
    ][] = [
      ['a token nobody has', `osmand/wrong?${query(AT)}`, {}, 401, null],
      ['that names a device', `osmand/wrong?id=gcj-phone&${query(AT)}`, {}, 401, 'H2'],
      ['a device in another network', `osmand?id=far-phone&${query(AT)}`, {}, 401, 'H3'],
      ['another secret', `osmand?${query(AT)}`, basic('not it'), 401, 'H2'],
      [
        'a body too large',
        'osmand/token-osmand',
        { method: 'POST', body: Buffer.alloc(2 ** 20 + 1, 'x') },
        413,
        'H1',
      ],
    ];
    for (const [what, path, init, status, handheld] of rows) {
      const leftBefore = handheld && ((await heardOf(handheld, 'osmand'))?.leftOut ?? 0);
      expect([what, (await send(path, init)).status]).toEqual([what, status]);
      if (handheld)
        expect([what, await heardOf(handheld, 'osmand')]).toMatchObject([
          what,
          {
            leftOut: Number(leftBefore) + 1,
            lastDefect: expect.stringMatching(/token|secret|MiB/),
          },
        ]);
    }
    const after = await turned();
    expect(after('unknown') - before('unknown')).toBe(4);
    expect(after('body-too-large') - before('body-too-large')).toBe(1);
    expect(await stored()).toEqual([]);
  });

  it('keep another position under the name of one as its own, of the same wire', async () => {
    const seqOf = (lat: number) => nameOf({ t: AT, lng: inside.lng, lat }).seq;
    const first = inside.lat;
    let other = first;
    do other = Number((other + 1e-7).toFixed(7));
    while (seqOf(other) !== seqOf(first));
    for (const lat of [first, other, other])
      await send(`osmand/token-osmand?timestamp=${AT}&lat=${lat}&lon=${inside.lng}`);
    const { db } = store();
    const kept = await db.selectFrom('fixes').select(['handheld_id', 'session']).execute();
    expect(kept.length).toBe(2);
    const sessions = kept.map(({ handheld_id, session }) => ({
      handheldId: handheld_id,
      session: session.getTime(),
    }));
    for (const session of sessions)
      expect(await readOrigins(db, [session])).toContainEqual({
        ...{ handheld: 'H1', protocol: 'osmand', trust: 'token' },
      });
    expect((await readOrigins(db, sessions)).map(({ protocol }) => protocol)).not.toContain(
      'xunji',
    );
  });

  it('are opened by administrators, who see what a phone sends and what was wrong with it', async () => {
    const village = await sessionOf(app.url, 'village');
    const ask = (method: string, path: string, body?: object, cookie = city) =>
      administrate(method, `/${path}`, body, cookie);
    const own = `${ids.handhelds.H2}/bindings`;
    const made = await ask('POST', own, { protocol: 'overland' });
    expect(made).toMatchObject({
      status: 201,
      body: { trust: 'token', path: expect.stringMatching(/^\/in\/overland\/[\w-]{22}$/) },
    });
    expect((await send(made.body.path.slice(4), json({ points: [] }))).status).toBe(400);
    await app.context.protocols.settled();
    const heard = await ask('GET', `${ids.handhelds.H2}/messages`);
    expect(heard.body.protocols).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          protocol: 'overland',
          lastDefect: expect.stringContaining('locations'),
        }),
      ]),
    );
    expect((await ask('DELETE', `${own}/${made.body.id}`)).status).toBe(204);
    expect((await send(made.body.path.slice(4), json({ locations: [] }))).status).toBe(401);
    // Another town's administrator finds no such handheld, whatever is asked.
    for (const [method, path, body] of [
      ['GET', own, undefined],
      ['POST', own, { protocol: 'osmand' }],
      ['GET', `${ids.handhelds.H2}/messages`, undefined],
      ['POST', `${ids.handhelds.H2}/text`, { text: 'hello' }],
      ['POST', `${ids.handhelds.H2}/interval`, { seconds: 5 }],
      ['DELETE', `${own}/1`, undefined],
    ] as const)
      expect([method, path, (await ask(method, path, body, village)).status]).toEqual([
        method,
        path,
        404,
      ]);
    for (const body of [
      { protocol: 'jt808', device: 'not a number' },
      { protocol: 'osmand', addressRange: '10.0.0.0/8' },
      { protocol: 'osmand', device: 'x', addressRange: '10.0.0.0/99' },
      { protocol: 'osmand', sharedKey: 'x' },
    ])
      expect((await ask('POST', own, body)).status).toBe(400);
  });
});
