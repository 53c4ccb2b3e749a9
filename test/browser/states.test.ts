import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { startTestApp } from '../support/app.ts';
import { barriersOf, COARSE, hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { buildConsole } from '../support/console-build.ts';
import { type OneDay, putOneDay } from '../support/made/one-day.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { PAGES, walkPages } from '../support/pages.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const READY_MS = 180_000;
const SLOW_MS = 60_000;

/** Pages of one thing each, and what is there once they have come. */
const pagesOf = ({ caseId, incidentId, officerId, patrolId, studyId, warningId }: OneDay) => ({
  ...PAGES,
  [`/officers/${officerId}/patrols/${patrolId}`]: '[data-testid=evidence]',
  [`/officers/${officerId}/record`]: '[data-testid=record]',
  [`/cases/${caseId}`]: '[data-testid=case-detail]',
  [`/incidents/${incidentId}`]: '[data-testid=incident]',
  [`/warnings/${warningId}`]: '[data-testid=warning-detail]',
  [`/studies/${studyId}`]: '[data-testid=study-result]',
  [`/?on=grid:1&study=${studyId}`]: '[data-testid=live-study]',
  '/nowhere': 'main h1, main strong',
});

describe.skipIf(!hasBrowser())('every page of the console, by how much there is to show', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  let pages: Record<string, string>;
  const complaints: string[] = [];

  async function open(context: BrowserContext): Promise<Page> {
    const opened = await context.newPage();
    await opened.clock.setFixedTime(NOW);
    await opened.goto(`${app.url}/help`);
    return opened;
  }

  beforeAll(async () => {
    await buildConsole();
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    const ids = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
    pages = pagesOf(await putOneDay(store.db, ids));
    app = await startTestApp(store.db, { now: () => NOW });
    browser = await openBrowser();
    desk = await openDesk(browser, SLOW_MS, {
      ...COARSE,
      ...{ viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' },
    });
    const account = { name: 'root', password: PASSWORD };
    await desk.request.post(`${app.url}/api/v1/session`, { data: account });
    page = await open(desk);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  }, READY_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test('one day: each stands on a phone in Chinese, dark and without barriers, and wide in English, light', {
    timeout: READY_MS,
  }, async () => {
    const say = (language: string) =>
      page.evaluate((newValue) => {
        dispatchEvent(new StorageEvent('storage', { key: 'xunji.language', newValue }));
      }, language);
    await walkPages(page, pages, async (path) => {
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
        path,
        390,
      ]);
      expect([path, await barriersOf(page)]).toEqual([path, []]);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1440, height: 900 });
      await say('en');
      await page.locator('html[lang=en]').waitFor();
      expect([path, await barriersOf(page)]).toEqual([path, []]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 844 });
      await say('zh');
      await page.locator('html[lang=zh-CN]').waitFor();
    });
    expect(complaints).toEqual([]);
  });
});
