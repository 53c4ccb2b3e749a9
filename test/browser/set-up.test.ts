import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STEPS } from '../../client/set-up/steps.ts';
import type { App } from '../../server/app.ts';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { offerFirstAccount } from '../../server/services/accounts/first-account.ts';
import { ANY_HOUR } from '../../server/services/areas/seed-world.ts';
import { startTestApp } from '../support/app.ts';
import {
  barriersOf,
  followLink,
  hasBrowser,
  openBrowser,
  openDesk,
  WCAG,
} from '../support/browser.ts';
import { basicAuth, postFixes } from '../support/handheld.ts';
import { shapefile } from '../support/made/shapefile.ts';
import { spreadsheet } from '../support/made/spreadsheet.ts';
import { walk } from '../support/made/walk.ts';
import { SIDE_DEG } from '../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const SLOW_MS = 120_000;
const OFFICERS = 624;
const WIDE = 26;
const digits = (k: number, width: number) => String(k + 1).padStart(width, '0');
const gridOf = (k: number) => `331004001001${digits(k, 3)}`;
const [OFFICER, HANDHELD] = [(k: number) => `W${digits(k, 4)}`, (k: number) => `H${digits(k, 4)}`];
const all = <T>(make: (k: number) => T) => Array.from({ length: OFFICERS }, (_, k) => make(k));

/** 624 squares beside each other, the first where `walk` walks. */
const GRIDS = all((k) => {
  const [x, y] = [121.37 + SIDE_DEG * (k % WIDE), 28.58 + SIDE_DEG * Math.floor(k / WIDE)];
  const corner = (i: number, j: number) => [x + SIDE_DEG * i, y + SIDE_DEG * j] as const;
  return {
    ring: [corner(0, 0), corner(0, 1), corner(1, 1), corner(1, 0), corner(0, 0)],
    texts: { 网格编码: gridOf(k), 网格名称: `第${k + 1}网格` },
  };
});
const OUTCOME = /^(Completed|Incomplete|Suspicious|Unverifiable)$/;
/** Before the patrol that is walked, and no longer: every day since is rolled up for every grid. */
const SINCE = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);

