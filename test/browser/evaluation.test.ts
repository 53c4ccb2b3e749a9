import { readFile } from 'node:fs/promises';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts.ts';
import type { App } from '../../server/app.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { startTestApp } from '../support/app.ts';
import { barriersOf, hasBrowser, openBrowser, openDesk, WCAG } from '../support/browser.ts';
import { putJudgedPatrol } from '../support/made/patrols.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 240_000;
let nowMs = NOW + 10 * DAY_MS;
const now = () => nowMs;
const { name, password } = DEMO_ACCOUNTS.find(({ role }) => role === 'administrator')!;
const administrator = { name, password };
const JUNE = 'period=month&at=2026-06-01';

describe.skipIf(!hasBrowser())('the evaluation page in a browser', () => {
  let store: TestStore;
  let ids: Ids;
  let app: App;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const at = (id: string) => page.getByTestId(id);
  const goTo = (path: string) => page.goto(`${app.url}/evaluation${path}`);

  /** Sees to it that a part, and no navigation, is what is printed. */
  async function onPaper(part: string): Promise<void> {
    await page.emulateMedia({ media: 'print' });
    await at(part).waitFor();
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
  }

  const walked = (officer: string, grid: string, day: number, coverage: number) =>
    putJudgedPatrol(
      store.db,
      ids,
      { officer, grid, day },
      { outcome: 'completed', effectiveMin: 120, coverage },
    );

  beforeAll(async () => {
    store = await openEmbedded();
    const { db } = store;
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1 } });
    for (const day of [0, 1, 2]) await walked('O1', 'G1', day, 0.6);
    await walked('O2', 'G2', 0, 0.9);
    await nameGridDays(db, { from: '2026-06-01', until: '2026-06-11', now: now(), missing: false });
    while ((await rollUpDue({ db, now, log: pino({ level: 'silent' }) })) > 0);
    app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    browser = await openBrowser();
    const context = await openDesk(browser, SLOW_MS);
    page = await context.newPage();
    await page.clock.setFixedTime(now());
    page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await context.request.post(`${app.url}/api/v1/session`, { data: administrator });
  }, 2 * SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test(
    'grids are ranked, a header opens the definition, another order is another first row',
    async () => {
      await goTo(`?level=grid&${JUNE}`);
      await expect.poll(() => at('unit-row').first().textContent()).toMatch(/^1area V1 area G1/);
      await page.getByRole('button', { name: 'Definition: Completion rate' }).click();
      expect(await at('definition').textContent()).toContain(
        'min(patrolsDone, patrolsRequired) / patrolsRequired',
      );
      await page.keyboard.press('Escape');
      await page.locator('thead').getByText('Mean coverage of a patrol').click();
      await expect.poll(() => at('unit-row').first().textContent()).toMatch(/^1area V1 area G2/);
      expect(page.url()).toContain('sort=-coverageMean');
    },
    SLOW_MS,
  );

  test(
    'files are of the edition on show',
    async () => {
      const edition = /edition (\d+)/.exec((await at('edition').textContent())!)![1];
      const link = at('downloads').getByRole('link', { name: 'CSV' });
      expect(await link.getAttribute('href')).toContain(`asOf=${edition}`);
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const lines = (await readFile((await download.path())!, 'utf8')).trim().split('\n');
      expect(lines[0]).toMatch(
        /^id,code,name,parent,parentName,category,post,from,to,whole,changed,edition,dutyDays/,
      );
      expect(lines).toHaveLength(1 + (await at('unit-row').count()));
    },
    SLOW_MS,
  );

  test(
    'a district leads down to a grid, its days, and the evidence of a patrol',
    async () => {
      await goTo(`?level=district&${JUNE}`);
      const unit = at('unit-row').first().getByRole('button').first();
      await unit.press('Enter');
      await at('unit-figure').waitFor();
      await page.keyboard.press('Escape');
      const hasFocus = () => unit.evaluate((one) => one === document.activeElement);
      await expect.poll(hasFocus).toBe(true);
      await unit.press('Enter');
      await at('below-grid').click();
      await at('unit-row').filter({ hasText: 'G1' }).click();
      await expect.poll(() => at('day').count()).toBeGreaterThan(3);
      expect(await at('unit-figure').textContent()).toMatch(/%$/);
      await at('day-patrol').first().click();
      await page.waitForURL(/\/officers\/\d+\/patrols\/\d+$/);
      await expect.poll(() => at('evidence-outcome').textContent()).toContain('Completed');
      await onPaper('print-sheet');
    },
    SLOW_MS,
  );

  test(
    'a scheme is put in force from a preset, and a score shows every term with its working',
    async () => {
      await goTo(`/scores?${JUNE}`);
      await page.getByRole('button', { name: 'Put a scheme in force' }).click();
      await at('scheme-start').click();
      await page.getByTitle('Preset: Luqiao').click();
      // Every term has its fields, and what they would have scored is beside them without being asked for.
      await at('scheme-scored').waitFor();
      expect(await at('scheme-trial').getAttribute('data-state')).toBe('known');
      expect(await at('term-fields').count()).toBeGreaterThan(5);
      await page.getByLabel('From a total of', { exact: true }).last().fill('0');
      await at('scheme-put').click();
      const question = page.getByRole('tooltip').filter({ hasText: 'cannot be taken back' });
      await question.waitFor();
      await question.getByRole('button', { name: 'Put in force', exact: true }).click();
      await page.locator('.ant-segmented').getByText('Officer', { exact: true }).first().click();
      await at('score-row').filter({ hasText: 'O1' }).click();
      expect(await at('score-terms').textContent()).toMatch(/Patrols done.*35.*Coverage/s);
    },
    SLOW_MS,
  );

  test(
    'who is ranked is nominated on its row, and somebody else decides for the year',
    async () => {
      expect(await at('score-terms').textContent()).toMatch(/nominated once the period is over/);
      expect(await page.getByRole('button', { name: 'Nominate', exact: true }).count()).toBe(0);
      nowMs = NOW + 31 * DAY_MS;
      await page.clock.setFixedTime(now());
      await goTo(`/scores?level=officer&${JUNE}`);
      await at('score-row').filter({ hasText: 'O1' }).click();
      const stars = at('score-row').getByRole('img', { name: '1 stars', exact: true });
      await expect.poll(() => stars.count()).toBeGreaterThan(0);
      expect(await barriersOf(page, WCAG)).toEqual([]);
      await page.getByRole('button', { name: 'Nominate', exact: true }).click();
      await at('nomination-note').fill('always there');
      await page.getByRole('dialog').getByRole('button', { name: 'Nominate' }).click();
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
      await goTo('/honours');
      await expect
        .poll(() => at('nomination-row').textContent())
        .toMatch(/O1.*2026-06.*not decided/);
      const other = await openDesk(browser, SLOW_MS);
      const { name, password } = DEMO_ACCOUNTS.find(({ role }) => role === 'supervisor')!;
      await other.request.post(`${app.url}/api/v1/session`, { data: { name, password } });
      const second = await other.newPage();
      await second.clock.setFixedTime(now());
      await second.goto(`${app.url}/evaluation/honours`);
      await second.getByRole('button', { name: 'Honoured', exact: true }).click();
      await second.getByTestId('nomination-note').fill('of the year');
      await second.getByRole('dialog').getByRole('button', { name: 'Honoured' }).click();
      await expect
        .poll(() => second.getByTestId('nomination-row').textContent())
        .toMatch(/Honoured of the year supervisor/);
      await other.close();
      nowMs = NOW + 10 * DAY_MS;
      await page.clock.setFixedTime(now());
    },
    SLOW_MS,
  );

  test(
    'on the first of a month the figures of the month that is over are shown first',
    async () => {
      const desk = await openDesk(browser, SLOW_MS);
      await desk.request.post(`${app.url}/api/v1/session`, { data: administrator });
      const july = await desk.newPage();
      await july.clock.setFixedTime('2026-07-01T06:30:00+08:00');
      for (const [path, shown] of [
        ['/evaluation', 'unit-row'],
        ['/coverage', 'coverage-unit'],
      ] as const) {
        await july.goto(app.url + path);
        await july.getByTestId(shown).first().waitFor();
        expect(await july.getByLabel('Which period').inputValue()).toBe('2026-06');
      }
      await desk.close();
    },
    SLOW_MS,
  );

  test(
    'an officer has a record on one page, its figures beside their definitions, fit for paper',
    async () => {
      await goTo(`?level=officer&${JUNE}`);
      await at('unit-row').filter({ hasText: 'O1' }).click();
      await at('to-record').click();
      await expect.poll(() => at('record-patrolsDone').textContent()).toMatch(/version 1.*33$/);
      expect(await at('record-period').first().getAttribute('href')).toMatch(
        /^\/api\/v1\/metrics\/patrols\?.*quarter=2026-Q2&asOf=\d+&definitions=2026\.6$/,
      );
      expect(await at('record-score').first().textContent()).toMatch(/2026-06.*Luqiao star rating/);
      expect(await at('record').textContent()).toMatch(/Honoured \(of the year\)/);
      await onPaper('record');
      const pdf = await page.pdf({ preferCSSPageSize: true });
      // One A4 sheet has 595 x 842 points.
      expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    },
    SLOW_MS,
  );

  test(
    'a changed norm is tried on the past, then published from a day to come',
    async () => {
      await goTo('/norms');
      await at('version-change').first().click();
      const trial = at('norm-trial');
      const isNow = (state: string) =>
        expect.poll(() => trial.getAttribute('data-state'), { timeout: SLOW_MS }).toBe(state);
      await isNow('untouched');
      // Every field says what it is; only what it is called and where speak for themselves.
      // What alerts are raised by is there, whether the norm says it or not.
      expect(await page.getByLabel('Silent, minutes').inputValue()).toBe('10');
      const silent = page.locator('.ant-drawer .ant-form-item:not(:has(.ant-form-item-extra))');
      expect(await silent.locator('label').allTextContents()).toEqual([
        'Start from a preset',
        'Name',
        'Area',
      ]);
      // Of whom no day is one of duty, no field is missing.
      await page.getByRole('combobox', { name: 'Start from a preset' }).click();
      await page.keyboard.type('Rural officers: not tracked');
      await page.keyboard.press('Enter');
      // What it comes to follows the form by itself.
      await isNow('known');
      expect(await trial.textContent()).toMatch(/\d+ of \d+ officer-days/);
      const [form, beside] = await Promise.all(
        [page.locator('.ant-drawer form'), trial].map((one) => one.boundingBox()),
      );
      expect(beside!.x).toBeGreaterThan(form!.x + form!.width);
      // What takes long can be given up, and begun again.
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/norms/backtest', async (route) => {
        await held;
        await route.continue().catch(() => undefined);
      });
      await page.getByRole('checkbox', { name: 'Mon' }).check();
      await isNow('waiting');
      await trial.getByRole('button', { name: 'Give up' }).press('Enter');
      await isNow('givenUp');
      expect(await trial.textContent()).toContain('those of before the last change');
      release();
      await page.unroute('**/norms/backtest');
      await trial.getByRole('button', { name: 'Compute it' }).press('Enter');
      await isNow('known');
      await expect.poll(() => trial.evaluate((one) => one === document.activeElement)).toBe(true);
      // What is out of range is told beside its field and stays as it was typed.
      await at('norm-minutesPerPatrol').fill('1500');
      await at('norm-patrolsPerDay').fill('1.5');
      await at('norm-coveragePerPatrol').fill('101');
      for (const said of [
        'A number from 0 to 1440',
        'A whole number from 0 to 12',
        'A number from 0 to 100',
      ])
        await page.getByText(said, { exact: true }).waitFor();
      // Of what does not fit nothing is computed, and the figures before are told as such.
      await isNow('unsound');
      expect(await trial.textContent()).toContain('those of before the last change');
      expect(await at('norm-minutesPerPatrol').inputValue()).toBe('1500');
      await at('norm-patrolsPerDay').fill('2');
      await at('norm-coveragePerPatrol').fill('50');
      await at('norm-minutesPerPatrol').fill('180');
      await page.getByLabel('Days', { exact: true }).first().fill('2026-06-01');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await isNow('known');
      expect(await trial.textContent()).toMatch(/\d+ of \d+ officer-days/);
      expect(await trial.textContent()).not.toContain('before the last change');
      // By keyboard alone: the question begins at its way out, and the focus is not lost with the form.
      await page.getByRole('button', { name: /^Publish from/ }).press('Enter');
      await page.locator('.ant-popconfirm button:focus').getByText('Cancel').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('To come').waitFor();
      await page.locator(':focus:not(body)').waitFor();
    },
    SLOW_MS,
  );

  test(
    'leave is put on record with who stands in, and taken back; so is a pair',
    async () => {
      const choose = async (select: string, name: string) => {
        await at(select).click();
        await page.keyboard.type(name);
        await page.keyboard.press('Enter');
      };
      const put = () => page.getByRole('button', { name: 'Put on record', exact: true }).click();
      await goTo('/duty');
      await at('duty-leave').getByText('Nobody is on leave').waitFor();
      await at('leave-new').click();
      await choose('leave-officer', 'officer O1');
      await choose('leave-substitute', 'officer O2');
      await put();
      const row = at('duty-leave').locator('tr.ant-table-row');
      await expect.poll(() => row.textContent()).toMatch(/O1.*2026-06-11Leave.*O2/);
      await at('leave-drop').click();
      await page.locator('.ant-popconfirm').getByRole('button', { name: 'Take back' }).click();
      await at('duty-leave').getByText('Nobody is on leave').waitFor();

      await at('pairs-new').click();
      await choose('pair-officer', 'officer O1');
      await choose('pair-partner', 'officer O2');
      await put();
      await expect
        .poll(() => at('duty-pairs').locator('tr.ant-table-row').textContent())
        .toMatch(/O1.*O2.*2026-06-11 – until further notice/);
    },
    SLOW_MS,
  );

  test(
    'a look at a patrol is asked what it is for, and that is put on record',
    async () => {
      const officerId = ids.officers.O2!;
      const { id } = await store.db
        .selectFrom('patrols')
        .select('id')
        .where('officer_id', '=', officerId)
        .executeTakeFirstOrThrow();
      const asking = await startTestApp(store.db, {
        ...{ config: { askPurpose: true }, demoAreaId: ids.areas.D!, now },
      });
      // A browser of its own: that it is asked is a refusal at first.
      const desk = await openDesk(browser, SLOW_MS);
      const look = await desk.newPage();
      await look.request.post(`${asking.url}/api/v1/session`, { data: administrator });
      await look.goto(`${asking.url}/officers/${officerId}/patrols/${id}`);
      const purpose = look.getByTestId('purpose');
      await purpose.fill('Complaint 12');
      await purpose.press('Enter');
      await look.getByTestId('evidence-figures').waitFor();
      const log = await look.request.get(`${asking.url}/api/v1/access-log?act=getEvidence`);
      const { entries } = (await log.json()) as { entries: { detail: string | null }[] };
      expect(entries.map(({ detail }) => JSON.parse(detail!))).toContainEqual({
        params: { officerId, patrolId: id },
        purpose: 'Complaint 12',
      });
      await desk.close();
      await asking.close();
    },
    SLOW_MS,
  );

  test('the browser refused nothing and found no error', () => {
    expect(complaints).toEqual([]);
  });
});
