import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Alert } from '../../server/contract/console/console.ts';
import type { AlertsReply } from '../../server/contract/fixes/handheld.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { insertAlert } from '../../server/db/alerts/alerts.ts';
import { type OfficerChange, writeEpisodes } from '../../server/db/alerts/norm-alerts.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { openRawHandheld } from '../support/handheld.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Long enough ago for the watch of the server under test to leave it alone. */
const THEN = NOW - 72 * 60 * MINUTE_MS;

type Ask = (method: string, path: string, body?: object) => Promise<Response>;

describeStores('Alerts', (store) => {
  let app: App;
  let ids: Ids;
  let village1: Ask;
  let village2: Ask;
  let analyst: Ask;
  const signedIn = async (name: string): Promise<Ask> => {
    const cookie = await sessionOf(app.url, name);
    return (method, path, body) =>
      fetch(app.url + path, {
        method,
        headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
        body: body && JSON.stringify(body),
      });
  };
  const list = async (
    query = '',
    by = village1,
  ): Promise<{ alerts: Alert[]; next: string | null }> =>
    (await by('GET', `/api/v1/alerts${query}`)).json();
  const kinds = async (query: string) => (await list(query)).alerts.map(({ kind }) => kind);
  const acknowledge = (alert: Alert, body: object, by = village1) =>
    by('POST', `/api/v1/officers/${alert.officerId}/alerts/${alert.id}/acknowledge`, body);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    const episode = (own: Partial<OfficerChange>): OfficerChange => ({
      id: null,
      officerId: ids.officers.O1!,
      kind: 'idle',
      sinceMs: THEN - 60 * MINUTE_MS,
      dueMs: THEN - 40 * MINUTE_MS,
      untilMs: THEN - 20 * MINUTE_MS,
      limitMin: 20,
      gridId: ids.areas.G1!,
      patrolId: null,
      position: null,
      withdrawn: false,
      ...own,
    });
    const [idle] = await writeEpisodes(
      db,
      [
        episode({}),
        episode({
          kind: 'late-start',
          sinceMs: THEN - 90 * MINUTE_MS,
          untilMs: THEN - 20 * MINUTE_MS,
        }),
        // Stands in for the officer of grid G3, in the other village.
        episode({ kind: 'late-start', gridId: ids.areas.G3!, sinceMs: THEN - 80 * MINUTE_MS }),
      ],
      NOW,
    );
    await writeEpisodes(
      db,
      [
        {
          ...episode({
            kind: 'silent',
            sinceMs: THEN - 30 * MINUTE_MS,
            dueMs: THEN - 20 * MINUTE_MS,
          }),
        },
      ],
      THEN - 20 * MINUTE_MS,
    );
    const silent = (
      await db.selectFrom('alerts').selectAll().where('kind', '=', 'silent').execute()
    )[0]!;
    await writeEpisodes(
      db,
      [
        {
          ...episode({
            kind: 'silent',
            sinceMs: THEN - 30 * MINUTE_MS,
            untilMs: THEN,
            withdrawn: true,
          }),
          id: silent.id,
        },
      ],
      NOW,
    );
    expect(idle).toMatchObject({ kind: 'idle', late: true });
    await insertAlert(db, {
      officerId: ids.officers.O1!,
      kind: 'sos',
      at: THEN - 10 * MINUTE_MS,
      patrolId: null,
      position: null,
      text: 'help',
    });
    await createUser(db, { name: 'one', role: 'supervisor', areaId: ids.areas.V1! });
    await createUser(db, { name: 'two', role: 'supervisor', areaId: ids.areas.V2! });
    await createUser(db, { name: 'looks', role: 'analyst', areaId: ids.areas.V1! });
    app = await startTestApp(db, { now: () => NOW });
    [village1, village2, analyst] = (await Promise.all(['one', 'two', 'looks'].map(signedIn))) as [
      Ask,
      Ask,
      Ask,
    ];
  });
  afterAll(() => app?.close());

  it('are those of grids of the own area, newest first', async () => {
    expect(await kinds('')).toEqual(['sos', 'silent', 'idle', 'late-start']);
    const other = await list('', village2);
    expect(other.alerts.map(({ kind, gridId }) => [kind, gridId])).toEqual([
      ['late-start', ids.areas.G3],
    ]);
  });

  it.each([
    ['?kind=idle,sos', ['sos', 'idle']],
    ['?state=standing', ['sos']],
    ['?state=ended', ['idle', 'late-start']],
    ['?state=withdrawn', ['silent']],
    ['?acknowledged=true', []],
    [`?from=${THEN - 70 * MINUTE_MS}&to=${THEN - 20 * MINUTE_MS}`, ['silent', 'idle']],
  ])('are filtered by %s', async (query, expected) => {
    expect(await kinds(query)).toEqual(expected);
  });

  it('come page by page', async () => {
    const first = await list('?limit=3');
    const second = await list(`?limit=3&cursor=${first.next}`);
    expect([...first.alerts, ...second.alerts].map(({ kind }) => kind)).toEqual(await kinds(''));
    expect(second.next).toBeNull();
  });

  it.each([
    '?kind=nap',
    '?state=open',
    `?from=${NOW}&to=${NOW - 1}`,
    '?limit=501',
    '?cursor=x',
  ])('are refused for %s with what is allowed', async (query) => {
    const reply = await village1('GET', `/api/v1/alerts${query}`);
    expect(reply.status).toBe(400);
    expect((await reply.json()).message.length).toBeGreaterThan(10);
  });

  it('are acknowledged once: who was first, when and why stay on record', async () => {
    const [idle] = (await list('?kind=idle')).alerts;
    expect((await acknowledge(idle!, { comment: ' called, tied a shoe ' })).status).toBe(200);
    const second = await acknowledge(idle!, { comment: 'something else' });
    expect(await second.json()).toMatchObject({
      acknowledgedBy: 'one',
      acknowledgedAt: new Date(NOW).toISOString(),
      comment: 'called, tied a shoe',
    });
    expect(await kinds('?acknowledged=true')).toEqual(['idle']);
  });

  it('are not acknowledged from another area, nor by who only looks', async () => {
    const [sos] = (await list('?kind=sos')).alerts;
    expect((await acknowledge(sos!, {}, village2)).status).toBe(404);
    expect((await acknowledge(sos!, {}, analyst)).status).toBe(403);
    const [standsIn] = (await list('', village2)).alerts;
    expect((await acknowledge(standsIn!, {}, village1)).status).toBe(404);
    expect((await acknowledge(standsIn!, {}, village2)).status).toBe(200);
  });

  it('are read by their officer on the handheld, with who saw them and what they said; others are not', async () => {
    const [o1, o2] = await Promise.all(['H1', 'H2'].map((code) => openRawHandheld(app.url, code)));
    const reply = (await o1!.ask('alerts', { since: THEN - 85 * MINUTE_MS })) as unknown;
    expect((reply as AlertsReply).alerts.map(({ kind }) => kind)).toEqual([
      'sos',
      'silent',
      'idle',
      'late-start',
    ]);
    expect((reply as AlertsReply).alerts[2]).toMatchObject({
      late: true,
      limitMin: 20,
      acknowledgedBy: 'one',
      comment: 'called, tied a shoe',
    });
    expect((reply as AlertsReply).alerts[2]).not.toHaveProperty('officerName');
    expect(await o2!.ask('alerts', { since: 0 })).toEqual({ alerts: [] });
    expect(await o2!.ask('alerts', {})).toMatchObject({ error: 'invalid' });
    o1!.close();
    o2!.close();
  });
});