describe.skipIf(!hasBrowser())('from an empty store to a patrol in a browser', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const at = (id: string) => page.getByTestId(id);
  const toStep = (step: string) => page.goto(`${app.url}/set-up/${step}`);

  beforeAll(async () => {
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    app = await startTestApp(store.db);
    browser = await openBrowser();
    const context = await openDesk(browser, SLOW_MS);
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
  }, 2 * SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  /** No rule is broken, once what fades in has done so. */
  const sound = () => expect.poll(() => barriersOf(page, WCAG), { timeout: 60_000 }).toEqual([]);

  async function bring(kind: string, name: string, buffer: Buffer | Uint8Array, button: RegExp) {
    await at(`import-${kind}`)
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) });
    await page.getByRole('button', { name: button }).click();
    await at('import-result').and(page.locator('.ant-alert-success')).waitFor();
  }

  test(
    'the printed address makes the first administrator and leads to what is missing',
    async () => {
      await page.goto(app.url);
      await at('nobody-yet').getByText('/set-up#').waitFor();
      await page.goto(`${app.url}/set-up#${await offerFirstAccount(store.db)}`);
      await sound();
      await page.getByLabel('Name of the place').fill('Luqiao');
      await page.getByLabel('Its code').fill('331004');
      await page.getByLabel('Account', { exact: true }).fill('root');
      await page.getByLabel('Password').fill('a long password');
      await at('make-first').click();
      await at('set-up').and(page.locator('[data-step=areas]')).waitFor();
      expect(await at('missing').textContent()).toContain('Areas');
      expect(page.url()).not.toContain('#');
      // Who comes by such an address later is told at once, with the way in.
      const later = await (await browser.newContext()).newPage();
      await later.goto(`${app.url}/set-up#spent`);
      await later.getByRole('alert').getByRole('link').waitFor();
      expect(await later.getByTestId('make-first').count()).toBe(0);
      await later.context().close();
    },
    SLOW_MS,
  );

  test(
    'a Shapefile that is wrong brings nothing and says why; the right one is looked at on a map and brought in',
    async () => {
      for (const key of ['Enter', 'Space']) {
        const chosen = page.waitForEvent('filechooser');
        await at('import-areas').locator('.ant-upload[role=button]').press(key);
        await chosen;
      }
      const look = (name: string, buffer: Buffer) =>
        at('import-areas')
          .locator('input[type=file]')
          .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      // What cannot be read is told with all else, by its line.
      const torn = [
        'code,name,wkt',
        'A,a,"POLYGON((121 28,121.1 28"',
        'B,,"POLYGON((121 28,121.1 28,121.1 28.1,121 28))"',
        'C',
      ];
      await look('grids.csv', Buffer.from(torn.join('\n')));
      await at('import-defects').getByText('Cannot be read').first().waitFor();
      expect(await at('import-defects').textContent()).toMatch(
        /line 2: wkt: .*no value at name.*line 4 has 1 cells/is,
      );
      // Slivers are closed up to a width; one beyond it is told beside the field, and nothing is looked at by it.
      await at('heal').fill('50');
      await at('import-areas').getByText('A number from 0 to 20', { exact: true }).waitFor();
      expect(await at('heal').inputValue()).toBe('50');
      await sound();
      const twice = shapefile([GRIDS[0]!, GRIDS[0]!]);
      await at('heal').fill('0');
      await look('twice.zip', twice);
      await at('import-defects').getByText('Code stands twice').first().waitFor();
      // Nothing is stored, so nothing is counted as if it were.
      expect(await at('import-result').textContent()).toBe('3 defects: nothing was stored');
      await sound();
      await bring('areas', 'grids.zip', shapefile(GRIDS), /^Import 624 areas$/);
      await at('area-file').getByText('CGCS2000').waitFor();
      // What comes next is seen without scrolling.
      const { y, height } = (await page.getByRole('link', { name: /^Go on: / }).boundingBox())!;
      expect(y).toBeGreaterThan(0);
      expect(y + height).toBeLessThan(page.viewportSize()!.height);
    },
    SLOW_MS,
  );

  test(
    'officers and handhelds come from spreadsheets, after a cell that is wrong is told by row and column',
    async () => {
      const officers = (grid: (k: number) => string) =>
        spreadsheet([
          ['工号', '姓名', '网格编码', '起始时间'],
          ...all((k) => [OFFICER(k), `网格员${k + 1}`, grid(k), SINCE]),
        ]);
      await toStep('people');
      await at('import-officers')
        .locator('input[type=file]')
        .setInputFiles({
          name: 'officers.xlsx',
          mimeType: 'application/octet-stream',
          buffer: Buffer.from(officers((k) => (k === 9 ? 'nowhere' : gridOf(k)))),
        });
      const row = at('import-defects').getByRole('row').filter({ hasText: 'nowhere' });
      expect(await row.textContent()).toContain('11');
      await sound();
      await bring('officers', 'officers.xlsx', officers(gridOf), /^Import 624 rows$/);
      await toStep('handhelds');
      const handhelds = spreadsheet([
        ['终端编码', '网格员编码', '起始时间'],
        ...all((k) => [HANDHELD(k), OFFICER(k), SINCE]),
      ]);
      await bring('handhelds', 'handhelds.xlsx', handhelds, /^Import 624 rows$/);
    },
    SLOW_MS,
  );

  test(
    'the same file edited says of each that changes what was there and what comes, before it is stored',
    async () => {
      await toStep('people');
      const edited = spreadsheet([
        ['工号', '姓名', '人员类别', '备注'],
        [OFFICER(1), '改名', '兼职', '新来'],
        [OFFICER(2), '网格员3', '', ''],
      ]);
      await at('import-officers')
        .locator('input[type=file]')
        .setInputFiles({
          ...{ name: 'officers.xlsx', mimeType: 'application/octet-stream' },
          buffer: Buffer.from(edited),
        });
      await at('passed-over').getByText('Columns that are not read: 备注').waitFor();
      const rows = at('import-changes').locator('tr.ant-table-row');
      await rows.first().waitFor();
      expect(await rows.allTextContents()).toEqual([
        `${OFFICER(1)} 网格员2Name网格员2改名`,
        `${OFFICER(1)} 网格员2EmploymentFull-timePart-time`,
      ]);
      await sound();
      await page.getByRole('button', { name: /^Import 2 rows$/ }).click();
      await at('import-result').and(page.locator('.ant-alert-success')).waitFor();
    },
    SLOW_MS,
  );

  test(
    'a sheet is printed, its code makes a phone the handheld of its officer, and that is seen',
    async () => {
      await toStep('sheets');
      await page.getByRole('button', { name: 'Sheets for 624' }).waitFor();
      await page.getByPlaceholder('Handheld, officer or grid').fill(HANDHELD(0));
      await page.getByRole('button', { name: /Sheets for 1$/ }).click();
      const url = (await at('sheet').getAttribute('data-value'))!;
      const text = (await at('sheet').textContent())!;
      for (const part of ['网格员1', OFFICER(0), '第1网格', HANDHELD(0)])
        expect(text).toContain(part);
      await page.getByRole('button', { name: 'They are printed' }).click();
      await expect.poll(() => page.content()).not.toContain(url);
      const print = page.getByRole('button', { name: /Sheets for 1$/ });
      const hasFocus = () => print.evaluate((one) => one === document.activeElement);
      await expect.poll(hasFocus).toBe(true);
      // Made again, a sheet that is out would stop working: that is asked first.
      await page.getByText('Sheet handed out').first().waitFor();
      await print.click();
      await page.getByText('They stop working at once').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('They stop working at once').waitFor({ state: 'hidden' });
      await sound();

      const secretHash = createHash('sha256').update(SECRET).digest('hex');
      const reply = await fetch(`${app.url}/api/v1/enrolments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: new URL(url).hash.slice(1), secretHash }),
      });
      expect([reply.status, await reply.json()]).toEqual([201, { handheld: HANDHELD(0) }]);
      await page.reload();
      await page
        .getByRole('row')
        .filter({ hasText: HANDHELD(0) })
        .getByText('Enrolled')
        .waitFor();
    },
    SLOW_MS,
  );
  const SECRET = 'made-by-the-phone-itself-128-bits';

  test(
    'the rules of a place are begun with, a patrol is walked, and its verdict is seen',
    async () => {
      await toStep('norm');
      await page.getByRole('radio').first().check();
      await sound();
      await at('begin-norm').hover();
      await sound();
      await at('begin-norm').click();
      await at('norms').getByText('Full-time').waitFor();
      await toStep('live');
      await page.getByText('Waiting for the first handheld').waitFor();
      const authorization = basicAuth(HANDHELD(0), SECRET);
      const early = Date.now() - 60 * DAY_MS;
      await postFixes(
        app.url,
        HANDHELD(0),
        { session: early, fixes: walk({ from: early, count: 1 }) },
        { authorization },
      );
      await at('refused-so-far').waitFor();

      // At whatever hour this runs, also soon after midnight.
      await sql`
        update norm_versions set valid_from = ${SINCE}, rules = rules || ${JSON.stringify({ dutyHours: ANY_HOUR })}::jsonb`.execute(
        store.db,
      );
      app.context.roster.forget();
      const start = Date.now() - 125 * 60_000;
      const press = (what: string, t: number) =>
        fetch(`${app.url}/api/v1/patrol/${what}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({ t }),
        });
      expect((await press('start', start)).status).toBe(200);
      const fixes = walk({ from: start, count: 480, stepS: 15 });
      const sent = await postFixes(
        app.url,
        HANDHELD(0),
        { session: start, fixes },
        { authorization },
      );
      expect(sent.body.receipts.every(({ outcome }) => outcome === 'stored')).toBe(true);
      expect((await press('end', start + 121 * 60_000)).status).toBe(200);
      await page.getByText('Heard!').waitFor();
      await sound();
      await page.goto(`${app.url}/patrols`);
      // As where it is looked at before it is judged: the verdict comes by itself.
      await page.route(
        /api\/v1\/officers\/\d+\/patrols\/\d+$/,
        async (route) => {
          const response = await route.fetch();
          const evidence = (await response.json()) as Evidence;
          const patrol = { ...evidence.patrol, outcome: null, verdictVersion: null };
          await route.fulfill({ response, json: { ...evidence, patrol, verdicts: [] } });
        },
        { times: 1 },
      );
      await at('patrol-row').first().click();
      await page.waitForURL(/officers\/\d+\/patrols/);
      await at('evidence-outcome').getByText(OUTCOME).waitFor();
    },
    SLOW_MS,
  );

  test(
    'and the month is pulled by a key that was made in the browser',
    async () => {
      await page.goto(`${app.url}/settings`);
      await page.getByRole('button', { name: 'New key' }).click();
      await at('create-name').fill('evaluation');
      await page.getByRole('dialog').getByRole('combobox', { name: 'Area' }).click();
      await page.getByRole('tree').getByText('Luqiao', { exact: true }).click();
      await page.getByRole('button', { name: 'Create' }).click();
      const key = (await at('secret').textContent())!.trim();
      const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
      const reply = await fetch(
        `${app.url}/api/v1/metrics/patrols?level=officer&month=${month}&period=month`,
        {
          headers: { authorization: `Bearer ${key}` },
        },
      );
      expect(reply.status).toBe(200);
      await page.getByRole('button', { name: 'I have kept it' }).click();
    },
    SLOW_MS,
  );

  test(
    'every step and every page of settings is without barriers in both languages',
    async () => {
      // As another window of the console would say it: nothing is loaded anew.
      const speak = async (language: string) => {
        await page.evaluate((newValue) => {
          dispatchEvent(new StorageEvent('storage', { key: 'xunji.language', newValue }));
        }, language);
        await page.locator(`html[lang|=${language}]`).waitFor();
      };
      const pages = [
        ...STEPS.map((step) => [`/set-up/${step}`, `[data-step=${step}] h2`] as const),
        ['/settings', '[data-testid=settings-keys] li'],
        ['/evaluation/norms', 'tr.ant-table-row'],
        ['/evaluation/duty', '[data-testid=leave-new]'],
        ['/evaluation/scores', 'main button'],
        ['/evaluation/rules', '[data-testid=rules]'],
        ['/accounts', 'tr.ant-table-row'],
        ['/account', '[data-testid=own-password]'],
        ['/audit', '[data-testid=audit-by]'],
      ] as const;
      for (const [path, there] of pages) {
        await followLink(page, path, there);
        for (const language of ['zh', 'en']) {
          await speak(language);
          await expect
            .poll(() => barriersOf(page, WCAG), {
              timeout: 60_000,
              message: `${path} ${language}`,
            })
            .toEqual([]);
        }
      }
      expect(complaints).toEqual([]);
    },
    3 * SLOW_MS,
  );
});
