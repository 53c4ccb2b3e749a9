import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { localTime } from '../../server/domain/time/local-time.ts';
import { foldGridDays } from '../../server/jobs/rollups/rollup.ts';
import { startTestApp } from '../support/app.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { signIn } from '../support/sign-in.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('The calendar of holidays', (store) => {
  let app: App;
  let ids: Ids;
  let ask: Awaited<ReturnType<typeof signIn>>;
  const listed = async (query = '') => (await ask('GET', `/api/v1/holidays${query}`)).json();
  const festival = { day: '2026-10-01', kind: 'holiday', name: '国庆节' };
  const worked = { day: '2026-10-10', kind: 'working-day', name: '国庆节' };

  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
    app = await startTestApp(store().db, { now: () => NOW, demoAreaId: ids.areas.D! });
    ask = await signIn(app.url, 'admin');
  });
  afterAll(() => app?.close());

  it('is put by day, listed in order and within days', async () => {
    const put = await ask('PUT', '/api/v1/holidays', { holidays: [worked, festival] });
    expect(await put.json()).toEqual({ changed: 2 });
    expect(await listed()).toEqual({ holidays: [festival, worked] });
    expect(await listed('?from=2026-10-02&to=2026-10-10')).toEqual({ holidays: [worked] });
    const again = await ask('PUT', '/api/v1/holidays', { holidays: [festival] });
    expect(await again.json()).toEqual({ changed: 0 });
  });

  it('refuses what is no day, and gives a day back to its weekday', async () => {
    for (const day of ['2026-02-30', '2026-10-1'])
      expect((await ask('DELETE', `/api/v1/holidays/${day}`)).status).toBe(400);
    expect((await ask('DELETE', '/api/v1/holidays/2026-10-01')).status).toBe(204);
    expect((await ask('DELETE', '/api/v1/holidays/2026-10-01')).status).toBe(404);
    expect(await listed()).toEqual({ holidays: [worked] });
  });

  it('is what a norm goes by that observes it: fixes of a holiday are off duty, and the day is rolled up anew', async () => {
    const { db } = store();
    const { day } = localTime(NOW, 'Asia/Shanghai');
    const G1 = { gridId: ids.areas.G1!, day };
    const stands = async () => {
      const duty = await app.context.roster.find(ids.handhelds.H1!);
      const [row] = await foldGridDays(db, [G1]);
      return [duty!.offDuty(NOW), row!.figures.dutyDays];
    };
    const rolledUp = async () => {
      const { rows } = await sql<{ duty: number }>`
        select duty_days as duty from day_rollups
        where grid_id = ${G1.gridId} and day = ${day} and superseded is null`.execute(db);
      return rows.map(({ duty }) => duty);
    };
    const becomes = (duty: number) => expect.poll(rolledUp, { timeout: 20_000 }).toEqual([duty]);
    const put = () =>
      ask('PUT', '/api/v1/holidays', { holidays: [{ day, kind: 'holiday', name: '' }] });
    await put();
    expect(await stands()).toEqual([null, 1]);
    await ask('DELETE', `/api/v1/holidays/${day}`);

    await sql`update norm_versions set rules = rules || '{"observesHolidays": true}'`.execute(db);
    await put();
    expect(await stands()).toEqual(['off-duty', 0]);
    await becomes(0);
    await ask('DELETE', `/api/v1/holidays/${day}`);
    expect(await stands()).toEqual([null, 1]);
    await becomes(1);
  });
});
