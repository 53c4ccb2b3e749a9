import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { codeAt } from '../../server/domain/accounts/totp.ts';
import { startTestApp } from '../support/app.ts';
import {
  barriersOf,
  followLink,
  hasBrowser,
  openBrowser,
  openDesk,
  WCAG,
} from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 120_000;
const STEP_MS = 20_000;
const OWN = 'nine grids walked at dusk';

describe.skipIf(!hasBrowser())('accounts in a browser', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let root: Page;
  let chen: Page;
  let temporary: string;
  let secret: string;
  let recovery: string[];
  let now = Date.now();
  const complaints: string[] = [];

  const openPage = async (): Promise<Page> => {
    const page = await (await openDesk(browser, STEP_MS)).newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    return page;
  };
  /** What fades in or out is given its time. */
  const sound = (page: Page) =>
    expect.poll(() => barriersOf(page), { timeout: STEP_MS }).toEqual([]);
  const signIn = async (page: Page, name: string, password: string) => {
    await page.getByRole('textbox', { name: 'Account', exact: true }).fill(name);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByTestId('sign-in').click();
  };

  beforeAll(async () => {
    store = await openEmbedded();
    const { areas } = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'root', role: 'administrator', areaId: areas.D! });
    app = await startTestApp(store.db, {
      now: () => now,
      config: { secondFactorRoles: ['supervisor'] },
    });
    browser = await openBrowser();
    [root, chen] = await Promise.all([openPage(), openPage()]);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test(
    'one is made, its password shown once',
    async () => {
      await root.goto(`${app.url}/accounts`);
      await signIn(root, 'root', PASSWORD);
      await root.getByRole('button', { name: 'New account' }).click();
      const form = root.getByRole('dialog');
      await root.getByTestId('create-name').fill('chen');
      await form.getByRole('combobox', { name: 'Area' }).click();
      // What opens from a form has no barrier either: a field names the list it opens.
      await root.getByRole('tree').getByText('area D', { exact: true }).waitFor();
      await expect.poll(() => barriersOf(root, WCAG), { timeout: STEP_MS }).toEqual([]);
      await root.getByRole('tree').getByText('area D', { exact: true }).click();
      await form.getByRole('button', { name: 'Create' }).click();
      temporary = (await root.getByTestId('secret').textContent())!;
      expect(temporary.length).toBeGreaterThanOrEqual(12);
      await root.getByRole('button', { name: 'I have kept it' }).click();
    },
    SLOW_MS,
  );

  test(
    'whoever has it chooses a password and sets up the second factor before anything else is shown',
    async () => {
      await chen.goto(`${app.url}/help`);
      await signIn(chen, 'chen', temporary);
      const first = chen.getByTestId('due-password');
      await first.getByLabel('Password so far').fill(temporary);
      await first.getByLabel('New password', { exact: true }).fill(OWN);
      await first.getByLabel('New password once more').fill(OWN);
      await chen.getByTestId('change-password').click();
      const second = chen.getByTestId('due-second-factor');
      await second.getByLabel('Password').fill(OWN);
      await chen.getByTestId('factor-password').click();
      secret = (await chen.getByTestId('factor-key').textContent())!.trim();
      await sound(chen);
      await second.getByLabel('Code').fill(codeAt(secret, now));
      await chen.getByTestId('factor-code').click();
      recovery = (await chen.getByTestId('recovery-codes').textContent())!.split('\n');
      expect(recovery).toHaveLength(10);
      await second.getByRole('button', { name: 'I have kept it' }).click();
      await chen.getByTestId('account-menu').waitFor();
    },
    SLOW_MS,
  );

  test(
    'from then on a code is asked for, or a recovery code',
    async () => {
      for (const code of [codeAt(secret, now + MINUTE_MS), recovery[0]!]) {
        await chen.getByTestId('account-menu').click();
        await chen.getByTestId('sign-out').click();
        now += MINUTE_MS;
        await signIn(chen, 'chen', OWN);
        await chen.getByTestId('sign-in-code').fill(code);
        await chen.getByTestId('sign-in').click();
        await chen.getByTestId('account-menu').waitFor();
      }
      await followLink(chen, '/account', '[data-testid=sessions]');
      await chen.getByText('9 recovery codes left').waitFor();
      await sound(chen);
    },
    SLOW_MS,
  );

  test(
    'by keyboard it is asked first, the key that chose the act answering nothing, and the focus comes back',
    async () => {
      const more = root.getByRole('button', { name: 'More for chen' });
      const focused = root.locator(':focus');
      await more.press('Enter');
      await root.getByRole('menuitem').first().and(focused).waitFor();
      await root.keyboard.press('ArrowUp');
      await root.getByRole('menuitem', { name: 'Disable' }).and(focused).waitFor();
      await root.keyboard.press('Enter');
      const question = root.getByRole('dialog');
      await question.getByRole('button', { name: 'Cancel' }).and(focused).waitFor();
      await root.keyboard.press('Enter');
      await question.waitFor({ state: 'detached' });
      await more.and(focused).waitFor();
      expect(await root.getByText('Disabled 0', { exact: true }).count()).toBe(1);
    },
    SLOW_MS,
  );

  test(
    'disabled, its console ends and says that it did; who did it stands in the audit log',
    async () => {
      await root.getByRole('button', { name: 'More for chen' }).click();
      await root.getByRole('menuitem', { name: 'Disable' }).click();
      await root.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
      await root.getByText('Disabled 1', { exact: true }).waitFor();
      await sound(root);
      await chen.getByTestId('sign-in').waitFor();
      await chen.getByTestId('session-over').getByText('Your session is over').waitFor();
      await followLink(root, '/audit', '.ant-table-row');
      const change = root.locator('.ant-table-row').filter({ hasText: 'Changed an account' });
      await change.getByRole('button').click();
      await root.getByText('disabled_at').waitFor();
      await sound(root);
    },
    SLOW_MS,
  );

  test('no page threw', () => expect(complaints).toEqual([]));
});
