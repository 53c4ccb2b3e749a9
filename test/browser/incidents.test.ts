import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { incidentHistory } from '../../server/db/incidents/incidents.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../support/app.ts';
import {
  barriersOf,
  hasBrowser,
  openBrowser,
  openDesk,
  WCAG,
  widthOf,
} from '../support/browser.ts';
import { openSession } from '../support/console.ts';
import { CATEGORIES, incidentAt, placeIn } from '../support/made/incidents.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 120_000;
const STEP_MS = 20_000;
const ID = 'case 1';

describe.skipIf(!hasBrowser())('an incident is corrected on its page', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let page: Page;
  const cookies: Record<string, string> = {};

  const open = async (role: 'supervisor' | 'analyst', options: object) => {
    const context = await openDesk(browser, STEP_MS, options);
    const [name, value] = cookies[role]!.split('=') as [string, string];
    await context.addCookies([{ name, value: value.split(';')[0]!, url: app.url }]);
    return context.newPage();
  };

  beforeAll(async () => {
    store = await openEmbedded();
    const ids = await seedTestWorld(store.db);
    await putIncidentCategories(store.db, CATEGORIES);
    await putIncidents(store.db, [
      incidentAt(ID, Date.now() - 3_600_000, placeIn('G1', 0.5, 0.5), { revision: 4 }),
    ]);
    app = await startTestApp(store.db);
    for (const role of ['supervisor', 'analyst'] as const)
      cookies[role] = await openSession(store.db, app.url, {
        ...{ name: role, role, areaId: ids.areas.V1! },
      });
    browser = await openBrowser();
    page = await open('supervisor', { locale: 'en-US', deviceScaleFactor: 0.5 });
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  const path = () => `${app.url}/incidents/${encodeURIComponent(ID)}`;
  const button = (name: string, within: Page | Locator = page) =>
    within.getByRole('button', { name, exact: true });
  const poll = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: STEP_MS });
  const sound = () => poll(() => barriersOf(page, WCAG)).toEqual([]);
  const history = async () => (await incidentHistory(store.db, ID, null))!;

  test(
    'its category and place are others then, and what it was stands below',
    async () => {
      await page.goto(path());
      await button('Correct').click();
      const form = page.getByRole('dialog');
      await form.getByRole('combobox', { name: 'Category' }).fill('Fire');
      await page.locator('.ant-select-item-option:visible', { hasText: 'Fire' }).click();
      await form.getByLabel('Longitude').fill(String(placeIn('G2', 0.5, 0.5).lng));
      await sound();
      await button('Save', form).click();
      await page.getByRole('heading', { name: 'Fire · area V1 area G2' }).waitFor();
      await page.getByText('Before it was corrected').waitFor();
      const { current, former } = await history();
      expect(current).toMatchObject({ category: 'fire', reportedBy: 'supervisor', revision: 4 });
      // What the form did not change is to the millisecond what it was.
      expect([current!.from, current!.to]).toEqual([former[0]!.from, former[0]!.to]);
      await sound();
    },
    SLOW_MS,
  );

  test(
    'it is withdrawn after a question with a reason, and brought back',
    async () => {
      await button('Withdraw').click();
      const form = page.getByRole('dialog', { name: 'Withdraw this incident?' });
      await form.getByLabel('Why').fill('a test call');
      await sound();
      await button('Withdraw', form).click();
      await button('Bring back').waitFor();
      await page.getByText('a test call').waitFor();
      expect((await history()).current).toBeNull();
      await sound();
      await button('Bring back').click();
      await page.locator('.ant-popconfirm').getByRole('button', { name: 'Bring back' }).click();
      await button('Correct').waitFor();
      expect((await history()).current).toMatchObject({ category: 'fire', revision: 5 });
    },
    SLOW_MS,
  );

  test(
    'on a phone in Chinese: the same words, nothing beyond the screen and no barriers',
    async () => {
      await page.context().close();
      page = await open('supervisor', {
        ...{ locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
      });
      const says = WORDS.zh.console.incidents;
      await page.goto(path());
      await button(says.correct).click();
      await page.getByText(says.placeHint).waitFor();
      await sound();
      expect(await widthOf(page)).toBeLessThanOrEqual(390);
    },
    SLOW_MS,
  );

  test(
    'who reports none is offered nothing of it',
    async () => {
      await page.context().close();
      page = await open('analyst', { locale: 'en-US', deviceScaleFactor: 0.5 });
      await page.goto(path());
      await page.getByRole('heading', { name: 'Fire · area V1 area G2' }).waitFor();
      expect(await button('Correct').count()).toBe(0);
      expect(await button('Withdraw').count()).toBe(0);
    },
    SLOW_MS,
  );
});
