import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { signIn } from '../support/sign-in.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

/** NOW is 10:00 of this local day. */
const DAY = '2026-06-01';
const RANGE = 'from=2026-05-01&to=2026-07-01';

describeStores('Pairs', (store) => {
  let app: App;
  let ids: Ids;
  let supervisor: Awaited<ReturnType<typeof signIn>>;
  let analyst: Awaited<ReturnType<typeof signIn>>;
  const patrols = new Map<string, number>();
  const pair = (changes: object = {}) => ({
    officerId: ids.officers.O2!,
    partnerId: ids.officers.O1!,
    firstDay: DAY,
    lastDay: null,
    ...changes,
  });
  /** Waits for the service's judge; whether O1's latest verdict finds two handhelds on one body. */
  const pocket = async () => {
    const { db } = store();
    while ((await verdictJobs.count(db)) > 0) await new Promise(setImmediate);
    const [latest] = await readVerdicts(db, ids.officers.O1!, patrols.get('O1')!);
    return latest!.verdict.signals.some(({ code }) => code === 'two-in-one-pocket');
  };

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    const startMs = NOW - 3 * HOUR_MS;
    for (const [officer, handheld] of [
      ['O1', 'H1'],
      ['O2', 'H2'],
    ] as const) {
      const rows = honestRows(ids.handhelds[handheld]!, { from: startMs, count: 1440 });
      await createFixPartitions(db).ensure(rows.map(({ session }) => session));
      await insertFixes(db, rows, NOW);
      const officerId = ids.officers[officer]!;
      const gridId = ids.areas.G1!;
      patrols.set(officer, await startPatrol(db, { officerId, gridId, startMs, dueAt: NOW }));
      await endPatrol(db, { officerId, endMs: startMs + 2 * HOUR_MS, dueAt: NOW });
    }
    app = await startTestApp(db, { now: () => NOW, demoAreaId: ids.areas.D! });
    supervisor = await signIn(app.url, 'supervisor');
    analyst = await signIn(app.url, 'analyst');
  });
  afterAll(() => app?.close());

  it('are suspicious as long as nobody put them on record', async () => {
    expect(await pocket()).toBe(true);
  });

  it('on record are listed in one order, whichever was named first', async () => {
    expect((await supervisor('PUT', '/api/v1/pairs', pair())).status).toBe(204);
    const { pairs } = await (await supervisor('GET', `/api/v1/pairs?${RANGE}`)).json();
    expect(pairs).toEqual([
      {
        officerId: ids.officers.O1,
        partnerId: ids.officers.O2,
        firstDay: DAY,
        lastDay: null,
        putBy: 'supervisor',
      },
    ]);
  });

  it('on record are no signal, and the verdict says what it left out', async () => {
    expect(await pocket()).toBe(false);
    const [latest] = await readVerdicts(store().db, ids.officers.O1!, patrols.get('O1')!);
    expect(latest!.verdict.basis).toMatchObject({
      partnerSet: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('hold only on their days', async () => {
    const over = { firstDay: '2026-05-01', lastDay: '2026-05-31' };
    await emptyTables(store().db, ['officer_pairs']);
    expect((await supervisor('PUT', '/api/v1/pairs', pair(over))).status).toBe(204);
    expect(await pocket()).toBe(true);
    await supervisor('PUT', '/api/v1/pairs', pair({ firstDay: '2026-05-01' }));
    expect(await pocket()).toBe(false);
  });

  it('taken off the record are judged again', async () => {
    const key = `officerId=${ids.officers.O1}&partnerId=${ids.officers.O2}&firstDay=2026-05-01`;
    expect((await supervisor('DELETE', `/api/v1/pairs?${key}`)).status).toBe(204);
    expect((await supervisor('DELETE', `/api/v1/pairs?${key}`)).status).toBe(404);
    expect(await pocket()).toBe(true);
  });

  it('are refused where they make no sense, and to those who may not', async () => {
    const put = async (changes: object, who = supervisor) =>
      (await who('PUT', '/api/v1/pairs', pair(changes))).status;
    expect(await put({ partnerId: ids.officers.O2 })).toBe(400);
    expect(await put({ lastDay: '2026-05-31' })).toBe(400);
    expect(await put({ firstDay: '2026-02-30' })).toBe(400);
    expect(await put({ partnerId: 9_999 })).toBe(403);
    expect(await put({}, analyst)).toBe(403);
  });
});
