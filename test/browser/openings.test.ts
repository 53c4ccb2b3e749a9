import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { IMPORT_KINDS } from '../../server/contract/imports/import.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { startTestApp } from '../support/app.ts';
import {
  barriersOf,
  followLink,
  hasBrowser,
  openBrowser,
  openDesk,
  WCAG,
} from '../support/browser.ts';
import { openSession } from '../support/console.ts';
import { CATEGORIES } from '../support/made/incidents.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const GATE = {
  ...{ id: 'gate', name: 'The gate', radiusM: 30, minDwellS: 0 },
  position: { lng: 121.372, lat: 28.582 },
};
const SLOW_MS = 120_000;
const STEP_MS = 20_000;
/** What lies over a page once something in it is opened. The frame of a dialog goes last: until then the dialog that closes takes Escape. */
const OPEN = [
  '.ant-drawer-open .ant-drawer-section',
  '.ant-modal-wrap',
  ...['popover', 'dropdown', 'select-dropdown', 'picker-dropdown'].map(
    (kind) => `.ant-${kind}:not(.ant-${kind}-hidden)`,
  ),
].join(', ');
const day = (inDays: number) => new Date(Date.now() + inDays * DAY_MS).toISOString().slice(0, 10);

describe.skipIf(!hasBrowser())('what opens where things are set up has no barriers', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let cookie: string;

  beforeAll(async () => {
    store = await openEmbedded();
    const { areas, officers } = await seedTestWorld(store.db, { rules: { checkpoints: [GATE] } });
    await putIncidentCategories(store.db, CATEGORIES);
    app = await startTestApp(store.db);
    cookie = await openSession(store.db, app.url, {
      ...{ name: 'root', role: 'administrator', areaId: areas.D! },
    });
    const send = async (method: string, path: string, body: object) => {
      const headers = { cookie, 'content-type': 'application/json' };
      const init = { method, headers, body: JSON.stringify(body) };
      const reply = await fetch(`${app.url}/api/v1${path}`, init);
      expect([path, reply.ok, reply.ok || (await reply.text())]).toEqual([path, true, true]);
    };
    await send('PUT', '/holidays', {
      holidays: [{ day: day(9), kind: 'holiday', name: '国庆节' }],
    });
    await send('PUT', '/departments', {
      departments: [{ code: 'D1', name: 'Roads', kind: 'department', duties: [{ area: 'T' }] }],
    });
    await send('POST', '/api-keys', { name: 'evaluation', areaId: areas.D });
    await send('POST', '/webhooks', {
      ...{ name: 'works', areaId: areas.D, url: 'https://hooks.example.com/' },
      eventTypes: ['warning.raised'],
    });
    await send('PUT', '/leave', {
      ...{ officerId: officers.O1, substituteId: officers.O2, kind: 'sick' },
      ...{ firstDay: day(1), lastDay: day(2) },
    });
    browser = await openBrowser();
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  describe.each([
    ['en', 'en-US', 'light'],
    ['zh', 'zh-CN', 'dark'],
  ] as const)('%s, %s, %s', (language, locale, colorScheme) => {
    let page: Page;
    beforeAll(async () => {
      const context = await openDesk(browser, STEP_MS, {
        locale,
        colorScheme,
        deviceScaleFactor: 0.5,
      });
      const [name, value] = cookie.split('=') as [string, string];
      await context.addCookies([{ name, value: value.split(';')[0]!, url: app.url }]);
      page = await context.newPage();
      await page.goto(`${app.url}/settings`);
    }, SLOW_MS);
    afterAll(() => page?.context().close());

    const t = (path: string) =>
      path
        .split('.')
        .reduce<unknown>((at, key) => (at as never)[key], WORDS[language].console) as string;
    const shown = () => page.locator(OPEN).filter({ visible: true });
    const button = (name: string, within: Page | Locator = page) =>
      within.getByRole('button', { name: t(name), exact: true }).first();
    const section = (kind: string) => page.getByTestId(`settings-${kind}`);
    const sound = (what: Locator) =>
      expect
        .poll(() => barriersOf(page, WCAG), { timeout: STEP_MS, message: String(what) })
        .toEqual([]);
    /** Closes what lies on top, of `left` more: the focus is where it was opened. */
    const closes = async (opener: Locator, left: number) => {
      await page.keyboard.press('Escape');
      await expect.poll(() => shown().count(), { timeout: STEP_MS }).toBe(left);
      const hasFocus = () => opener.evaluate((one) => one.contains(document.activeElement));
      await expect.poll(hasFocus, { timeout: STEP_MS, message: String(opener) }).toBe(true);
    };
    /** Opens something, looks for barriers in all that is shown then, does `within` it what more there is, and closes it. */
    const opens = async (opener: Locator, within: () => Promise<void> = async () => {}) => {
      const before = await shown().count();
      await opener.click();
      await expect.poll(() => shown().count(), { timeout: STEP_MS }).toBeGreaterThan(before);
      // What fades in is given its time.
      await sound(opener);
      await within();
      await closes(opener, before);
    };

    test(
      'settings: holidays, thresholds, categories, cases and departments',
      async () => {
        await opens(page.getByTestId('settings-holidays').locator('.ant-picker input'));
        await opens(button('settings.holidays.drop', page.getByTestId('settings-holidays')));
        await opens(button('settings.thresholds.new', section('thresholds')), () =>
          opens(page.getByLabel(t('evaluation.from'))),
        );
        await opens(button('settings.categories.change', section('categories')));
        await opens(button('settings.categories.merge', section('categories')));
        await opens(button('settings.categories.retire', section('categories')));
        await opens(button('settings.cases.new', section('cases')));
        await opens(button('settings.departments.new', section('departments')));
        await opens(button('settings.departments.change', section('departments')));
        await opens(button('settings.departments.end', section('departments')));
      },
      SLOW_MS,
    );

    test(
      'settings: files of every kind',
      async () => {
        const imports = page.getByTestId('settings-imports');
        for (const kind of IMPORT_KINDS) {
          await imports.getByRole('tab', { name: t(`imports.kind.${kind}`), exact: true }).click();
          await imports.getByTestId(`import-${kind}`).waitFor();
          await sound(imports);
        }
      },
      SLOW_MS,
    );

    test(
      'settings: handhelds, webhooks and keys',
      async () => {
        const title = { name: t('handhelds.title'), exact: true };
        const states = page.locator('section', { has: page.getByRole('heading', title) });
        const revoke = button('handhelds.revoke', states);
        await opens(revoke);
        await revoke.click();
        await page.getByRole('menuitem').first().click();
        await page.getByRole('dialog').waitFor();
        await expect.poll(() => shown().count(), { timeout: STEP_MS }).toBe(1);
        await sound(page.getByRole('dialog'));
        await closes(revoke, 0);
        await opens(button('settings.handhelds.connections', section('handhelds')), () =>
          opens(button('settings.handhelds.new')),
        );
        await opens(button('settings.webhooks.new', section('webhooks')));
        for (const act of ['log', 'change', 'rotate', 'delete'])
          await opens(button(`settings.webhooks.${act}`, section('webhooks')));
        await opens(button('settings.keys.new', section('keys')));
        await opens(button('settings.keys.revoke', section('keys')));
      },
      SLOW_MS,
    );

    test(
      'what is told once: a secret, the address of an app, of a screen',
      async () => {
        const ok = () => page.locator('.ant-modal-footer .ant-btn-primary:visible').last();
        const told = async (opener: Locator, what: string, left = 0) => {
          await page.getByTestId(what).waitFor();
          await expect.poll(() => shown().count(), { timeout: STEP_MS }).toBe(1 + left);
          await sound(opener);
          await closes(opener, left);
        };
        const key = button('settings.keys.new', section('keys'));
        await key.click();
        await page.getByTestId('create-name').filter({ visible: true }).fill(`key ${language}`);
        await page
          .getByRole('dialog')
          .getByRole('combobox', { name: t('settings.area') })
          .click();
        await page.getByRole('tree').getByRole('treeitem').first().click();
        await ok().click();
        await told(key, 'secret');
        const connections = button('settings.handhelds.connections', section('handhelds'));
        await connections.click();
        const bind = button('settings.handhelds.new');
        await bind.click();
        await page.getByTestId('bind-device').fill(`phone-${language}`);
        await ok().click();
        await told(bind, 'address', 1);
        await closes(connections, 0);
        await section('checkpoints')
          .getByRole('button', { name: t('settings.checkpoints.print') })
          .click();
        const screen = button('codeScreen.open');
        await screen.click();
        await told(screen, 'screen-address');
        await button('handhelds.printed').click();
      },
      SLOW_MS,
    );

    test(
      'norms, duty and scores',
      async () => {
        await followLink(page, '/evaluation/norms', 'main table');
        await opens(button('evaluation.norm.new'), async () => {
          await opens(page.getByTestId('norm-trial').locator('.ant-picker input').first());
          await opens(page.getByLabel(t('evaluation.from'), { exact: true }).last());
        });
        await followLink(page, '/evaluation/duty', '[data-testid=leave-new]');
        for (const kind of ['leave', 'pairs']) await opens(page.getByTestId(`${kind}-new`));
        await opens(page.getByTestId('leave-drop').first());
        await followLink(page, '/evaluation/scores', 'main button');
        await opens(button('evaluation.newScheme'));
      },
      SLOW_MS,
    );

    test(
      'the audit log',
      async () => {
        await followLink(page, '/audit', '.ant-table-row');
        await opens(page.getByRole('combobox', { name: t('audit.act') }));
        await opens(page.getByLabel(t('audit.from'), { exact: true }));
      },
      SLOW_MS,
    );
  });
});
