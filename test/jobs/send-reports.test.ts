import { read, utils } from '@e965/xlsx';
import { sql } from 'kysely';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { ReportSchedule } from '../../server/contract/reports/report.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { iso } from '../../server/db/store/moments.ts';
import { lastEnded } from '../../server/domain/reports/due.ts';
import { sendReports } from '../../server/jobs/reports/send-reports.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { recordFindings } from '../../server/services/warnings/record-findings.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { findingOf } from '../support/made/findings.ts';
import { CATEGORIES, incidentAt, placeIn } from '../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

/** What a real mail server took in. */
const taken: { from: string; to: string[]; text: string }[] = [];
let refuses = false;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_, __, done) => done(refuses ? new Error('mailbox full') : null),
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(({ address }) => address);
      taken.push({
        from: mailFrom ? mailFrom.address : '',
        to,
        text: String(Buffer.concat(parts)),
      });
      done();
    });
  },
});

let store: TestStore;
let app: App;
let ids: Ids;
let cookie: string;
let now = NOW;
let mail: { url: string; from: string };
const send = () => sendReports({ db: store.db, now: () => now, mail });
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${app.url}/api/v1${path}`, {
    ...init,
    headers: { cookie, ...(init.body ? { 'content-type': 'application/json' } : {}) },
  });

/** A day before, 10:00 local time. */
const SUNDAY = NOW - DAY_MS;

beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
  const { port } = smtp.server.address() as { port: number };
  mail = { url: `smtp://127.0.0.1:${port}`, from: 'xunji@example.org' };
  store = await openEmbedded();
  const { db } = store;
  ids = await seedTestWorld(db);
  await putIncidentCategories(db, [
    ...CATEGORIES,
    { code: 'odd', nameZh: '<怪>&', nameEn: '<Odd> & "so"', points: 1 },
  ]);
  await putIncidents(db, [
    incidentAt('one', SUNDAY, placeIn('G1', 0.5, 0.5), { category: 'fire', severity: 'severe' }),
    incidentAt('two', SUNDAY - HOUR_MS, placeIn('G3', 0.5, 0.5), { foundBy: 'detected' }),
    incidentAt('old', SUNDAY - DAY_MS, placeIn('G3', 0.5, 0.5), { category: 'odd' }),
  ]);
  // Early on that day, when in UTC it is still the day before.
  const early = SUNDAY - 3 * HOUR_MS;
  await recordFindings(db, {
    ...{ areaId: ids.areas.D!, at: early, now: early },
    findings: [findingOf({ areaId: ids.areas.G1!, at: early })],
  });
  // Grid G2 comes from village V1 to V2 with that day, the last of its week.
  const { G2, V2 } = ids.areas;
  const moved = iso(SUNDAY - 10 * HOUR_MS);
  await sql`update area_versions set valid_to = ${moved} where area_id = ${G2}`.execute(db);
  await sql`
    insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from)
    select area_id, version + 1, ${V2}, level, name, grid_type, time_zone, geom, ${moved}
    from area_versions where area_id = ${G2}`.execute(db);
  await nameGridDays(db, { from: '2026-05-25', until: '2026-06-01', now: NOW, missing: false });
  await rollUpDue({ db, now: () => NOW, log: pino({ level: 'silent' }) });
  await createUser(db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
  await createUser(db, { name: 'village', role: 'supervisor', areaId: V2! });
  app = await startTestApp(db, { now: () => now, config: { mail } });
  cookie = await sessionOf(app.url, 'root');
});
afterAll(async () => {
  await app?.close();
  await store?.close();
  await new Promise<void>((done) => smtp.close(done));
});
beforeEach(() => {
  taken.length = 0;
  refuses = false;
  now = NOW;
});

it('the period that ended last is told by local time, some hours after midnight', () => {
  const monday = (hour: number) => Date.UTC(2026, 5, 1, hour - 8);
  expect(lastEnded('day', monday(5), 'Asia/Shanghai').from).toBe('2026-05-30');
  expect(lastEnded('day', monday(7), 'Asia/Shanghai')).toEqual({
    ...{ from: '2026-05-31', to: '2026-06-01' },
  });
  expect(lastEnded('week', monday(7), 'Asia/Shanghai').from).toBe('2026-05-25');
  expect(lastEnded('month', monday(7), 'Asia/Shanghai').from).toBe('2026-05-01');
  expect(lastEnded('quarter', monday(7), 'Asia/Shanghai').from).toBe('2026-01-01');
});

