import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { findOrMakeTop } from '../../server/db/areas/top-area.ts';
import { startTestApp } from '../support/app.ts';
import {
  barriersOf,
  COARSE,
  followLink,
  hasBrowser,
  openBrowser,
  openDesk,
} from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { PAGES, TITLES, walkPages } from '../support/pages.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const READY_MS = 180_000;
const SLOW_MS = 60_000;

describe.skipIf(!hasBrowser())('The console before anything was brought in', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;

  const shown = (page: Page, id: string) => page.getByTestId(id).count();
  const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' });

  /** A page of someone who just signed in; what the browser holds against it is kept. */
  async function open(name: string): Promise<{ page: Page; complaints: string[] }> {
    const context = await openDesk(browser, SLOW_MS, {
      ...COARSE,
      viewport: { width: 1000, height: 700 },
    });
    await context.request.post(`${app.url}/api/v1/session`, { data: { name, password: PASSWORD } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    return { page, complaints };
  }

  async function walk(name: string, step: string): Promise<void> {
    const { page, complaints } = await open(name);
    const titles = new Set<string>();
    await page.goto(`${app.url}/help`);
    await walkPages(page, PAGES, async () => {
      // Set-up says itself what is missing, without a way to itself above it.
      const isSetUp = new URL(page.url()).pathname.startsWith('/set-up');
      if (isSetUp) await page.getByTestId('missing').waitFor();
      else await page.getByTestId('first-step').getByText(step).waitFor();
      expect(await shown(page, 'first-step'), page.url()).toBe(isSetUp ? 0 : 1);
      titles.add(await page.title());
    });
    expect(complaints).toEqual([]);
    expect([...titles].sort()).toEqual(TITLES);
    await cutOff(page);
    await page.context().close();
  }

  /** What was shown stays while the server is away; what was not is said to be missing, and comes once the server is back. */
  async function cutOff(page: Page): Promise<void> {
    await page.route('**/api/v1/**', (route) => route.abort());
    await followLink(page, '/patrols?outcome=completed', '[data-testid=failure]');
    expect(await navigation(page).isVisible()).toBe(true);
    await followLink(page, '/accounts', PAGES['/accounts']);
    expect(await shown(page, 'failure')).toBe(0);
    await followLink(page, '/patrols?outcome=completed', '[data-testid=failure]');
    await page.unroute('**/api/v1/**');
    await page.getByTestId('failure').getByRole('button', { name: 'Retry' }).click();
    await page.locator(PAGES['/patrols']).waitFor();
  }

  beforeAll(async () => {
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    const top = { code: '331004', level: 'district', timeZone: 'Asia/Shanghai' } as const;
    const areaId = (await findOrMakeTop(store.db, top))!;
    await createUser(store.db, { name: 'root', role: 'administrator', areaId });
    await createUser(store.db, { name: 'analyst', role: 'analyst', areaId });
    await createUser(store.db, { name: 'boss', role: 'supervisor', areaId });
    app = await startTestApp(store.db);
    browser = await openBrowser();
  }, READY_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test('is right on every page, and says that areas come first', { timeout: READY_MS }, () =>
    walk('root', 'no grid'),
  );

  test('says of each list of things that nothing is in it yet', { timeout: SLOW_MS }, async () => {
    const { page } = await open('root');
    await page.goto(`${app.url}/settings`);
    for (const text of ['No officers yet', 'No handhelds yet', 'No webhooks yet'])
      await page.getByText(text).waitFor();
    await page.context().close();
  });

  test('says that officers come next where there are areas only', {
    timeout: READY_MS,
  }, async () => {
    const { areas } = await seedTestWorld(store.db, { officers: [] });
    await createUser(store.db, { name: 'district', role: 'administrator', areaId: areas.D! });
    await walk('district', 'No officer holds a grid');
  });

  test('tells whoever may not see a page whose it is', { timeout: SLOW_MS }, async () => {
    const { page, complaints } = await open('analyst');
    for (const path of ['/settings', '/evaluation/signs', '/evaluation/norms']) {
      await page.goto(app.url + path);
      await page.getByText('This page is for another role').waitFor();
      expect(await shown(page, 'failure'), path).toBe(0);
    }
    await page.getByText('An administrator brings it in.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
    const reader = await open('boss');
    await reader.page.goto(`${app.url}/studies/new`);
    await reader.page.getByText('This page is for another role').waitFor();
    await reader.page.context().close();
  });

  test('hangs a wall that says nothing needs anybody, calm, without barriers and with nothing to press', {
    timeout: SLOW_MS,
  }, async () => {
    const { page, complaints } = await open('root');
    await page.goto(`${app.url}/wall`);
    await page.getByTestId('wall-calm').waitFor();
    await page.locator('[data-testid=connection][data-state=live]').waitFor();
    expect(await page.getByTestId('wall').getAttribute('data-tone')).toBe('calm');
    expect(await page.getByRole('button').count()).toBe(0);
    await expect.poll(() => barriersOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps its navigation when a page breaks', { timeout: SLOW_MS }, async () => {
    const { page } = await open('root');
    await page.route('**/api/v1/patrols?*', (route) => route.fulfill({ json: {} }));
    await page.goto(`${app.url}/patrols`);
    await page.getByText('This page broke').waitFor();
    await navigation(page).getByRole('link', { name: 'Help' }).click();
    await page.locator(PAGES['/help']).waitFor();
    await page.context().close();
  });

  test('keeps its navigation when a page cannot be fetched, and fetches it again', {
    timeout: SLOW_MS,
  }, async () => {
    const { page } = await open('root');
    await page.goto(`${app.url}/help`);
    await page.locator(PAGES['/help']).waitFor();
    await page.route('**/assets/**', (route) => route.abort());
    await navigation(page).getByRole('link', { name: 'Patrols', exact: true }).click();
    await page.getByText('This page could not be fetched').waitFor();
    expect(await navigation(page).isVisible()).toBe(true);
    await page.unroute('**/assets/**');
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    await page.locator(PAGES['/patrols']).waitFor();
    await page.context().close();
  });

  test('keeps what is typed beside a part that cannot be fetched, and fetches it again', {
    timeout: SLOW_MS,
  }, async () => {
    const { page } = await open('district');
    await page.goto(`${app.url}/evaluation/norms`);
    const begin = page.getByRole('button', { name: 'New norm' });
    await begin.waitFor();
    const missing = page.getByText('This part could not be fetched');
    await page.route('**/assets/**', (route) => route.abort());
    await begin.click();
    await missing.waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Of the harbour');
    await page.unroute('**/assets/**');
    await page.getByTestId('not-fetched').getByRole('button', { name: 'Retry' }).click();
    await missing.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Of the harbour');
    await page.keyboard.press('Escape');
    await page.route('**/assets/**', (route) => route.abort());
    await page.getByTestId('search-open').click();
    await missing.waitFor();
    expect(await navigation(page).isVisible()).toBe(true);
    await page.unroute('**/assets/**');
    await page.getByTestId('not-fetched').getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.context().close();
  });

  test('leads whoever publishes too early to the field that is missing, far above the button', {
    timeout: SLOW_MS,
  }, async () => {
    const { page } = await open('district');
    await page.goto(`${app.url}/evaluation/norms`);
    await page.getByRole('button', { name: 'New norm' }).click();
    await page.getByRole('button', { name: /^Publish from/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tooltip').getByRole('button', { name: 'Cancel' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const name = page.getByLabel('Name', { exact: true });
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.context().close();
  });

  test('says that the console could not be fetched, and comes once it can be', {
    timeout: SLOW_MS,
  }, async () => {
    const { page } = await open('root');
    await page.route('**/assets/console-*', (route) => route.abort());
    await page.goto(`${app.url}/help`);
    await page.getByText('This page could not be fetched').waitFor();
    expect(await shown(page, 'failure')).toBe(0);
    await page.unroute('**/assets/console-*');
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.locator(PAGES['/help']).waitFor();
    await page.context().close();
  });

  test('tells a page of the release before that there is another', {
    timeout: SLOW_MS,
  }, async () => {
    const { page } = await open('root');
    await page.route(`${app.url}/`, (route) => route.fulfill({ body: '<html></html>' }));
    await page.goto(`${app.url}/help`);
    await page.getByTestId('new-build').waitFor();
    await page.context().close();
  });
});
