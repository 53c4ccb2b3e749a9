import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { startTestApp } from '../support/app.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { signIn } from '../support/sign-in.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('The calendar of holidays', (store) => {
  let app: App;
  let ask: Awaited<ReturnType<typeof signIn>>;
  const listed = async (query = '') => (await ask('GET', `/api/v1/holidays${query}`)).json();
  const festival = { day: '2026-10-01', kind: 'holiday', name: '国庆节' };
  const worked = { day: '2026-10-10', kind: 'working-day', name: '国庆节' };

  beforeAll(async () => {
    const { areas } = await seedTestWorld(store().db);
    app = await startTestApp(store().db, { demoAreaId: areas.D! });
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
});
