import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Uploaded } from '../../../server/contract/handhelds/upload.ts';
import type { Evidence } from '../../../server/contract/patrols/patrol.ts';
import { DAY_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { judgeDue } from '../../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { basicAuth } from '../../support/handheld.ts';
import { bindHandheld } from '../../support/made/binding.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

const inside = { lng: cornerOf('G1').lng + SIDE_DEG / 2, lat: cornerOf('G1').lat + SIDE_DEG / 2 };
/** A walk of three days ago, at 10:00 of the place. */
const AT = NOW - 3 * DAY_MS;
const iso = (ms: number) => new Date(ms).toISOString();
const point = (ms: number | null) =>
  `<trkpt lat="${inside.lat}" lon="${inside.lng}">${ms === null ? '' : `<time>${iso(ms)}</time>`}</trkpt>`;
const gpx = (...segments: (number | null)[][]) =>
  `<gpx><trk>${segments.map((times) => `<trkseg>${times.map(point).join('')}</trkseg>`).join('')}</trk></gpx>`;
const GPX = gpx([AT, AT + 10_000, null], [AT + MINUTE_MS, AT + 12 * 60 * MINUTE_MS]);

describeStores('The file of a logger', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { dutyHours: { from: '07:00', to: '21:00' } } });
    app = await startTestApp(db, { now: () => NOW });
    await createUser(db, { name: 'city', role: 'administrator', areaId: ids.areas.D! });
    await createUser(db, { name: 'village', role: 'administrator', areaId: ids.areas.V2! });
    for (const name of ['city', 'village']) cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  async function upload(body: string | Uint8Array<ArrayBuffer>, query = '', who = 'city') {
    const path = `/api/v1/handhelds/${ids.handhelds.H1}/tracks${query}`;
    const reply = await fetch(`${app.url}${path}`, {
      method: 'POST',
      headers: { cookie: cookies[who]!, 'content-type': 'application/octet-stream' },
      body,
    });
    return { status: reply.status, body: (await reply.json()) as Uploaded & { detail?: string } };
  }
  const stored = async () =>
    (
      await store().db.selectFrom('fixes').select('device_time').orderBy('device_time').execute()
    ).map(({ device_time }) => device_time.getTime() - AT);

  it('is taken in days later, each point once, and told what was left out', async () => {
    expect(await upload(GPX)).toEqual({
      status: 200,
      body: {
        format: 'gpx',
        stored: 3,
        duplicate: 0,
        refused: 1,
        refusals: { 'off-duty': 1 },
        notes: ['1 points without a time were left out'],
        noteCodes: [{ code: 'untimed', values: { count: 1 } }],
      },
    });
    expect((await upload(GPX)).body).toMatchObject({ stored: 0, duplicate: 3, refused: 1 });
    expect(await stored()).toEqual([0, 10_000, MINUTE_MS]);
  });

  it('may be a CSV as people have it: with a mark, in the zone that is told, with columns of any name', async () => {
    const csv = `\uFEFFwhen;lng;lat\n2026-05-29 03:05:00;${inside.lng};${inside.lat}\n`;
    const { body } = await upload(csv, '?timeZone=UTC&columns=time%3Dwhen');
    expect(body).toMatchObject({ format: 'csv', stored: 1 });
    expect(await stored()).toContain(65 * MINUTE_MS);
  });

  it('may be sentences of NMEA', async () => {
    const degrees = (value: number, width: number) => {
      const whole = Math.floor(value);
      return `${String(whole).padStart(width, '0')}${((value - whole) * 60).toFixed(5).padStart(8, '0')}`;
    };
    const body = `GNRMC,022000.00,A,${degrees(inside.lat, 2)},N,${degrees(inside.lng, 3)},E,2.0,90.0,290526,,,A`;
    const sum = [...body].reduce((xor, character) => xor ^ character.charCodeAt(0), 0);
    expect((await upload(`$${body}*${sum.toString(16).padStart(2, '0')}`)).body).toMatchObject({
      format: 'nmea',
      stored: 1,
    });
    expect(await stored()).toContain(20 * MINUTE_MS);
  });

  it.each([
    ['nothing', '', '', 400, /empty/],
    ['a text that is no track', 'hello\nworld', '', 400, /no column for time/],
    [
      'points of two people',
      'name,time,lng,lat\nA,2026-05-29 10:00:00,121,28\nB,2026-05-29 10:00:01,121,28',
      '',
      400,
      /A, B/,
    ],
    [
      'latitude where longitude stands',
      gpx([AT]).replace(/lat="(.*?)" lon="(.*?)"/, 'lat="$2" lon="$1"'),
      '',
      400,
      /121/,
    ],
    ['a zone that is none', GPX, '?timeZone=Moon%2FSea', 400, /Moon/],
    ['a way of writing times that is none', GPX, '?timeFormat=backwards', 400, /dd\/mm\/yyyy/],
    ['XML that breaks off', GPX.slice(0, 200), '', 400, /GPX/],
    ['an administrator of another village', GPX, '', 404, /your area/],
  ])('is refused where it is %s, and nothing is stored', async (what, body, query, status, says) => {
    const before = await stored();
    const reply = await upload(body, query, what.includes('another village') ? 'village' : 'city');
    expect([reply.status, reply.body.detail]).toEqual([status, expect.stringMatching(says)]);
    expect(await stored()).toEqual(before);
  });

  it('is refused over 16 MiB', async () => {
    expect((await upload(new Uint8Array(16 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('and every other wire are told apart beside the verdict', async () => {
    const { db } = store();
    const officerId = ids.officers.O1!;
    const patrolId = await startPatrol(db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: AT - MINUTE_MS,
      dueAt: NOW,
    });
    const evidence = async () => {
      const path = `/api/v1/officers/${officerId}/patrols/${patrolId}`;
      const reply = await fetch(`${app.url}${path}`, { headers: { cookie: cookies.city! } });
      return (await reply.json()) as Evidence;
    };
    const origins = async () => (await evidence()).origins;
    const uploaded = { handheld: 'H1', protocol: 'file', trust: 'upload' };
    expect(await origins()).toEqual([uploaded]);

    await bindHandheld(db, ids.handhelds.H1!, 'osmand', {
      device: 'phone',
      tokenHash: hashSecret('the-token'),
      addressRange: '127.0.0.0/8',
    });
    const query = (ms: number) => `timestamp=${ms}&lat=${inside.lat}&lon=${inside.lng}`;
    for (const [path, init] of [
      [`osmand/the-token?${query(AT + 2 * MINUTE_MS)}`, {}],
      [`osmand?id=phone&${query(AT + 3 * MINUTE_MS)}`, {}],
      [`osmand?${query(AT + 4 * MINUTE_MS)}`, { headers: { authorization: basicAuth('H1') } }],
    ] as const)
      expect((await fetch(`${app.url}/in/${path}`, init)).status).toBe(200);
    const own = { seq: 0, t: AT + 5 * MINUTE_MS, ...inside };
    const reply = await fetch(`${app.url}/api/v1/fixes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basicAuth('H1') },
      body: JSON.stringify({ session: AT, fixes: [own] }),
    });
    expect(reply.status).toBe(200);
    expect(await origins()).toEqual([
      uploaded,
      { handheld: 'H1', protocol: 'osmand', trust: 'address' },
      { handheld: 'H1', protocol: 'osmand', trust: 'secret' },
      { handheld: 'H1', protocol: 'osmand', trust: 'token' },
      { handheld: 'H1', protocol: 'xunji', trust: 'secret' },
    ]);
    // What a verdict rests on is put on record with it.
    await endPatrol(db, { officerId, endMs: AT + 3 * MINUTE_MS, dueAt: NOW });
    await judgeDue({ db, now: () => NOW, log: pino({ level: 'silent' }) });
    const { verdicts } = await evidence();
    expect(verdicts.map(({ origins: own }) => own?.map(({ trust }) => trust))).toEqual([
      ['upload', 'address', 'secret', 'token'],
    ]);
  });
});
