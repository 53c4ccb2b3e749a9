import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { recordFindings } from '../../server/services/warnings/record-findings.ts';
import { startTestApp } from '../support/app.ts';
import { hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { findingOf } from '../support/made/findings.ts';
import { cornerOf, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const READY_MS = 180_000;
const SLOW_MS = 60_000;

describe.skipIf(!hasBrowser())('warnings and what to do about them, in a browser', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let page: Page;
  const now = Date.now();
  const INCIDENTS = 12;

  const at = (id: string) => page.getByTestId(id);
  const open = (path: string) => page.goto(`${app.url}${path}`);
  /** Finds by keyboard alone. */
  const search = async (words: string, found: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(words);
    await at('search-hit').filter({ hasText: found }).first().waitFor();
    await page.keyboard.press('Enter');
  };
  const mapReady = () => page.locator('[data-testid=map][data-ready=true]').waitFor();

  beforeAll(async () => {
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    const { db } = store;
    const { areas } = await seedTestWorld(db);
    await createUser(db, { name: 'boss', role: 'supervisor', areaId: areas.D! });
    await putIncidentCategories(db, [{ code: 'c1', nameZh: '盗窃', nameEn: 'Theft', points: 1 }]);
    const corner = cornerOf('G1');
    await putIncidents(
      db,
      Array.from({ length: INCIDENTS }, (_, k) => ({
        id: `i${k}`,
        category: 'c1',
        severity: 'minor' as const,
        foundBy: 'reported' as const,
        position: {
          lng: corner.lng + 0.7 * SIDE_DEG + k * 5e-5,
          lat: corner.lat + 0.7 * SIDE_DEG,
        },
        from: new Date(now - (k + 1) * 4 * HOUR_MS).toISOString(),
      })),
    );
    await recordFindings(db, {
      areaId: areas.D!,
      at: now,
      now,
      findings: [
        findingOf({
          areaId: areas.G1!,
          at: now,
          level: 'orange',
          category: 'c1',
          recurrenceDays: 4_000,
          incidentIds: Array.from({ length: INCIDENTS }, (_, k) => `i${k}`),
          agreeing: [{ method: 'poisson-count/1', p: 0.002 }],
        }),
      ],
    });
    app = await startTestApp(db);
    browser = await openBrowser();
    const context = await openDesk(browser, SLOW_MS);
    page = await context.newPage();
    await context.request.post(`${app.url}/api/v1/session`, {
      data: { name: 'boss', password: PASSWORD },
    });
  }, READY_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test(
    'a warning says why; acknowledged, taken and closed, it changes and keeps who did what',
    async () => {
      await open('/warnings');
      await mapReady();
      await at('raised-count').getByText('1').waitFor();
      await at('warning-row').click();
      const why = at('warning-why');
      await why.getByText('12 incidents (Theft)').waitFor();
      expect(await why.textContent()).toContain('once in 11 years');
      await page.getByRole('button', { name: 'List and show on the map' }).click();
      await page
        .getByRole('button', { name: 'Theft' })
        .nth(INCIDENTS - 1)
        .waitFor();

      const state = at('warning-detail').getByTestId('warning-state');
      await page.getByLabel('Comment (optional)').fill('Sending somebody');
      await at('warning-acknowledge').click();
      await state.getByText('Acknowledged', { exact: true }).waitFor();
      await at('raised-count').waitFor({ state: 'detached' });
      await at('warning-take').click();
      await state.getByText('In hand', { exact: true }).waitFor();
      const states = page.getByRole('group', { name: 'State', exact: true });
      await states.getByRole('button', { name: 'Raised' }).click();
      await at('warning-row').waitFor({ state: 'detached' });
      await states.getByRole('button', { name: 'In hand' }).click();
      await at('warning-row').waitFor();
      await at('warning-close').click();
      await page.getByLabel('Real', { exact: true }).click();
      await at('warning-close-confirm').click();
      await state.getByText('Closed', { exact: true }).waitFor();
      const steps = await at('warning-step').allTextContents();
      expect(steps).toHaveLength(3);
      expect(steps[0]).toContain('Closed: Real');
      expect(steps[2]).toContain('boss');
      expect(steps[2]).toContain('Sending somebody');
      await at('warning-row').waitFor({ state: 'detached' });
      expect(await at('warning-acknowledge').count()).toBe(0);
    },
    3 * SLOW_MS,
  );

  test(
    'the card of a grid says where no way is better, else draws one and sets it beside a comb',
    async () => {
      await open('/');
      await mapReady();
      await search('G1', 'area G1');
      await at('suggest').click();
      const all = await at('suggestion-all').textContent();
      expect(all).toMatch(/A comb through the whole grid takes about \d+ min, so in 60 min/);
      const drawn = await at('map').screenshot();
      await at('suggestion').getByText('15 min').click();
      const shares = await at('suggestion-shares').textContent();
      const [share, comb] = [...shares!.matchAll(/(\d+)%/g)].map((match) => Number(match[1]));
      expect(share).toBeGreaterThan(comb!);
      await expect
        .poll(async () => (await at('map').screenshot()).equals(drawn), { timeout: SLOW_MS })
        .toBe(false);
    },
    3 * SLOW_MS,
  );

  test(
    'a period drawn over the bars narrows the incidents on the map to it',
    async () => {
      await page.getByRole('button', { name: 'Layers' }).click();
      // A switch that still moves into place may miss a click.
      const layer = page.getByLabel('Incidents (7 days)');
      await expect
        .poll(async () => {
          if ((await layer.getAttribute('aria-checked')) !== 'true') await layer.click();
          return layer.getAttribute('aria-checked');
        })
        .toBe('true');
      await page.keyboard.press('Escape');
      await at('incident-count').getByText(`${INCIDENTS} incidents`).waitFor();
      const bars = page.getByRole('img', { name: 'Incidents by time' });
      // The bars stand a frame after the count: a period drawn before them is none.
      const drawPeriod = async () => {
        const box = (await bars.boundingBox())!;
        await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * 0.97, box.y + box.height / 2, { steps: 4 });
        await page.mouse.up();
      };
      await expect
        .poll(async () => {
          await drawPeriod();
          return Number.parseInt((await at('incident-count').textContent())!, 10);
        })
        .toBeLessThan(INCIDENTS);
      await page.getByRole('button', { name: 'Whole period' }).click();
      await at('incident-count').getByText(`${INCIDENTS} incidents`).waitFor();
    },
    2 * SLOW_MS,
  );

  test('a case that came between the answer to a list and the begin of the stream is in the list', {
    timeout: 2 * SLOW_MS,
  }, async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    await page.routeWebSocket(/socket\.io/, async (socket) => {
      await begun;
      socket.connectToServer();
    });
    await open('/cases?view=table');
    await at('empty').waitFor();
    const opened = await page.request.post(`${app.url}/api/v1/cases`, {
      data: { incidentId: 'i0' },
    });
    expect(opened.ok()).toBe(true);
    begin();
    await at('case-row').waitFor();
  });

  test('who chooses by arrow keys sees which choice has the focus', {
    timeout: SLOW_MS,
  }, async () => {
    await open('/cases?view=table');
    await page.getByRole('radio', { name: 'List', exact: true }).focus();
    await page.keyboard.press('ArrowLeft');
    const choice = page.locator('label:has(input:focus-visible)').filter({ hasText: 'Board' });
    await choice.waitFor();
    expect(await choice.evaluate((label) => getComputedStyle(label).outlineStyle)).toBe('solid');
  });
});
