import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../support/app.ts';
import { hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { cornerOf, seedTestWorld } from '../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const READY_MS = 180_000;
const SLOW_MS = 60_000;

describe.skipIf(!hasBrowser())('Heat in a browser', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let page: Page;
  let handheld: RawHandheld;
  const session = Date.now() - 600_000;
  const corner = cornerOf('G1');

  const scale = (kind: string) =>
    page.getByRole('region', { name: 'Legend' }).getByTestId(`heat-${kind}`);
  const cells = async (kind: string) => Number(await scale(kind).getAttribute('data-cells'));
  const toggle = (name: string) => page.getByLabel(name).click();
  /** Stands at the first place for 40 s, walks on, and stands at the second for 20. */
  const send = (firstSeq: number, eastDeg: number) =>
    handheld.ask('fixes', {
      session,
      fixes: [0, 40, 60].map((s, k) => ({
        seq: firstSeq + k,
        t: session + firstSeq * 10_000 + s * 1000,
        lng: corner.lng + eastDeg + (k > 0 ? 0.0004 : 0),
        lat: corner.lat + 0.002,
      })),
    });

  beforeAll(async () => {
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    const ids = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'boss', role: 'supervisor', areaId: ids.areas.D! });
    await putIncidentCategories(store.db, [{ code: 'c1', nameZh: '一', nameEn: 'one', points: 1 }]);
    const from = new Date(session).toISOString();
    await putIncidents(store.db, [
      {
        id: 'i1',
        category: 'c1',
        severity: 'minor',
        foundBy: 'reported',
        position: { lng: corner.lng + 0.003, lat: corner.lat + 0.003 },
        from,
      },
    ]);
    app = await startTestApp(store.db);
    handheld = await openRawHandheld(app.url, 'H1');
    browser = await openBrowser();
    const context = await openDesk(browser, SLOW_MS, {});
    page = await context.newPage();
    await page.goto(app.url);
    await page.getByLabel('Account').fill('boss');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=map][data-ready=true]').waitFor();
    await page.getByRole('button', { name: 'Layers' }).click();
  }, READY_MS);

  afterAll(async () => {
    handheld?.close();
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test(
    'presence shows in the cells of fixes in view, as they come',
    async () => {
      await toggle('Presence heat');
      await scale('presence').waitFor();
      expect(await cells('presence')).toBe(0);
      await send(0, 0.001);
      await expect.poll(() => cells('presence'), { timeout: SLOW_MS }).toBe(2);
      const drawn = await page.getByTestId('map').screenshot();
      await send(10, 0.009);
      // The silence between the two walks counts for the last cell of the first, a minute at most.
      await expect.poll(() => cells('presence'), { timeout: SLOW_MS }).toBeGreaterThan(2);
      expect((await page.getByTestId('map').screenshot()).equals(drawn)).toBe(false);
    },
    3 * SLOW_MS,
  );

  test(
    'incidents have a heat of their own beside it',
    async () => {
      await toggle('Incident heat');
      await expect.poll(() => cells('incidents'), { timeout: SLOW_MS }).toBe(1);
      await expect
        .poll(() => scale('incidents').textContent(), { timeout: SLOW_MS })
        .toContain('half-life 24 h');
      expect(await cells('presence')).toBeGreaterThan(2);
    },
    2 * SLOW_MS,
  );

  test(
    'goes when it is switched off, and is there again when it is switched on',
    async () => {
      const before = await cells('presence');
      await toggle('Presence heat');
      await scale('presence').waitFor({ state: 'detached' });
      await toggle('Presence heat');
      await expect.poll(() => cells('presence'), { timeout: SLOW_MS }).toBe(before);
    },
    2 * SLOW_MS,
  );
});
