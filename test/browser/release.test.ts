import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/test-machine/free-port.mjs';
import type { App } from '../../server/app.ts';
import { readConfig } from '../../server/config/config.ts';
import { startTestApp } from '../support/app.ts';
import { hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { makeReleaseBefore } from '../support/made/release-before.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { PAGES } from '../support/pages.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 60_000;
const READY_MS = 180_000;

describe.skipIf(!hasBrowser())('A console that is open over a release', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let folder: string;
  let start: (consoleFiles?: string) => Promise<App>;

  const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' });
  const filesBefore = (page: Page) => page.locator('script[src*="/before-"]').count();
  const reload = (page: Page) =>
    page.getByTestId('new-build').getByRole('button', { name: 'Reload' });

  async function open(path: string): Promise<Page> {
    const context = await openDesk(browser, SLOW_MS);
    await context.request.post(`${app.url}/api/v1/session`, {
      data: { name: 'root', password: PASSWORD },
    });
    const page = await context.newPage();
    await page.goto(`${app.url}${path}`);
    await page
      .locator(PAGES[path as keyof typeof PAGES])
      .first()
      .waitFor();
    await page.getByTestId('connection').and(page.locator('[data-state=live]')).waitFor();
    expect(await filesBefore(page)).toBe(1);
    return page;
  }

  /** The server starts anew with files of which the pages that are open have none. */
  async function release(): Promise<void> {
    await app.close();
    app = await start();
  }

  beforeAll(async () => {
    store = await openEmbedded();
    const ids = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
    folder = await mkdtemp(join(tmpdir(), 'xunji-release-'));
    await makeReleaseBefore(join(folder, 'before'));
    const { port } = readConfig({ PORT: String(await freePort()) });
    start = (consoleFiles) => startTestApp(store.db, { config: { port }, consoleFiles });
    browser = await openBrowser();
  }, READY_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  }, SLOW_MS);

  test('keeps its shell where it goes to a page whose files are gone, offers to reload, and is whole after it', {
    timeout: 2 * SLOW_MS,
  }, async () => {
    app = await start(join(folder, 'before'));
    const page = await open('/help');
    await release();
    await reload(page).waitFor();
    await navigation(page).getByRole('link', { name: 'Patrols' }).click();
    await page.getByText('This page could not be fetched').waitFor();
    expect(await navigation(page).isVisible()).toBe(true);
    // What was fetched before is still there to go back to.
    await navigation(page).getByRole('link', { name: 'Help' }).click();
    await page.locator(PAGES['/help']).waitFor();
    await navigation(page).getByRole('link', { name: 'Patrols' }).click();
    await page.getByText('This page could not be fetched').waitFor();
    await reload(page).click();
    await page.locator(PAGES['/patrols']).first().waitFor();
    expect(await filesBefore(page)).toBe(0);
    expect(await reload(page).count()).toBe(0);
    await page.context().close();
    await app.close();
  });

  test('keeps what is typed, and loses it only to who was asked', {
    timeout: 2 * SLOW_MS,
  }, async () => {
    app = await start(join(folder, 'before'));
    const page = await open('/evaluation/norms');
    await page.getByRole('button', { name: 'New norm' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.pressSequentially('Of the harbour');
    await release();
    await reload(page).waitFor();
    let goes = false;
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await (goes ? dialog.accept() : dialog.dismiss());
    });
    await reload(page).dispatchEvent('click');
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await name.inputValue()).toBe('Of the harbour');
    goes = true;
    await reload(page).dispatchEvent('click');
    await page.locator(PAGES['/evaluation/norms']).first().waitFor();
    await expect.poll(() => filesBefore(page)).toBe(0);
    expect(asked).toEqual(['beforeunload', 'beforeunload']);
    await page.context().close();
    await app.close();
  });
});
