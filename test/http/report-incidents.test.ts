import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { IncidentHistory } from '../../server/contract/incidents/incident.ts';
import type { IncidentOutcome } from '../../server/contract/people/provision.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { recordFinders } from '../../server/db/incidents/incident-records.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { openRawHandheld } from '../support/handheld.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const inside = (grid: string) => ({
  lng: cornerOf(grid).lng + SIDE_DEG / 2,
  lat: cornerOf(grid).lat + SIDE_DEG / 2,
});
const at = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();
const incident = (id: string, own: object = {}) => ({
  id,
  category: 'noise',
  severity: 'minor',
  foundBy: 'reported',
  position: inside('G1'),
  from: at(-5),
  ...own,
});

describeStores('Reporting incidents', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { dutyHours: { from: '07:00', to: '21:00' } } });
    await putIncidentCategories(db, [
      { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
      { code: 'fire', nameZh: '火情', nameEn: 'Fire', points: 2 },
    ]);
    await createUser(db, { name: 'city', role: 'administrator', areaId: ids.areas.D! });
    await createUser(db, { name: 'village', role: 'supervisor', areaId: ids.areas.V1! });
    await createUser(db, { name: 'analyst', role: 'analyst', areaId: ids.areas.D! });
    app = await startTestApp(db, { now: () => NOW });
    for (const name of ['city', 'village', 'analyst'])
      cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  const ask = async (method: string, path: string, body?: object, as = 'city') => {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: cookies[as]!,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const post = async (incidents: object[], as = 'city'): Promise<IncidentOutcome[]> =>
    (await ask('POST', '/incidents', { incidents }, as)).body.outcomes;
  const said = (outcomes: IncidentOutcome[]) =>
    outcomes.map(({ id, outcome, reason }) => [id, outcome, ...(reason ? [reason] : [])].join(' '));
  const historyOf = async (id: string): Promise<IncidentHistory> =>
    (await ask('GET', `/incidents/${id}`)).body;

  it.each([
    ['an unknown category', { category: 'flood' }, 'unknown-category', 'no category flood'],
    ['a place outside every area', { position: { lng: 100, lat: 10 } }, 'outside-area', 'outside'],
    ['a time in the future', { from: at(3) }, 'time-out-of-range', 'lies in the future: it is '],
    ['an end before its start', { to: at(-6) }, 'ends-before-start', ' lies before from '],
    ['a correction of an unknown id', { correction: true }, 'unknown-incident', 'no incident'],
    [
      'a severity there is none of',
      { severity: 'huge' },
      'invalid',
      'severity must be one of minor,',
    ],
    ['a field there is none of', { colour: 'red' }, 'invalid', 'incident has no field colour'],
    ['a time that is none', { from: 'noon' }, 'invalid', 'from must be ISO 8601 with an offset'],
    ['half a place', { position: { lng: 121 } }, 'invalid', 'position lacks lat'],
  ])('refuses %s alone, and says why', async (_, wrong, reason, words) => {
    const [bad, good] = await post([incident('bad', wrong), incident('good')]);
    expect(bad).toMatchObject({ id: 'bad', outcome: 'refused', reason });
    expect(bad!.detail).toContain(words);
    expect(good!.outcome).toMatch(/stored|duplicate/);
    expect((await ask('GET', '/incidents/bad')).status).toBe(404);
  });

  it('takes nothing of 10,000 in one batch, and says how many a batch holds', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => incident(`many-${i}`));
    const { body, status } = await ask('POST', '/incidents', { incidents: many });
    expect(status).toBe(400);
    expect(body.detail).toContain('at most 1000 incidents, this one has 10000');
    expect((await ask('GET', '/incidents/many-0')).status).toBe(404);
  });

  it('keeps what an incident was, who said so and when, through correction and withdrawal', async () => {
    await post([incident('kept')]);
    expect(said(await post([incident('kept')]))).toEqual(['kept duplicate']);
    expect(said(await post([incident('kept', { severity: 'severe', correction: true })]))).toEqual([
      'kept updated',
    ]);
    const patched = await ask('PATCH', '/incidents/kept', { category: 'fire' });
    expect(patched.body.current).toMatchObject({
      category: 'fire',
      severity: 'severe',
      version: 3,
    });
    expect(said(await post([{ id: 'kept', withdrawn: true, comment: 'a test call' }]))).toEqual([
      'kept withdrawn',
    ]);
    const { current, former } = await historyOf('kept');
    expect(current).toBeNull();
    expect(
      former.map((was) => [was.version, was.category, was.severity, was.withdrawn, was.comment]),
    ).toEqual([
      [4, 'fire', 'severe', true, 'a test call'],
      [3, 'fire', 'severe', false, null],
      [2, 'noise', 'severe', false, null],
      [1, 'noise', 'minor', false, null],
    ]);
    expect(former.every(({ reportedBy }) => reportedBy === 'city')).toBe(true);
    const { body } = await ask('GET', `/incidents?from=${at(-24)}`);
    expect(body.incidents.some(({ id }: { id: string }) => id === 'kept')).toBe(false);
    expect(said(await post([incident('kept')]))).toEqual(['kept refused withdrawn']);
    expect(said(await post([{ id: 'kept', withdrawn: true }]))).toEqual(['kept duplicate']);
    expect(said(await post([incident('kept', { revision: 1 })]))).toEqual(['kept stored']);
    expect((await historyOf('kept')).current).toMatchObject({ version: 5, revision: 1 });
  });

  it('ends with the highest revision whatever order they come in', async () => {
    const one = incident('ordered', { revision: 1 });
    const two = incident('ordered', { revision: 2, severity: 'serious' });
    expect(said(await post([two]))).toEqual(['ordered stored']);
    expect(said(await post([one]))).toEqual(['ordered refused outdated']);
    expect((await historyOf('ordered')).current).toMatchObject({
      severity: 'serious',
      revision: 2,
    });
  });

  it('stays withdrawn where what outdates the withdrawal came before what it outdates', async () => {
    await post([incident('gone')]);
    const back = (revision: number) => ({ id: 'gone', withdrawn: true, revision });
    expect(said(await post([back(1)]))).toEqual(['gone withdrawn']);
    expect(said(await post([back(3)]))).toEqual(['gone duplicate']);
    expect(said(await post([incident('gone', { revision: 2 })]))).toEqual([
      'gone refused withdrawn',
    ]);
    expect(said(await post([incident('gone', { revision: 4 })]))).toEqual(['gone stored']);
  });

  it('makes the days it touches due for another look at their risk', async () => {
    const version = async () => {
      const rows = await store().db.selectFrom('risk_days').selectAll().execute();
      return rows.reduce((sum, row) => sum + Number(row.version), 0);
    };
    const steps: number[] = [];
    for (const item of [
      incident('day'),
      incident('day'),
      incident('day', { severity: 'serious' }),
      { id: 'day', withdrawn: true },
    ]) {
      const before = await version();
      await post([item]);
      steps.push((await version()) - before);
    }
    expect(steps).toEqual([1, 0, 1, 1]);
  });

  it('lets a supervisor report within the own area only, and an analyst not at all', async () => {
    await post([incident('far', { position: inside('G3') })]);
    expect(
      said(
        await post(
          [
            incident('near'),
            incident('away', { position: inside('G3') }),
            incident('far', { position: inside('G1') }),
          ],
          'village',
        ),
      ),
    ).toEqual(['near stored', 'away refused outside-area', 'far refused outside-area']);
    expect((await ask('DELETE', '/incidents/far', undefined, 'village')).status).toBe(404);
    expect((await ask('PATCH', '/incidents/far', { severity: 'severe' }, 'village')).status).toBe(
      404,
    );
    expect(
      (await ask('POST', '/incidents', { incidents: [incident('x')] }, 'analyst')).status,
    ).toBe(403);
  });

  it('answers a correction and a withdrawal of an unknown id with 404', async () => {
    expect((await ask('PATCH', '/incidents/nobody', { severity: 'severe' })).body).toMatchObject({
      error: 'not-found',
      detail: 'there is no incident nobody in your area',
    });
    expect((await ask('DELETE', '/incidents/nobody')).status).toBe(404);
  });

  it('takes what an officer found from the handheld once stored, and shows it on consoles at once', async () => {
    const console_ = openConsole(app.url, cookies.village!);
    const elsewhere = openConsole(app.url, await sessionOf(app.url, 'analyst'));
    await console_.until((frames) => frames.length > 0);
    await elsewhere.until((frames) => frames.length > 0);
    const handheld = await openRawHandheld(app.url, 'H1');
    const found = {
      id: '7',
      t: NOW,
      position: inside('G1'),
      category: 'noise',
      severity: 'serious',
    };
    const id = 'handheld:H1:7';
    expect(await handheld.ask('incident:report', found)).toEqual({ id, outcome: 'stored' });
    expect(await handheld.ask('incident:report', found)).toEqual({ id, outcome: 'duplicate' });
    expect((await historyOf(id)).current).toMatchObject({
      foundBy: 'detected',
      reportedBy: 'handheld:H1',
      gridId: ids.areas.G1,
    });
    await console_.until((frames) => frames.some(({ incidents }) => incidents[0]?.id === id));
    await post([{ id, withdrawn: true }]);
    await console_.until((frames) => frames.some(({ incidentsGone }) => incidentsGone[0] === id));
    expect(
      await handheld.ask('incident:report', { ...found, id: '8', t: NOW - 10 * HOUR_MS }),
    ).toMatchObject({ outcome: 'refused', reason: 'off-duty' });
    expect(
      await handheld.ask('incident:report', { ...found, id: '9', position: { lng: 1, lat: 1 } }),
    ).toMatchObject({ outcome: 'refused', reason: 'outside-area' });
    expect(await handheld.ask('incident:report', { ...found, t: 'now' })).toMatchObject({
      error: 'invalid',
    });
    handheld.close();
    console_.close();
    elsewhere.close();
  });

  it('leaves what an officer found theirs, whoever corrects it, takes it back or brings it back', async () => {
    const handheld = await openRawHandheld(app.url, 'H1');
    const told = { t: NOW - HOUR_MS, position: inside('G1'), category: 'noise', severity: 'minor' };
    await handheld.ask('incident:report', { ...told, id: 'own' });
    handheld.close();
    const id = 'handheld:H1:own';
    const found = async () => {
      const { body } = await ask('GET', `/officers/${ids.officers.O1}/found?from=${at(-2)}`);
      const { rows } = await sql<{ finder: number }>`
        select finder_id as finder from matters where incident_id = ${id} and superseded is null`.execute(
        store().db,
      );
      const listed = body.incidents.some((one: { id: string }) => one.id === id);
      return [listed, rows.map(({ finder }) => finder)];
    };
    const theirs = [true, [ids.officers.O1]];
    expect(await found()).toEqual(theirs);
    await ask('PATCH', `/incidents/${id}`, { category: 'fire' }, 'village');
    expect((await historyOf(id)).current).toMatchObject({ reportedBy: 'village' });
    expect(await found()).toEqual(theirs);
    await ask('DELETE', `/incidents/${id}`);
    expect(await found()).toEqual([false, []]);
    const { revision } = (await historyOf(id)).former[0]!;
    const { t: _, ...facts } = { ...told, foundBy: 'detected', from: at(-1) };
    expect(said(await post([{ ...facts, id, revision }]))).toEqual([`${id} refused withdrawn`]);
    expect(said(await post([{ ...facts, id, revision: revision + 1 }]))).toEqual([`${id} stored`]);
    expect(await found()).toEqual(theirs);
    await recordFinders(store().db, ['H1']);
    expect(await found()).toEqual(theirs);
  });

  it('places what was found by a clock that is off at its true time, by the time of sending', async () => {
    const handheld = await openRawHandheld(app.url, 'H1');
    const found = { position: inside('G1'), category: 'noise', severity: 'minor' };
    /** In hours from now: by the handheld's clock, and what is right. */
    const CLOCKS: [
      id: string,
      told: { t: number; sentAt?: number; since?: number },
      from: string,
      to: string,
    ][] = [
      ['ahead', { t: 7.5, since: 7, sentAt: 8 }, at(-1), at(-0.5)],
      ['behind', { t: -40.5, sentAt: -40 }, at(-0.5), at(-0.5)],
      ['right', { t: -0.5, sentAt: 0 }, at(-0.5), at(-0.5)],
      ['untold', { t: -0.5 }, at(-0.5), at(-0.5)],
      ['put right before it was sent', { t: 7.5, sentAt: 0 }, at(0), at(0)],
    ];
    const ms = (hours: number) => NOW + hours * HOUR_MS;
    for (const [id, told, from, to] of CLOCKS) {
      const times = Object.entries(told).map(([name, hours]) => [name, ms(hours)]);
      const report = { ...found, id, ...Object.fromEntries(times) };
      expect(await handheld.ask('incident:report', report)).toMatchObject({ outcome: 'stored' });
      expect((await historyOf(`handheld:H1:${id}`)).current).toMatchObject({ from, to });
    }
    // Over a slower network, and the same all the same.
    const again = { ...found, id: 'ahead', t: ms(7.5), since: ms(7), sentAt: ms(8) - 4_000 };
    expect(await handheld.ask('incident:report', again)).toMatchObject({ outcome: 'duplicate' });
    handheld.close();
  });
});
