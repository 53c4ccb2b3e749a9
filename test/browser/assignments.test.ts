import { sql } from 'kysely';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { startTestApp } from '../support/app.ts';
import {
  barriersOf,
  hasBrowser,
  openBrowser,
  openDesk,
  setAhead,
  WCAG,
  widthOf,
} from '../support/browser.ts';
import { openSession } from '../support/console.ts';
import { type Ids, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 120_000;
const STEP_MS = 20_000;
/** It is ten in the morning when the test begins: who has a shared handheld next hangs on the hour. */
const AHEAD_MS = Date.parse('2027-06-01T10:00:00+08:00') - Date.now();
const clock = () => Date.now() + AHEAD_MS;

describe.skipIf(!hasBrowser())('handhelds are handed out by clicks', () => {
  let store: TestStore;
  let app: App;
  let ids: Ids;
  let browser: Browser;
  let cookie: string;
  let page: Page;

  const open = async (options: object) => {
    const context = await openDesk(browser, STEP_MS, options);
    await setAhead(context, AHEAD_MS);
    const [name, value] = cookie.split('=') as [string, string];
    await context.addCookies([{ name, value: value.split(';')[0]!, url: app.url }]);
    return context.newPage();
  };

  beforeAll(async () => {
    store = await openEmbedded();
    ids = await seedTestWorld(store.db);
    app = await startTestApp(store.db, { now: clock });
    cookie = await openSession(store.db, app.url, {
      ...{ name: 'root', role: 'administrator', areaId: ids.areas.D! },
    });
    browser = await openBrowser();
    page = await open({ locale: 'en-US', deviceScaleFactor: 0.5 });
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  const button = (name: string, within: Page | Locator = page) =>
    within.getByRole('button', { name, exact: true });
  const rows = (within: Page | Locator = page) => within.getByTestId('assignment');
  const poll = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: STEP_MS });
  const sound = () => poll(() => barriersOf(page, WCAG)).toEqual([]);
  const drawer = (title: string) => page.getByRole('dialog', { name: title, exact: true });
  /** The row of a handheld in settings. */
  const handheld = (code: string) =>
    page
      .getByTestId('handheld-states')
      .locator('tr', { has: page.getByText(code, { exact: true }) });
  /** Chooses in a field, found by typing. */
  const choose = async (field: Locator, typed: string) => {
    await field.locator('input').fill(typed);
    await page.locator('.ant-select-item-option:visible', { hasText: typed }).first().click();
  };
  /** Who carried a handheld at moments, by code. */
  const carriers = async (code: string) => {
    const found = await store.db
      .selectFrom('handheld_assignments as a')
      .innerJoin('officers as o', 'o.id', 'a.officer_id')
      .innerJoin('handhelds as h', 'h.id', 'a.handheld_id')
      .select(['o.code', 'a.valid_from', 'a.valid_to'])
      .where('h.code', '=', code)
      .orderBy('a.valid_from')
      .execute();
    return found.map((one) => ({ officer: one.code, from: one.valid_from, to: one.valid_to }));
  };
  /** The hours of a shift in the time zone of the area. */
  const hours = ({ from, to }: { from: Date; to: Date | null }) =>
    [from, to].map((moment) =>
      new Date(moment!.getTime() + 8 * 3_600_000).toISOString().slice(11, 16),
    );

  test(
    'one handheld is shared by shift, one officer in the morning and another in the afternoon, and it is undone again',
    async () => {
      await page.goto(`${app.url}/settings`);
      const opener = button('Who carries it', handheld('H1'));
      await opener.click();
      await rows().first().waitFor();
      await sound();
      await button('By shift').click();
      await choose(page.getByTestId('shift-target').nth(0), 'officer O1');
      await choose(page.getByTestId('shift-target').nth(1), 'officer O2');
      await page.getByTestId('outcome').getByText('officer O2').first().waitFor();
      await sound();
      await button('Save').click();
      await page.getByText('H1 is changed.').waitFor();
      await poll(() => rows().count()).toBe(10);
      await sound();
      const shared = await carriers('H1');
      const tomorrow = shared.filter(({ from }) => from.getTime() > clock() + 86_400_000);
      expect(
        tomorrow
          .slice(0, 6)
          .map((one) => [one.officer, ...hours(one)])
          .sort()
          .slice(0, 2),
      ).toEqual([
        ['O1', '08:00', '12:00'],
        ['O1', '08:00', '12:00'],
      ]);
      expect(
        new Set(tomorrow.slice(0, -1).map((one) => [one.officer, ...hours(one)].join())),
      ).toEqual(new Set(['O1,08:00,12:00', 'O2,14:00,18:00']));
      // After the last day it is whose it was.
      expect(shared.at(-1)).toMatchObject({ officer: 'O1', to: null });
      await button('Undo').click();
      await poll(() => rows().count()).toBe(1);
      expect(await carriers('H1')).toMatchObject([{ officer: 'O1', to: null }]);
      await button('By shift').click();
      await choose(page.getByTestId('shift-target').nth(0), 'officer O1');
      await choose(page.getByTestId('shift-target').nth(1), 'officer O2');
      await button('Save').click();
      await poll(() => rows().count()).toBe(10);
      await page.keyboard.press('Escape');
      await drawer('Who carries H1').waitFor({ state: 'detached' });
      await poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
    },
    SLOW_MS,
  );

  test(
    'its sheet names both who share it',
    async () => {
      await handheld('H1').getByText('officer O2').waitFor();
      await button('Sheet', handheld('H1')).click();
      const sheet = page.getByTestId('sheet');
      await sheet.waitFor();
      for (const text of [
        'officer O1, officer O2',
        'O1, O2',
        'area V1 area G1, area V1 area G2',
        'Shared',
      ])
        await sheet.getByText(text, { exact: true }).waitFor();
      await sound();
      await button('They are printed').click();
    },
    SLOW_MS,
  );

  test(
    'given for good it is one officer’s again, and nothing of the shifts is left',
    async () => {
      await button('Who carries it', handheld('H1')).click();
      await button('Give to an officer').click();
      await choose(page.getByTestId('give-target'), 'officer O2');
      await page.getByRole('checkbox', { name: 'For good' }).check();
      await poll(() => page.getByTestId('outcome').locator('li').count()).toBe(2);
      await sound();
      await button('Save').click();
      await poll(() => rows().count()).toBe(1);
      expect((await carriers('H1')).at(-1)).toMatchObject({ officer: 'O2', to: null });
      await button('Undo').click();
      await poll(() => rows().count()).toBe(10);
      await page.keyboard.press('Escape');
      await drawer('Who carries H1').waitFor({ state: 'detached' });
    },
    SLOW_MS,
  );

  test(
    'an officer and a handheld are made, renamed and joined without a file; a code that there is is told',
    async () => {
      const section = page.getByTestId('settings-officers');
      const create = async (opener: Locator, code: string, name?: string) => {
        await opener.click();
        const form = page.getByRole('dialog');
        await form.getByLabel('Code').fill(code);
        if (name) await form.getByLabel('Name').fill(name);
        await sound();
        await button('Create').click();
        return form;
      };
      const taken = await create(button('New officer', section), 'O1', 'Somebody');
      await taken.getByText('An officer has this code already.').waitFor();
      expect(
        await store.db.selectFrom('officers').select('name').where('code', '=', 'O1').execute(),
      ).toEqual([{ name: 'officer O1' }]);
      /** Presses again until it is done: two presses within half a second are one. */
      const again = (done: Locator) =>
        expect
          .poll(
            async () => {
              if ((await done.count()) === 0 && (await button('Create').isVisible()))
                await button('Create').click();
              return done.count();
            },
            { timeout: STEP_MS, interval: 1_000 },
          )
          .toBe(1);
      await taken.getByLabel('Code').fill('N1');
      const row = section.getByTestId('officer').filter({ hasText: 'N1' });
      await again(row.getByText('no grid'));
      await button('Change officer', row).click();
      await page.getByRole('dialog').getByLabel('Name').fill('Somebody Else');
      await page.getByRole('dialog').getByLabel('Home area').fill('area V2');
      await page.locator('.ant-select-tree-title:visible', { hasText: 'area V2' }).click();
      await sound();
      await button('Save').click();
      await row.getByText('Somebody Else').waitFor();
      await row.getByText('area V2').waitFor();
      await button('Grids', row).click();
      await button('Give a grid').click();
      await choose(page.getByTestId('give-target'), 'area G3');
      await button('Save').click();
      await rows().and(page.locator('[data-stand=running]')).waitFor();
      await page.keyboard.press('Escape');
      await row.getByText('area G3').waitFor();

      const states = page.getByTestId('handheld-states');
      const known = await create(button('New handheld', states), 'H1');
      await known.getByText('A handheld has this code already.').waitFor();
      await known.getByLabel('Code').fill('HN');
      await again(handheld('HN'));
      await button('Who carries it', handheld('HN')).click();
      await button('Give to an officer').click();
      await choose(page.getByTestId('give-target'), 'Somebody Else');
      await button('Save').click();
      await page.getByText('HN is changed.').waitFor();
      await page.keyboard.press('Escape');
      await handheld('HN').getByText('Somebody Else').waitFor();
      expect((await carriers('HN')).map(({ officer, to }) => [officer, to])).toEqual([
        ['N1', null],
      ]);
    },
    SLOW_MS,
  );

  test(
    'an officer is given a second handheld on their own page, whose times are changed, and it is ended after a question',
    async () => {
      await page.goto(`${app.url}/officers/${ids.officers.O2}/record`);
      const carried = page.getByTestId('carried-by');
      const give = button('Give a handheld', carried);
      await give.click();
      await choose(page.getByTestId('give-handheld'), 'H4');
      await page.getByTestId('outcome').getByText('officer O4').waitFor();
      await sound();
      await button('Save').click();
      await carried.getByText('H4 is changed.').waitFor();
      await poll(() => carriers('H4')).toMatchObject([
        { officer: 'O4', to: expect.any(Date) },
        { officer: 'O2', to: null },
      ]);
      await poll(() => give.evaluate((one) => one === document.activeElement)).toBe(true);
      const running = carried.locator('[data-testid=carried][data-stand=running]');
      await running.getByText('H4', { exact: true }).waitFor();
      await running.getByText('H2', { exact: true }).waitFor();
      await sound();

      const row = carried.locator('li', { has: page.getByText('H4', { exact: true }) });
      const opener = button('Who carries it', row);
      await opener.click();
      const shown = drawer('Who carries H4');
      const now = rows(shown).and(page.locator('[data-stand=running]'));
      await button('Change times', now).click();
      await page.getByLabel('Until').fill('2030-01-01 00:00');
      await page.keyboard.press('Tab');
      await page
        .getByTestId('outcome')
        .getByText('officer O4 since 2030-01-01 00:00')
        .waitFor({ state: 'detached' });
      await button('Save').click();
      await shown.getByText('H4 is changed.').waitFor();
      await poll(async () => (await carriers('H4')).at(-1)!.to?.toISOString()).toBe(
        '2029-12-31T16:00:00.000Z',
      );
      await button('End now', now).click();
      await page.getByText('End it for officer O2 now?').waitFor();
      await sound();
      await page.locator('.ant-popconfirm').getByRole('button', { name: 'End now' }).click();
      await shown.getByText('Nobody carries it').waitFor();
      expect((await carriers('H4')).at(-1)!.to!.getTime()).toBeLessThanOrEqual(clock());
      await button('Undo', shown).click();
      await now.waitFor();
      await page.keyboard.press('Escape');
      await poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
    },
    SLOW_MS,
  );

  test(
    'a grid is given to an officer who holds none, from the same page',
    async () => {
      await page.goto(`${app.url}/officers/${ids.officers.O4}/record`);
      const grids = page.getByTestId('assignments');
      await grids.getByText('No grid is held').waitFor();
      await button('Give a grid', grids).click();
      await choose(page.getByTestId('give-target'), 'area G3');
      await button('Save').click();
      await grids.getByText('officer O4 is changed.').waitFor();
      await grids.locator('[data-stand=running]').getByText('area G3').waitFor();
    },
    SLOW_MS,
  );

  test(
    'a post is given, another follows in it, its days are changed, it is ended after a question and all is undone',
    async () => {
      await page.goto(`${app.url}/settings`);
      const section = page.getByTestId('settings-posts');
      const post = (text: string) => section.getByTestId('post').filter({ hasText: text });
      const held = async () => {
        const { rows } = await sql<{ said: string }>`
          select o.code || ' ' || p.first_day || ' ' || coalesce(p.last_day::text, '') as said
          from posts p join officers o on o.id = p.officer_id where superseded is null order by 1`.execute(
          store.db,
        );
        return rows.map(({ said }) => said);
      };
      const give = async (name: string, from: string, follow?: string) => {
        await button('New post', section).click();
        await page.getByRole('dialog').getByRole('combobox', { name: 'Officer' }).fill(name);
        await page.locator('.ant-select-item-option:visible', { hasText: name }).first().click();
        await page.getByRole('dialog').getByRole('combobox', { name: 'Area' }).fill('area V1');
        await page.locator('.ant-select-tree-title:visible').getByText('area V1').first().click();
        await page.getByRole('dialog').getByLabel('From').fill(from);
        await page.keyboard.press('Tab');
        if (follow) await page.getByRole('checkbox', { name: follow }).check();
        await sound();
        await button('Save').click();
        await section.getByText(`${name} is changed.`).waitFor();
      };
      await section.getByText('No posts yet').waitFor();
      await give('officer O1', '2026-01-01');
      await give('officer O2', '2026-03-01', 'In place of officer O1');
      await poll(held).toEqual(['O1 2026-01-01 2026-02-28', 'O2 2026-03-01 ']);
      await post('officer O2').getByText('since 2026-03-01').waitFor();
      await poll(() => post('officer O1').count()).toBe(0);
      await section.getByText('Past 1').click();
      await post('officer O1').getByText('2026-01-01 – 2026-02-28').waitFor();
      await sound();
      await section.getByText('Now and to come 1').click();

      await button('Change times', post('officer O2')).click();
      await page.getByRole('dialog').getByLabel('From').fill('2026-04-01');
      await page.keyboard.press('Tab');
      await sound();
      await button('Save').click();
      await poll(held).toEqual(['O1 2026-01-01 2026-02-28', 'O2 2026-04-01 ']);
      await button('Undo', section).click();
      await poll(held).toEqual(['O1 2026-01-01 2026-02-28', 'O2 2026-03-01 ']);

      await button('End now', post('officer O2')).click();
      await page.getByText('End it for officer O2').waitFor();
      await sound();
      await page.locator('.ant-popconfirm').getByRole('button', { name: 'End now' }).click();
      await poll(async () => (await held())[1]).toMatch(/^O2 2026-03-01 20/);
      await button('Take back', post('officer O2')).click();
      await page.locator('.ant-popconfirm').getByRole('button', { name: 'Take back' }).click();
      await poll(held).toEqual(['O1 2026-01-01 2026-02-28']);
      await button('Undo', section).click();
      await post('officer O2').waitFor();

      await button('New post', section).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Officer' }).fill('officer O2');
      await page.locator('.ant-select-item-option:visible', { hasText: 'officer O2' }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Area' }).fill('area V1');
      await page.locator('.ant-select-tree-title:visible').getByText('area V1').first().click();
      await page.getByRole('alert').getByText('The same person holds this post').waitFor();
      await sound();
      await page.keyboard.press('Escape');
    },
    SLOW_MS,
  );

  test(
    'on a phone in Chinese: the same words, nothing beyond the screen and no barriers',
    async () => {
      await page.context().close();
      page = await open({
        ...{ locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
      });
      const says = WORDS.zh.console.assignments;
      await page.goto(`${app.url}/officers/${ids.officers.O2}/record`);
      const carried = page.getByTestId('carried-by');
      await carried.getByText(says.stand.running).first().waitFor();
      await sound();
      expect(await widthOf(page)).toBeLessThanOrEqual(390);
      await button(says.giveHandheld, carried).click();
      await page.getByText(says.untilHint).waitFor();
      await sound();
      await page.keyboard.press('Escape');
      const row = carried.locator('li', { has: page.getByText('H1', { exact: true }) }).first();
      await button(says.open.handheld, row).click();
      await rows(drawer(says.title.handheld.replace('{{what}}', 'H1')))
        .first()
        .waitFor();
      await sound();
      await button(says.byShift).click();
      await page.getByText(says.shiftsHint).waitFor();
      await sound();
      await page.keyboard.press('Escape');
      await button(says.takeOff).first().click();
      await page.locator('.ant-popconfirm:visible').getByText('officer').waitFor();
      await sound();
      expect(await widthOf(page)).toBeLessThanOrEqual(390);
      await page.goto(`${app.url}/settings`);
      await page.getByTestId('settings-posts').getByTestId('post').first().waitFor();
      await button(WORDS.zh.console.settings.posts.new, page.getByTestId('settings-posts')).click();
      await page.getByText(WORDS.zh.console.settings.posts.lastDayHint).waitFor();
      await sound();
      expect(await widthOf(page)).toBeLessThanOrEqual(390);
      await page.keyboard.press('Escape');
      await button(WORDS.zh.console.handhelds.sheet, handheld('H3')).click();
      const sheet = page.getByTestId('sheet');
      await sheet.waitFor();
      // The text stands below the code and not in what is left beside it, where a long word would be cut off.
      const leftOf = async (part: Locator) => (await part.boundingBox())!.x;
      expect((await leftOf(sheet.locator('h3'))) - (await leftOf(sheet))).toBeLessThan(40);
      await sound();
    },
    SLOW_MS,
  );
});