it('the sheet counts incidents and warnings of the period by local days, and incidents of the one before, as a page and as a spreadsheet', async () => {
  const asked = `/report?areaId=${ids.areas.D}&period=day&at=2026-05-31`;
  const report = await (await ask(asked)).json();
  expect(report).toMatchObject({
    ...{ from: '2026-05-31', to: '2026-06-01', unitLevel: 'town' },
    incidents: [
      { category: 'fire', reported: 1, detected: 0, severe: 1, before: 0 },
      { category: 'noise', reported: 0, detected: 1, severe: 0, before: 0 },
      { category: 'odd', reported: 0, detected: 0, severe: 0, before: 1 },
    ],
    warnings: { raised: 1, real: 0, false: 0 },
  });
  const page = await ask(`${asked}&format=html&language=en`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain('area D · Daily patrol report');
  expect(html).toContain('&lt;Odd&gt; &amp; &quot;so&quot;');
  expect(html).not.toContain('<Odd>');
  // By the clocks of the area, as whoever signs it reads them.
  expect(html).toMatch(/made at \d{4}-\d\d-\d\d \d\d:\d\d \(Asia\/Shanghai\)/);
  expect(html).not.toContain('not over');
  const quarter = asked.replace('period=day', 'period=quarter');
  expect(await (await ask(`${quarter}&format=html&language=en`)).text()).toMatch(
    /2026-06-30 · not over, as at 2026-0\d-\d\d \d\d:\d\d</,
  );
  const file = await ask(`${asked}&format=xlsx&language=zh`);
  const book = read(new Uint8Array(await file.arrayBuffer()));
  expect(book.SheetNames).toEqual(['主要指标', '下级情况', '事件（按类别）', '预警']);
  const rows = utils.sheet_to_json(book.Sheets['事件（按类别）']!, { header: 1 });
  expect(rows[4]).toEqual(['消防', 1, 0, 1, 0]);
});

it('tells a reader of a grid that came from elsewhere its figures since', async () => {
  const asked = `/report?areaId=${ids.areas.G2}&period=week&at=2026-05-31`;
  const requiredFor = async (who: string): Promise<number> => {
    const headers = { cookie: who };
    const report = await (await fetch(`${app.url}/api/v1${asked}`, { headers })).json();
    return report.figures.patrolsRequired;
  };
  const since = await requiredFor(await sessionOf(app.url, 'village'));
  expect(since).toBeGreaterThan(0);
  expect(await requiredFor(cookie)).toBe(7 * since);
});

it('a village names its officers, and there is no report of a day the calendar lacks', async () => {
  const village = await ask(`/report?areaId=${ids.areas.V1}&period=month&at=2026-05-31`);
  expect(await village.json()).toMatchObject({ unitLevel: 'officer', from: '2026-05-01' });
  expect((await ask('/report?period=day&at=2026-02-30')).status).toBe(400);
});

it('a scheduled report is sent once a period, with the spreadsheet; what failed is tried again, and webhooks are told once', async () => {
  const body = {
    areaId: ids.areas.D,
    period: 'day',
    language: 'zh',
    recipients: ['a@example.org'],
  };
  const made = await ask('/report-schedules', { method: 'POST', body: JSON.stringify(body) });
  const { id }: ReportSchedule = await made.json();
  expect(await send(), 'nothing ended since').toBe(0);
  now = NOW + DAY_MS;
  refuses = true;
  expect(await send()).toBe(0);
  const listed = async (): Promise<ReportSchedule[]> =>
    (await (await ask('/report-schedules')).json()).schedules;
  expect((await listed())[0]).toMatchObject({ id, sentAt: null });
  expect((await listed())[0]!.error).toContain('mailbox full');
  refuses = false;
  expect(await send(), 'it is let be for an hour').toBe(0);
  now += 2 * HOUR_MS;
  expect(await send()).toBe(1);
  expect(await send()).toBe(0);
  expect(taken).toHaveLength(1);
  const [{ from, text, to }] = taken as [(typeof taken)[number]];
  expect({ from, to }).toEqual({ from: 'xunji@example.org', to: ['a@example.org'] });
  expect(text).toContain('report-D-day-2026-06-01.xlsx');
  expect((await listed())[0]).toMatchObject({ error: null, sentAt: new Date(now).toISOString() });
  const { rows } = await sql<{ id: string }>`
    select id from webhook_events where type = 'report.ready'`.execute(store.db);
  expect(rows).toEqual([{ id: `report.ready/${id}/2026-06-01` }]);
  const key = { name: 'told of it', areaId: ids.areas.D };
  const { key: bearer } = await (
    await ask('/api-keys', { method: 'POST', body: JSON.stringify(key) })
  ).json();
  const read = await fetch(`${app.url}/api/v1/report?period=day&at=2026-06-01`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  expect(await read.json()).toMatchObject({ area: { id: ids.areas.D }, from: '2026-06-01' });
  expect((await ask(`/report-schedules/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await listed()).toEqual([]);
});

it('what could reach nobody is refused: no address, and mail where none is sent', async () => {
  const body = { areaId: ids.areas.D, period: 'week', language: 'en', recipients: ['no address'] };
  const post = () => ask('/report-schedules', { method: 'POST', body: JSON.stringify(body) });
  expect((await post()).status).toBe(400);
});
