import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Sheet } from '../../../server/contract/handhelds/state.ts';
import type { GridHeld, HandheldCarried } from '../../../server/contract/people/assignment.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { openRawHandheld } from '../../support/handheld.ts';
import { walk } from '../../support/made/walk.ts';
import { type Ids, NOW, SINCE, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** Hours from NOW, ISO. */
const at = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();
const DAY_H = DAY_MS / HOUR_MS;

/** An answer of any of the routes, or an error. */
interface Said {
  assignments: (HandheldCarried & GridHeld)[];
  hidden: number;
  next: string | null;
  was: object[];
  problems: { code: string }[];
  sheets: [Sheet];
  officers: { code: string }[];
  entries: { act: string; by: string; detail: string }[];
}

describeStores('Assignments one by one', (store) => {
  let app: App;
  let ids: Ids;
  let nowMs = NOW;
  type Ask = (
    method: string,
    path: string,
    body?: object,
  ) => Promise<{ status: number; said: Said }>;
  let root: Ask;
  let first: Ask;
  let second: Ask;
  let supervisor: Ask;

  const asker = async (name: string, area: string, role: 'administrator' | 'supervisor') => {
    const cookie = await openSession(store().db, app.url, {
      ...{ name, role, areaId: ids.areas[area]! },
    });
    return async (method: string, path: string, body?: object) => {
      const reply = await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: reply.status, said: (await reply.json()) as Said };
    };
  };

  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
    app = await startTestApp(store().db, { now: () => nowMs });
    root = await asker('district', 'D', 'administrator');
    first = await asker('first', 'V1', 'administrator');
    second = await asker('second', 'V2', 'administrator');
    supervisor = await asker('supervisor', 'V1', 'supervisor');
  });
  afterAll(() => app?.close());

  const lay = (ask: Ask, body: object) => ask('PUT', '/assignments/handheld', body);
  const carriersOf = async (ask: Ask, handheld: string, query = '') => {
    const path = `/handhelds/${ids.handhelds[handheld]}/assignments${query}`;
    const { said } = await ask('GET', path);
    return said.assignments.map(({ from, officer, to }) => [...[officer, from, to]]);
  };
  const always = SINCE.toISOString();

  it('are listed of a handheld and of an officer, past, running and planned', async () => {
    expect(await carriersOf(first, 'H1')).toEqual([['O1', always, null]]);
    const { said } = await supervisor('GET', `/officers/${ids.officers.O1}/handhelds`);
    expect(said).toEqual({
      assignments: [
        {
          ...{ handheldId: ids.handhelds.H1, handheld: 'H1' },
          ...{ officerId: ids.officers.O1, officer: 'O1', officerName: 'officer O1' },
          ...{ from: always, to: null },
        },
      ],
      hidden: 0,
      next: null,
    });
    const held = await supervisor('GET', `/officers/${ids.officers.O1}/grids`);
    expect(held.said.assignments.map(({ grid, gridName }) => [grid, gridName])).toEqual([
      ['G1', 'area G1'],
    ]);
  });

  it('lend a handheld for an afternoon: it is the other’s then, and comes back by itself', async () => {
    const spell = { officer: 'O2', from: at(4), to: at(8) };
    const lent = { handheld: 'H1', from: at(4), to: at(8), given: [spell] };
    const { said, status } = await lay(first, lent);
    expect([status, said]).toEqual([
      200,
      { changed: true, was: [{ officer: 'O1', from: at(4), to: at(8) }] },
    ]);
    const shared = [
      ['O1', at(8), null],
      ['O2', at(4), at(8)],
      ['O1', always, at(4)],
    ];
    expect(await carriersOf(first, 'H1')).toEqual(shared);
    expect(await lay(first, lent)).toMatchObject({ said: { changed: false } });
    // Taken back, it is one piece again.
    await lay(first, { ...lent, given: said.was, was: lent.given });
    expect(await carriersOf(first, 'H1')).toEqual([['O1', always, null]]);
    await lay(first, lent);
    expect(await carriersOf(first, 'H1')).toEqual(shared);
  });

  it('are given out page by page, and of a time that is asked for', async () => {
    const pages: unknown[] = [];
    let query = '?limit=2';
    for (;;) {
      const { said } = await first('GET', `/handhelds/${ids.handhelds.H1}/assignments${query}`);
      pages.push(said.assignments.map(({ officer }) => officer));
      if (said.next === null) break;
      query = `?limit=2&cursor=${said.next}`;
    }
    expect(pages).toEqual([['O1', 'O2'], ['O1']]);
    const time = (from: number, to: number) =>
      `?from=${NOW + from * HOUR_MS}&to=${NOW + to * HOUR_MS}`;
    expect(await carriersOf(first, 'H1', time(4, 8))).toEqual([['O2', at(4), at(8)]]);
    expect(await carriersOf(first, 'H1', time(0, 4))).toEqual([['O1', always, at(4)]]);
  });

  it('follow at once: who is on duty by the handheld is another with the hour, without a restart', async () => {
    const { roster } = app.context;
    const H1 = ids.handhelds.H1!;
    const carrierAt = async (hours: number) =>
      (await roster.find(H1, NOW + hours * HOUR_MS))?.officerId;
    expect([await carrierAt(3), await carrierAt(5), await carrierAt(9)]).toEqual([
      ...[ids.officers.O1, ids.officers.O2, ids.officers.O1],
    ]);
    const handheld = await openRawHandheld(app.url, 'H1');
    nowMs = NOW + 6 * HOUR_MS;
    const send = async (session: number) => {
      const fixes = walk({ from: nowMs - 60_000, count: 3, grid: 'G2' });
      const { receipts } = await handheld.ask('fixes', { session, fixes });
      return receipts.map(({ outcome, reason }) => reason ?? outcome);
    };
    expect(await send(nowMs)).toEqual(['stored', 'stored', 'stored']);
    // Ended now: nobody's from here on, O1's again when it was to come back.
    const end = { handheld: 'H1', from: at(5.9), to: at(8), given: [] };
    expect(await lay(first, end)).toMatchObject({ status: 200, said: { changed: true } });
    expect(await carrierAt(6)).toBeUndefined();
    await send(nowMs + 1);
    const orphans = await store()
      .db.selectFrom('orphan_fixes')
      .select('handheld_id')
      .where('handheld_id', '=', H1)
      .execute();
    expect(orphans.length).toBe(3);
    handheld.close();
    nowMs = NOW;
    await lay(first, { ...end, given: [{ officer: 'O2', from: at(5.9), to: at(8) }] });
    expect(await carrierAt(6)).toBe(ids.officers.O2);
  });

  it('are of one at a time: what overlaps, lies outside or is nobody is told, and changes nothing', async () => {
    const before = await carriersOf(root, 'H2');
    const { said, status } = await lay(root, {
      ...{ handheld: 'H2', from: at(0), to: at(8) },
      given: [
        { officer: 'O1', from: at(-1), to: at(4) },
        { officer: 'O2', from: at(3), to: at(9) },
        { officer: 'O9', from: at(9), to: at(9) },
      ],
    });
    expect([status, said.problems.map(({ code }) => code)]).toEqual([
      400,
      [
        'assigned-twice',
        'assigned-before',
        'assigned-beyond',
        'from-to',
        'assigned-beyond',
        'none-of-code',
      ],
    ]);
    expect(await lay(root, { handheld: 'H2', from: at(8), to: at(0), given: [] })).toMatchObject({
      status: 400,
      said: { problems: [{ code: 'from-to' }] },
    });
    expect(await lay(root, { handheld: 'H9', from: at(0), given: [] })).toMatchObject({
      status: 400,
      said: { problems: [{ code: 'none-of-code' }] },
    });
    expect(await carriersOf(root, 'H2')).toEqual(before);
  });

  it('are not changed on top of what somebody else changed meanwhile', async () => {
    const spell = (officer: string, from = at(48)) => ({ officer, from, to: at(60) });
    const range = { handheld: 'H2', from: at(48), to: at(60) };
    const was = [spell('O2')];
    expect(await lay(root, { ...range, was, given: [spell('O1')] })).toMatchObject({ status: 200 });
    expect(await lay(root, { ...range, was, given: [spell('O4')] })).toMatchObject({
      status: 409,
      said: { error: 'wrong-state', problems: [{ code: 'assigned-since' }] },
    });
  });

  it('are an administrator’s to make, of what is theirs at all that time, and each sees the own part', async () => {
    const spell = { officer: 'O3', from: at(10 * DAY_H), to: null };
    const moved = { handheld: 'H1', from: spell.from, to: null, given: [spell] };
    expect((await lay(supervisor, moved)).status).toBe(403);
    expect((await lay(first, moved)).status).toBe(403);
    expect((await lay(second, moved)).status).toBe(403);
    expect((await lay(root, moved)).status).toBe(200);
    nowMs = NOW + 11 * DAY_MS;
    // The handheld is the second village's now; of the time before only the first reads.
    const path = `/handhelds/${ids.handhelds.H1}/assignments`;
    expect((await first('GET', path)).status).toBe(404);
    const then = await first('GET', `${path}?from=${at(0)}&to=${at(24)}`);
    expect(then.said.assignments.length).toBeGreaterThan(0);
    const { said } = await second('GET', path);
    expect(said.assignments.map(({ officer }) => officer)).toEqual(['O3']);
    expect(said.hidden).toBeGreaterThan(0);
    const now = { handheld: 'H1', from: at(11 * DAY_H), to: null, given: [] };
    expect((await lay(first, now)).status).toBe(403);
    expect((await lay(second, now)).status).toBe(200);
    nowMs = NOW;
  });

  it('hold of grids as well: an officer is moved, put back, and holds one at a time', async () => {
    const range = { officer: 'O4', from: at(72), to: at(96) };
    const given = [{ grid: 'G1', from: at(72), to: at(96) }];
    expect(await root('PUT', '/assignments/grid', { ...range, given })).toEqual({
      status: 200,
      said: { changed: true, was: [] },
    });
    const held = async () => {
      const { said } = await root('GET', `/officers/${ids.officers.O4}/grids`);
      return said.assignments.map(({ from, grid, to }) => [grid, from, to]);
    };
    expect(await held()).toEqual([['G1', at(72), at(96)]]);
    const none = await root('PUT', '/assignments/grid', {
      ...{ ...range, given: [{ grid: 'V1', from: at(72) }] },
    });
    expect(none).toMatchObject({ status: 400, said: { problems: [{ code: 'none-of-code' }] } });
    await root('PUT', '/assignments/grid', { ...range, was: given, given: [] });
    expect(await held()).toEqual([]);
  });

  it('are on the sheet of a handheld that several share, also while nobody carries it', async () => {
    const day = { from: at(0), to: at(24) };
    const shifts = [
      { officer: 'O1', from: at(1), to: at(5) },
      { officer: 'O2', from: at(6), to: at(9) },
    ];
    await lay(root, { handheld: 'H2', ...day, given: shifts });
    const { said } = await root('POST', '/handhelds/sheets', { handhelds: ['H2'] });
    const [{ carriers, officer }] = said.sheets;
    expect(officer).toBeNull();
    expect(carriers.map(({ from, grid, officerCode }) => [officerCode, grid, from])).toEqual([
      ['O1', 'area G1', at(1)],
      ['O2', 'area G2', at(6)],
    ]);
  });

  it('can be made to who holds no grid: they are listed where that is asked', async () => {
    const listed = async (ask: Ask, query = '') => {
      const reply = await ask('GET', `/officers${query}`);
      return reply.said.officers.map(({ code }) => code);
    };
    expect(await listed(root)).toEqual(['O1', 'O2', 'O3']);
    expect(await listed(root, '?all=true')).toEqual(['O1', 'O2', 'O3', 'O4']);
    expect(await listed(first, '?all=true')).toEqual(['O1', 'O2']);
  });

  it('are in the audit log, with what was on record before and after', async () => {
    const { said } = await root('GET', '/access-log?kind=act&limit=100');
    const acts = said.entries.filter(({ act }) => act === 'assignHandheld');
    const lent = acts.map(({ by, detail }) => ({ by, ...JSON.parse(detail) })).at(-1);
    expect(lent).toMatchObject({
      by: 'first',
      changed: [
        {
          thing: 'handheld',
          key: 'H1',
          before: { assignments: expect.stringMatching(/^O1: [^;]+– $/) },
          after: { assignments: expect.stringContaining('; O2: ') },
        },
      ],
    });
  });
});
