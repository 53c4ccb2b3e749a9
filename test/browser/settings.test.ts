import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts.ts';
import type { App } from '../../server/app.ts';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { startTestApp } from '../support/app.ts';
import { barriersOf, hasBrowser, openBrowser, openDesk, WCAG } from '../support/browser.ts';
import { CATEGORIES } from '../support/made/incidents.ts';
import { cornerOf, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 120_000;
const GATE = {
  ...{ id: 'gate', name: 'The gate', radiusM: 30, minDwellS: 0 },
  position: { lng: 121.372, lat: 28.582 },
};

describe.skipIf(!hasBrowser())('the settings in a browser', () => {
  let store: TestStore;
  let app: App;
  let receiver: Receiver;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    store = await openEmbedded();
    const ids = await seedTestWorld(store.db, { rules: { checkpoints: [GATE] } });
    receiver = await openReceiver();
    app = await startTestApp(store.db, {
      demoAreaId: ids.areas.D!,
      config: { webhookPrivateHosts: true },
    });
    browser = await openBrowser();
    const context = await openDesk(browser, SLOW_MS);
    page = await context.newPage();
    const { name, password } = DEMO_ACCOUNTS.find(({ role }) => role === 'administrator')!;
    await context.request.post(`${app.url}/api/v1/session`, { data: { name, password } });
    await page.goto(`${app.url}/settings`);
  }, 2 * SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await receiver?.close();
    await store?.close();
  }, SLOW_MS);

  const at = (id: string) => page.getByTestId(id);

  test(
    'codes of checkpoints are printed for days, and for good',
    async () => {
      const section = at('settings-checkpoints');
      await section.getByLabel('Days', { exact: true }).fill('2');
      const print = section.getByRole('button', { name: 'Codes to print' });
      await print.click();
      await expect.poll(() => at('checkpoint-code').count()).toBe(2);
      const sheet = at('checkpoint-code').first();
      expect(await sheet.textContent()).toContain('The gate');
      await sheet.locator('svg').waitFor();
      await page.getByRole('button', { name: 'They are printed' }).click();
      await section.getByText('For good').click();
      await print.click();
      await expect.poll(() => at('checkpoint-code').count()).toBe(1);
      const code = (await sheet.getAttribute('data-value'))!;
      expect(code).toMatch(/^[0-9A-Z]{13}$/);
      await page.getByRole('button', { name: 'They are printed' }).click();
    },
    SLOW_MS,
  );

  test(
    'a screen at a checkpoint shows the code of the day, nobody signed in on it, and goes on while the server is not heard',
    async () => {
      const section = at('settings-checkpoints');
      await section.getByText('Of the day', { exact: true }).click();
      await section.getByLabel('Days', { exact: true }).fill('1');
      await section.getByRole('button', { name: 'Codes to print' }).click();
      const sheet = at('checkpoint-code').first();
      await sheet.getByRole('button', { name: 'On a screen' }).click();
      const address = (await at('screen-address').textContent())!.trim();
      const code = await sheet.getAttribute('data-value');
      const elsewhere = await browser.newContext();
      const screen = await elsewhere.newPage();
      await screen.goto(`${app.url}/checkpoint-screen`);
      await screen.getByText('not opened for a checkpoint yet').waitFor();
      expect(await barriersOf(screen)).toEqual([]);
      // Opened where it stands already, which loads nothing anew.
      await screen.goto(address);
      const shown = screen.getByTestId('code-of-day');
      await expect.poll(() => shown.getAttribute('data-value')).toBe(code);
      expect(screen.url()).toBe(`${app.url}/checkpoint-screen`);
      await screen.reload();
      await expect.poll(() => shown.getAttribute('data-value')).toBe(code);
      expect(await barriersOf(screen)).toEqual([]);
      await elsewhere.setOffline(true);
      await screen.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await screen.getByText('Server not heard since').waitFor();
      expect(await shown.getAttribute('data-value')).toBe(code);
      await elsewhere.setOffline(false);
      await page.getByRole('dialog').getByRole('button', { name: 'I have kept it' }).click();
      await sheet.getByRole('button', { name: 'Renew' }).click();
      await page.locator('.ant-popconfirm .ant-btn-primary').click();
      await expect.poll(() => sheet.getAttribute('data-value')).not.toBe(code);
      await screen.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await screen.getByText('the codes of this screen were renewed').waitFor();
      expect(await shown.count()).toBe(0);
      expect(await barriersOf(screen)).toEqual([]);
      await elsewhere.close();
      await page.getByRole('button', { name: 'They are printed' }).click();
    },
    SLOW_MS,
  );

  test(
    'a webhook is made, its secret shown once, tried, and its delivery stands in the log',
    async () => {
      await page.getByRole('button', { name: 'New webhook' }).click();
      await at('create-name').fill('Command room');
      await page.getByRole('dialog').getByRole('combobox', { name: 'Area' }).click();
      await page.getByRole('tree').getByText('area D', { exact: true }).click();
      await at('create-url').fill(receiver.url);
      await page.getByRole('button', { name: 'Create' }).click();
      const secret = (await at('secret').textContent())!;
      expect(secret).toMatch(/^whsec_[\w+/]{43}=/);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await at('webhook').getByRole('button', { name: 'Change', exact: true }).click();
      await page.getByRole('checkbox', { name: 'Incident reported' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await at('webhook').getByText('Incident reported').waitFor();
      await at('webhook').getByRole('button', { name: 'Send test' }).click();
      await receiver.heard(1);
      await at('webhook').getByRole('button', { name: 'Deliveries' }).click();
      await at('delivery').and(page.locator('[data-state=delivered]')).waitFor();
      expect((await page.content()).includes(secret.slice(0, 40))).toBe(false);
      await at('delivery').getByRole('button', { name: 'Send again' }).click();
      await receiver.heard(2);
      expect(new Set(receiver.ids()).size).toBe(1);
    },
    2 * SLOW_MS,
  );

  test(
    'a receiver that fails is seen in the list until it takes an event in, and Help says how to receive',
    async () => {
      receiver.answers((_, reply) => reply.writeHead(500).end());
      await page.keyboard.press('Escape');
      await at('webhook').getByRole('button', { name: 'Send test' }).click();
      await at('webhook').getByText('Retrying', { exact: true }).waitFor();
      expect(await at('webhook').textContent()).toMatch(/1 waiting.*no success since \d\d-\d\d/);
      receiver.answers((_, reply) => reply.writeHead(204).end());
      await at('webhook').getByRole('button', { name: 'Deliveries' }).click();
      await at('delivery').getByRole('button', { name: 'Send now' }).click();
      await at('webhook').getByText('Active', { exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'How to receive them' }).click();
      await at('help-text').getByRole('heading', { name: 'Checking the signature' }).waitFor();
    },
    2 * SLOW_MS,
  );

  test(
    'a phone is connected, its address and code shown once, and what was wrong with its message is seen',
    async () => {
      await page.goto(`${app.url}/settings`);
      await page.getByPlaceholder('Handheld or officer').fill('officer O1');
      await at('handheld').getByRole('button', { name: 'Connections' }).click();
      await at('heard').getByText('Nothing heard by other protocols').waitFor();
      await page.getByRole('button', { name: 'Connect an app or a terminal' }).click();
      await page.getByRole('button', { name: 'Create' }).click();
      const address = (await at('address').textContent())!.trim();
      expect(address).toMatch(/^http:\/\/.*\/in\/osmand\/[\w-]{22}$/);
      expect(await at('set-up-code').getAttribute('data-code')).toBe(
        `${address}?id=H1&accuracy=high&interval=10&distance=5`,
      );
      await at('set-up-code').locator('svg').waitFor();
      await at('set-up-help').click();
      await at('help-for').getByRole('heading', { name: 'For handheld H1' }).waitFor();
      for (const text of [
        `Server URL is ${address}, Device identifier H1`,
        `${address}?lat={0}&lon={1}`,
      ])
        await at('help-text').getByText(text).first().waitFor();
      await page.goto(`${app.url}/help/phones?handheld=H1`);
      await at('help-for').waitFor();
      expect((await page.content()).includes(address)).toBe(false);
      await at('help-text').getByText(`${app.url}/in/osmand/<token>`).first().waitFor();
      await page.goto(`${app.url}/settings`);
      await page.getByPlaceholder('Handheld or officer').fill('officer O1');
      await at('handheld').getByText('not heard for seven days').waitFor();
      await at('handheld').getByRole('button', { name: 'Connections' }).click();
      await at('file-zone').getByText('Asia/Shanghai').waitFor();
      await at('binding').getByText('own token').waitFor();

      expect((await fetch(`${address}?lat=999&lon=1`)).status).toBe(400);
      await at('heard').getByText('lat and lon must be degrees').waitFor();
      const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
      await page.locator('.ant-drawer input[type=file]').setInputFiles({
        name: 'walk.gpx',
        mimeType: 'application/gpx+xml',
        buffer: Buffer.from(
          `<gpx><trk><trkseg><trkpt lat="28.582" lon="121.372"/><trkpt lat="28.582" lon="121.372"><time>${yesterday}T02:00:00Z</time></trkpt></trkseg></trk></gpx>`,
        ),
      });
      await page.getByText('1 stored, 0 duplicate, 0 refused').last().waitFor();
      await page.getByText('1 points without a time were left out').waitFor();
      await page.getByRole('button', { name: 'OK', exact: true }).click();
      await at('heard').getByText('Uploaded file').waitFor();

      await at('binding').getByRole('button', { name: 'End' }).click();
      await page
        .locator('.ant-popconfirm')
        .getByRole('button', { name: 'End', exact: true })
        .click();
      await at('binding').getByText('Ended', { exact: true }).waitFor();
      expect((await fetch(`${address}?lat=28.58&lon=121.37`)).status).toBe(401);
    },
    2 * SLOW_MS,
  );

  test(
    'a category is made without a file, below another; a code that there is is told, and the audit log takes it back',
    async () => {
      await putIncidentCategories(store.db, CATEGORIES);
      await page.goto(`${app.url}/settings`);
      const section = at('settings-categories');
      await section.getByRole('button', { name: 'New category' }).click();
      const form = page.getByRole('dialog');
      const above = CATEGORIES.filter(({ parent }) => !parent)[1]!;
      await form.getByLabel('Code', { exact: true }).fill(above.code);
      await form.getByLabel('Chinese name').fill('新类');
      await form.getByLabel('English name').fill('Made here');
      const create = form.getByRole('button', { name: 'Create' });
      await create.click();
      await form.getByText('A category has this code already.').waitFor();
      expect(await barriersOf(page, WCAG)).toEqual([]);
      await form.getByLabel('Code', { exact: true }).fill('made-here');
      await form.getByLabel('Parent code').fill(above.nameEn);
      await page.locator('.ant-select-item-option:visible').first().click();
      // Two presses within half a second are one.
      const made = () =>
        store.db
          .selectFrom('incident_categories')
          .select('parent_code')
          .where('code', '=', 'made-here')
          .execute();
      await expect
        .poll(
          async () => {
            if (await create.isVisible()) await create.click();
            return made();
          },
          { timeout: SLOW_MS, interval: 1_000 },
        )
        .toEqual([{ parent_code: above.code }]);
      await page.goto(`${app.url}/audit`);
      const entry = page.getByRole('row').filter({ hasText: 'Put incident categories' }).first();
      await entry.getByRole('button').first().click();
      await at('take-back').click();
      await page.locator('.ant-popconfirm .ant-btn-primary').click();
      await expect
        .poll(() =>
          store.db
            .selectFrom('incident_categories')
            .select('code')
            .where('code', '=', 'made-here')
            .where('retired_at', 'is', null)
            .execute(),
        )
        .toEqual([]);
    },
    SLOW_MS,
  );

  test(
    'a category is renamed and priced, retired and brought back, and merged into another once it is said what that is',
    async () => {
      await putIncidentCategories(store.db, CATEGORIES);
      await page.goto(`${app.url}/settings`);
      const section = at('settings-categories');
      const [first, second] = CATEGORIES.filter(({ parent }) => !parent) as [
        (typeof CATEGORIES)[number],
        (typeof CATEGORIES)[number],
      ];
      const row = (code: string) =>
        section
          .getByRole('row')
          .filter({ has: page.getByRole('cell', { name: code, exact: true }) });
      const press = (name: string) => row(first.code).getByRole('button', { name }).click();
      const press2 = (name: string) =>
        page.locator('.ant-popconfirm').getByRole('button', { name, exact: true }).click();

      await press('Change');
      const form = page.getByRole('dialog');
      await form.getByLabel('English name').fill('Renamed');
      await form.getByLabel('Points').fill('7.5');
      await form.getByRole('button', { name: 'Save' }).click();
      await row(first.code).getByText('Renamed', { exact: true }).waitFor();
      await row(first.code).getByText('7.5', { exact: true }).waitFor();

      await press('Retire');
      await press2('Retire');
      await row(first.code).getByText('Retired').waitFor();
      await press('Bring back');
      await row(first.code).getByText('In use').waitFor();

      await press('Merge');
      const dialog = page.getByRole('dialog', { name: 'Merge Renamed into another category' });
      await dialog.getByText('This cannot be undone.').waitFor();
      const merge = dialog.getByRole('button', { name: 'Merge' });
      expect(await merge.isDisabled()).toBe(true);
      await dialog.getByRole('combobox').click();
      await page.keyboard.type(second.nameEn);
      await page.keyboard.press('Enter');
      await merge.click();
      await row(first.code).getByText(`Merged into ${second.code}`).waitFor();
    },
    2 * SLOW_MS,
  );

  test(
    'a number of thresholds or deadlines that is out of its range is told beside its field and stays as it was typed',
    async () => {
      await page.goto(`${app.url}/settings`);
      const drawer = page.locator('.ant-drawer-content-wrapper');
      await at('settings-thresholds').getByRole('button', { name: 'Change', exact: true }).click();
      await at('threshold-levels-red-excess').fill('20000');
      await drawer.getByText('A number from 0 to 10000', { exact: true }).waitFor();
      await expect.poll(() => at('thresholds-trial').getAttribute('data-state')).toBe('unsound');
      expect(await at('threshold-levels-red-excess').inputValue()).toBe('20000');
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
      await at('settings-cases').getByRole('button', { name: 'Set deadlines' }).click();
      const share = drawer.getByLabel('Turns yellow at this share (0 to 1)');
      await share.fill('75');
      await drawer.getByText('A number from 0 to 1', { exact: true }).waitFor();
      await drawer.getByLabel('Hours for acceptance').fill('0');
      await drawer.getByText('A number from 0.01 to 10000', { exact: true }).waitFor();
      expect(Number(await share.inputValue())).toBe(75);
    },
    2 * SLOW_MS,
  );

  test(
    'the corners of a grid are typed, looked through and stored, by the keyboard alone',
    async () => {
      await page.goto(`${app.url}/settings`);
      await at('begin-drawing').press('Enter');
      const which = at('draw-grid').getByRole('combobox', { name: 'Which grid' });
      await which.focus();
      await page.keyboard.type('G3');
      await page.keyboard.press('Enter');
      await at('typed-corners').locator('summary').press('Enter');
      const corners = at('typed-corners').getByRole('textbox');
      await expect.poll(async () => (await corners.inputValue()).split('\n').length).toBe(4);
      await corners.fill('28.58, 121.378');
      await at('take-corners').press('Enter');
      await page.getByText('Line 1 is no corner').waitFor();
      const { lng, lat } = cornerOf('G3');
      const [east, north] = [lng + SIDE_DEG / 2, lat + SIDE_DEG];
      // Over the border of its village: what to do is done in the drawing, and in no file.
      const over = [
        [lng - SIDE_DEG / 4, lat],
        [east, lat],
        [east, north],
        [lng - SIDE_DEG / 4, north],
      ];
      await corners.fill(over.join('\n'));
      await at('take-corners').press('Enter');
      await page.locator('[data-testid=check-drawn]:enabled').press('Enter');
      const remedy = at('draw-grid').getByText('drag its corners', {
        exact: false,
      });
      await remedy.first().waitFor();
      expect(await at('draw-grid').innerText()).not.toMatch(/in the file/i);
      await corners.fill(
        [
          [lng, lat],
          [east, lat],
          [east, north],
          [lng, north],
        ].join('\n'),
      );
      await at('take-corners').press('Enter');
      await page.locator('[data-testid=check-drawn]:enabled').press('Enter');
      await at('store-drawn').press('Enter');
      const halves = () =>
        sql<{ widthDeg: number }>`
          select round((ST_XMax(v.geom) - ST_XMin(v.geom))::numeric, 6)::float8 as "widthDeg"
          from area_versions v join areas a on a.id = v.area_id where a.code = 'G3' order by v.version`
          .execute(store.db)
          .then(({ rows }) => rows.map(({ widthDeg }) => widthDeg));
      await expect.poll(halves).toEqual([SIDE_DEG, SIDE_DEG / 2]);
      // The next one is drawn on the same map, a step is taken back, and the map is left.
      await at('map').and(page.locator('[data-ready=true]')).waitFor();
      await which.focus();
      await page.keyboard.type('G2');
      await page.keyboard.press('Enter');
      const count = async () => (await corners.inputValue()).split('\n').filter(Boolean).length;
      await at('typed-corners').locator('summary').press('Enter');
      await expect.poll(count).toBe(4);
      await at('draw-grid').getByRole('button', { name: 'Draw anew' }).press('Enter');
      await expect.poll(count).toBe(0);
      // What is drawn and not stored is asked about before it is left, whichever way.
      await page.getByRole('link', { name: 'Help', exact: true }).press('Enter');
      const asked = page.getByRole('dialog').filter({ hasText: 'Leave what is drawn here?' });
      await asked.getByRole('button', { name: 'Cancel' }).press('Enter');
      await asked.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Back to files' }).press('Enter');
      const question = page.getByRole('tooltip').filter({ hasText: 'Leave what is drawn here?' });
      await question.getByRole('button', { name: 'Cancel' }).press('Enter');
      await at('draw-grid').getByRole('button', { name: 'Undo' }).press('Enter');
      await expect.poll(count).toBe(4);
      await page.getByRole('button', { name: 'Back to files' }).press('Enter');
      await at('import-areas').waitFor();
    },
    2 * SLOW_MS,
  );

  test(
    'the rule set in force is named and tried on days that are over, and can be given up',
    async () => {
      await page.goto(`${app.url}/evaluation/rules`);
      await page.getByText(`Rule set ${RULE_SET} is in force.`).waitFor();
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByText('All 7 days are done.').waitFor();
      await page.getByText('0 of 0 judged patrols would change').waitFor();
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let asked = 0;
      await page.route('**/verdicts/backtest', async (route) => {
        if (++asked > 2) await held;
        await route.continue().catch(() => undefined);
      });
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByText('Day 2 of 7 is done').waitFor();
      await page.getByRole('button', { name: 'Give up' }).click();
      await page.getByText('Given up: what is told is of 2 of 7 days.').waitFor();
      release();
      await page.unroute('**/verdicts/backtest');
      expect(asked).toBe(3);
    },
    SLOW_MS,
  );
});
