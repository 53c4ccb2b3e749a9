import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServerProcess, serve } from '../../scripts/test-machine/serve.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import {
  COARSE,
  followLink,
  hasBrowser,
  openBrowser,
  openDesk,
  widthOf,
} from '../support/browser.ts';
import { cookieOf, openConsole, postSession } from '../support/console.ts';
import { layersOfMap } from '../support/layers-of-map.ts';
import { hasPostgresql, openPostgresql } from '../support/stores/stores.ts';

const PICTURE = 'client/help/console.png';
const UPDATE_PICTURES = process.env.UPDATE_PICTURES === '1';
/** The demo puts four weeks on record before it is ready. */
const DEMO_READY_MS = 600_000;
const SLOW_MS = 90_000;
const ALERT_MS = 240_000;

/** Pages a supervisor sees, and what is there once they are. */
const PAGES = {
  '/': '[data-testid=officer-row]',
  '/patrols': '[data-testid=patrol-row]',
  '/coverage': '[data-testid=coverage-unit]',
  '/reports': '[data-testid=report]',
  '/incidents': '[data-testid=incident-row]',
  '/cases': '[data-testid=case-board]',
  '/evaluation': '[data-testid=unit-row]',
  '/patrols?outcome=completed': '[data-testid=patrol-row]',
  '/evaluation/signs': 'tr.ant-table-row',
  '/evaluation/look': '[data-testid=worth-a-look]',
  '/evaluation/duty': '[data-testid=duty-pairs]',
  '/warnings': '[data-testid=warning-rates]',
  '/studies': 'main h1, main h2',
  '/help/webhooks': '[data-testid=help-text] h1',
};

/** A place for the demo's data: PostgreSQL where there is one, as it is much the faster to fill. */
async function demoPlace(): Promise<{ env: Record<string, string>; remove: () => Promise<void> }> {
  if (hasPostgresql()) {
    const store = await openPostgresql();
    return { env: { DATABASE_URL: store.databaseUrl! }, remove: store.close };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'xunji-console-'));
  return {
    env: { DATA_DIR: dataDir },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** The name of somebody who came along while it was looked: who rests, has no network or has not set out is not waited for. */
async function someoneWalking(url: string): Promise<string> {
  const cookie = cookieOf(await postSession(url, 'supervisor', 'demo-supervisor'));
  const { close, fleet, until } = openConsole(url, cookie);
  const places = new Map<number, Set<string>>();
  let walking: string | undefined;
  await until(() => {
    for (const [id, { lngE7, latE7, name }] of fleet.officers) {
      places.set(id, (places.get(id) ?? new Set()).add(`${lngE7} ${latE7}`));
      if (places.get(id)!.size > 2) walking = name;
    }
    return walking !== undefined;
  });
  close();
  return walking!;
}

describe.skipIf(!hasBrowser())('the console in a browser, over the demo', () => {
  let place: Awaited<ReturnType<typeof demoPlace>>;
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  /** What the browser held against the page. */
  const complaints: string[] = [];

  const at = (id: string) => page.getByTestId(id);
  const figure = async (id: string) => Number(await at(id).textContent());

  beforeAll(async () => {
    place = await demoPlace();
    server = await serve({ ...place.env, DEMO: 'on' });
    browser = await openBrowser();
    const context = await openDesk(browser, SLOW_MS, {
      ...(UPDATE_PICTURES ? {} : COARSE),
      colorScheme: 'dark',
    });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
    page.on('console', (message) => {
      // Asking who is signed in is how the page finds out that nobody is.
      const isFirstAsk = message.location().url.endsWith('/api/v1/session');
      if (message.type() === 'error' && !isFirstAsk) complaints.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== server.url) complaints.push(request.url());
    });
  }, DEMO_READY_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await place?.remove();
  }, SLOW_MS);

  test(
    'the sign-in page says that this is a demo, and one click lets a supervisor in',
    async () => {
      await page.goto(server.url);
      await page.getByText('This is a demo').waitFor();
      await at('demo-supervisor').click();
      await at('connection').and(page.locator('[data-state=live]')).waitFor();
    },
    SLOW_MS,
  );

  test(
    'officers move on the map',
    async () => {
      await page.locator('[data-testid=map][data-ready=true]').waitFor();
      await expect.poll(() => figure('officer-count'), { timeout: SLOW_MS }).toBeGreaterThan(0);
      const drawn = await at('map').screenshot();
      const name = await someoneWalking(server.url);
      await at('officer-row')
        .filter({ has: page.getByText(name, { exact: true }) })
        .first()
        .click();
      const before = await at('officer-position').textContent();
      await expect
        .poll(() => at('officer-position').textContent(), { timeout: SLOW_MS })
        .not.toBe(before);
      expect((await at('map').screenshot()).equals(drawn)).toBe(false);
    },
    3 * SLOW_MS,
  );

  test(
    'the whole area comes back in view, as the picture of the README shows it',
    async () => {
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Whole area' }).click();
      // For the file, the map glides and the names settle; a picture has no other sign of being done.
      if (UPDATE_PICTURES) await page.waitForTimeout(8_000);
      const picture = await page.screenshot(UPDATE_PICTURES ? { path: PICTURE } : {});
      // A page that drew nothing compresses to next to nothing.
      expect(picture.byteLength).toBeGreaterThan(20_000);
    },
    SLOW_MS,
  );

  test(
    'a patrol of the list opens with its verdict, its figures and its replay',
    async () => {
      await page.getByRole('link', { name: 'Patrols', exact: true }).click();
      const judged = at('patrol-row').filter({ has: page.locator('[data-standing=completed]') });
      await judged.first().click();
      await page.waitForURL(/\/officers\/\d+\/patrols\/\d+$/);
      await expect.poll(() => at('evidence-outcome').textContent()).toContain('Completed');
      const effective = await at('figure-effective').textContent();
      expect(effective).toMatch(/\d min.*required 120 min/s);
      await at('segments-counted').locator('summary').click();
      const stretch = at('segments-counted').getByRole('button').last();
      const from = (await stretch.textContent())!.slice(0, 'HH:mm:ss'.length);
      await stretch.click();
      await expect.poll(() => at('replay-time').textContent()).toBe(from);
      const before = await at('replay-time').textContent();
      await at('replay-play').click();
      await expect
        .poll(() => at('replay-time').textContent(), { timeout: SLOW_MS })
        .not.toBe(before);
    },
    2 * SLOW_MS,
  );

  test(
    'a suspicious patrol shows its signals and what would explain them',
    async () => {
      await followLink(page, '/patrols?outcome=suspicious', '[data-testid=patrol-row]');
      await at('patrol-row').first().click();
      await at('signal').first().click();
      expect(await at('signal').first().getAttribute('aria-pressed')).toBe('true');
      expect(await at('signal').first().textContent()).toContain('Innocent explanation');
    },
    SLOW_MS,
  );

  test(
    'a patrol is set beside the way suggested for the minutes of it that counted',
    async () => {
      await at('suggested-beside').click();
      await expect
        .poll(() => at('suggested-shares').textContent(), { timeout: SLOW_MS })
        .toMatch(/this patrol saw \d+%\. In the \d+ min that counted/);
    },
    2 * SLOW_MS,
  );

  test(
    'everybody is replayed 600 times as fast, and the address shows another the same moment',
    async () => {
      // A day: minutes to play even so fast.
      const from = new Date(Date.now() - DAY_MS).toISOString();
      await followLink(page, `/replay?from=${from}`, '[data-testid=replay-officer]');
      const people = await at('replay-officer').allTextContents();
      expect(people.length).toBeGreaterThan(1);
      await page.getByText('600×').click();
      await page.waitForURL(/speed=600/);
      const [time, play] = [at('replay-time'), at('replay-play')];
      const before = await time.textContent();
      await play.press('Enter');
      // Ten minutes a second: some of them.
      await expect.poll(() => time.textContent()).not.toBe(before);
      await play.press('Enter');
      await page.getByRole('button', { name: 'Play' }).waitFor();
      const stopped = await time.textContent();
      expect(stopped).not.toBe(before);
      const { pathname, search } = new URL(page.url());
      await followLink(page, '/help', '[data-testid=help-text] h1');
      await followLink(page, pathname + search, '[data-testid=replay-officer]');
      expect(await time.textContent()).toBe(stopped);
      expect(await at('replay-officer').allTextContents()).toEqual(people);
      expect(await page.getByRole('radio', { name: '600×' }).isChecked()).toBe(true);
    },
    2 * SLOW_MS,
  );

  test(
    'who was near a place is counted once that is known, not before',
    async () => {
      const from = new Date(Date.now() - DAY_MS).toISOString();
      let answer = () => {};
      const held = new Promise<void>((done) => {
        answer = done;
      });
      await page.route('**/tracks?*lng=*', async (route) => {
        await held;
        await route.continue();
      });
      await followLink(page, `/replay?from=${from}&near=121.37,28.58,2000`, '[role=status]');
      const near = await at('replay-near').textContent();
      answer();
      await at('replay-officer').first().waitFor();
      const found = await at('replay-officer').count();
      expect(await at('replay-near').textContent()).toMatch(
        new RegExp(`^${found} within 2,?000 m`),
      );
      expect(near).not.toMatch(/\d/);
    },
    SLOW_MS,
  );

  test(
    'names of areas lie over what a map fills, also where it stands still',
    async () => {
      await followLink(page, '/cases?view=map', '[data-testid=case-response] [data-ready]');
      const belowNames = async () => {
        const order = await page.evaluate(layersOfMap);
        return order[order.indexOf('label-grid') - 1];
      };
      await expect.poll(belowNames, { timeout: SLOW_MS / 2 }).toMatch(/^deck/);
    },
    SLOW_MS,
  );

  test(
    'cases chosen by keyboard are accepted together, and leave the view the address names',
    async () => {
      await followLink(page, '/cases?view=table&state=reported', '[data-testid=case-row]');
      const reported = await at('case-row').count();
      expect(reported).toBeGreaterThan(1);
      await page.getByRole('checkbox', { name: 'Choose all' }).focus();
      for (const key of ['Tab', 'Space']) await page.keyboard.press(key);
      await page.getByText('1 chosen').waitFor();
      await at('bulk-take').press('Enter');
      await page.getByText('1 done, 0 refused').waitFor();
      await expect.poll(() => at('case-row').count()).toBe(reported - 1);
    },
    SLOW_MS,
  );

  test(
    'the clock of a case is stopped until a time that is typed, by nothing else, and runs again without the reason it stood for',
    async () => {
      await followLink(page, '/cases?view=table&state=reported', '[data-testid=case-row]');
      await at('case-row').last().press('Enter');
      await at('case-suspend').press('Enter');
      await page.getByRole('textbox', { name: 'Reason' }).fill('rain');
      const until = async (text: string) => {
        await page.getByRole('textbox', { name: 'Until when' }).fill(text);
        await page.keyboard.press('Tab');
      };
      const confirm = (isDisabled: boolean) =>
        expect.poll(() => at('case-confirm').isDisabled()).toBe(isDisabled);
      await until('2026-13-45 99:00');
      await confirm(true);
      const day = new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10);
      await until(`${day} 09:00`);
      await confirm(false);
      await until(`${day} 99:00`);
      await confirm(true);
      await until(`${day} 09:00`);
      await confirm(false);
      // What changed is heard before the answer that it was done, as happens on a busy server.
      await page.route('**/api/v1/cases/*/steps', async (route) => {
        const response = await route.fetch();
        await page.locator('[data-testid=case-resume]:disabled').waitFor();
        await route.fulfill({ response });
      });
      await at('case-confirm').press('Enter');
      await page.locator('[data-testid=case-resume]:enabled').press('Enter');
      await at('case-suspend').waitFor();
      await page.unrouteAll({ behavior: 'wait' });
      const facts = await at('case-fact').allTextContents();
      expect(facts.filter((fact) => fact.includes(`until ${day} 09:00`))).toHaveLength(1);
      expect(facts.filter((fact) => fact.includes('rain'))).toHaveLength(1);
    },
    SLOW_MS,
  );

  test(
    'the browser asks before a reload that would lose what was typed, and not once it was sent or given up',
    async () => {
      let asked = 0;
      page.on('dialog', async (dialog) => {
        asked++;
        await dialog.accept();
      });
      const write = async () => {
        await at('case-suspend').press('Enter');
        await page.getByRole('textbox', { name: 'Reason' }).pressSequentially('rain');
      };
      await followLink(page, '/help', '[data-testid=help-text] h1');
      await followLink(page, '/cases?view=table&state=reported', '[data-testid=case-row]');
      await at('case-row').last().press('Enter');
      await write();
      await page.reload();
      expect(asked).toBe(1);
      await write();
      await page.getByRole('button', { name: 'Cancel' }).press('Enter');
      await at('case-suspend').waitFor();
      await page.reload();
      await at('case-suspend').waitFor();
      expect(asked).toBe(1);
    },
    SLOW_MS,
  );

  test(
    'the chooser of files is opened by Enter and the space bar, and the focus stays at its button',
    async () => {
      await followLink(page, '/help', '[data-testid=help-text] h1');
      await followLink(page, '/cases?view=table&state=reported', '[data-testid=case-row]');
      await at('case-row').last().press('Enter');
      await at('case-photo').waitFor();
      for (const key of ['Enter', 'Space']) {
        const chosen = page.waitForEvent('filechooser');
        await at('case-photo').press(key);
        await chosen;
        await page.locator('[data-testid=case-photo]:focus').waitFor();
      }
    },
    SLOW_MS,
  );

  test(
    'by keyboard alone an officer is found and a case accepted, the focus going along and back',
    async () => {
      await followLink(page, '/', '[data-testid=officer-row]');
      const name = await at('officer-row').locator('b').first().textContent();
      await page.keyboard.press('Control+k');
      await page.locator('[role=dialog] input:focus').waitFor();
      await page.keyboard.type(name!);
      await at('search-hit').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-testid=detail]:focus').waitFor();
      expect(await page.locator('[data-testid=detail] h2').textContent()).toBe(name);
      await page.keyboard.press('Escape');
      await at('detail').waitFor({ state: 'detached' });

      await followLink(page, '/cases?view=table&state=reported', '[data-testid=case-row]');
      await at('case-row').first().press('Enter');
      await page.locator('section:focus [data-testid=case-accept]').waitFor();
      for (let tabs = 0; tabs < 3; tabs++) {
        await page.keyboard.press('Tab');
        if (await page.locator('[data-testid=case-accept]:focus').count()) break;
      }
      // What changed is heard before the answer that it was done, as happens on a busy server.
      await page.route('**/api/v1/cases/*/steps', async (route) => {
        const response = await route.fetch();
        await page.locator('div:focus [data-testid=case-dispatch]:disabled').waitFor();
        await route.fulfill({ response });
      });
      await page.keyboard.press('Enter');
      // The step it had the focus on is gone: the next one has it.
      await page.locator('[data-testid=case-dispatch]:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-testid=case-detail] input:focus').waitFor();
      await page.keyboard.press('?');
      expect(new URL(page.url()).pathname).toMatch(/^\/cases\/\d+$/);
    },
    SLOW_MS,
  );

  test(
    'by keyboard alone a view of cases is given a name, the focus going into what opens and back, and opened again',
    async () => {
      const open = async () => {
        await at('saved-views').press('Enter');
        await page.locator('[role=dialog]:focus').waitFor();
        await page.keyboard.press('Tab');
      };
      await followLink(page, '/cases?light=red', '[data-testid=case-board]');
      await open();
      await page.keyboard.type('Overdue');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Overdue', exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('[data-testid=saved-views]:focus').waitFor();
      await followLink(page, '/cases?view=table', '[data-testid=case-row]');
      await open();
      await page.keyboard.press('Enter');
      await page.waitForURL(/light=red/);
      await page.keyboard.press('Escape');
    },
    SLOW_MS,
  );

  test(
    'the tour is taken by keyboard to the cheat whose walk was delivered twice, left, and taken again',
    async () => {
      await page.goto(server.url);
      await at('tour-start').click();
      await at('tour-people').waitFor();
      for (const step of ['alerts', 'suspects', 'verdict', 'signal', 'twin']) {
        await page.keyboard.press('ArrowRight');
        await at(`tour-${step}`).waitFor();
      }
      await page.waitForURL(/\/officers\/\d+\/patrols\/\d+$/);
      await at('counterpart').waitFor();
      expect(await at('evidence-outcome').textContent()).toContain('Suspicious');
      expect(await at('signal').first().textContent()).toContain('Replayed');
      await page.keyboard.press('Escape');
      await at('tour-twin').waitFor({ state: 'detached' });
      await followLink(page, '/help', '[data-testid=tour-again]');
      await at('tour-again').click();
      await at('tour-people').waitFor();
      await page.keyboard.press('Escape');
      await at('tour-people').waitFor({ state: 'detached' });
      expect(await at('tour-offer').count()).toBe(0);
    },
    2 * SLOW_MS,
  );

  test(
    'on a phone no page is wider than the screen, and every control has a name',
    async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      for (const [path, ready] of Object.entries(PAGES)) {
        await followLink(page, path, ready);
        expect([path, await widthOf(page)]).toEqual([path, 390]);
        for (const role of ['button', 'link', 'textbox', 'combobox'] as const)
          expect([path, role, await page.getByRole(role, { name: /^$/ }).count()]).toEqual([
            path,
            role,
            0,
          ]);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    },
    3 * SLOW_MS,
  );

  test(
    'an alert is acknowledged with what was done, and by whom stays to be read',
    async () => {
      await page.goto(server.url);
      await at('alert-count').click();
      const late = at('alert-row').and(page.locator('[data-kind=late-start]')).first();
      // Late in the run, as it comes in its own time: the watch looks every minute.
      await late.waitFor({ timeout: ALERT_MS });
      expect(await late.getByTestId('alert-lasting').textContent()).toMatch(/Since \d\d:\d\d/);
      const open = await figure('alert-count');
      await late.getByRole('textbox').fill('Called: on the way');
      await late.getByRole('button', { name: 'Acknowledge' }).click();
      await expect.poll(() => figure('alert-count')).toBeLessThan(open);
      await page.getByText(/^All \d+$/).click();
      const seen = at('alert-row').filter({ hasText: 'Called: on the way' });
      expect(await seen.getByTestId('alert-acknowledged').textContent()).toContain('supervisor');
      expect(await seen.getByRole('textbox').count()).toBe(0);
    },
    ALERT_MS + SLOW_MS,
  );

  test(
    'everything is there in Chinese as well',
    async () => {
      await at('account-menu').click();
      await page.getByRole('radio', { name: '中文' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: '帮助' }).click();
      await expect.poll(() => at('help-text').textContent()).toContain('无法核验');
    },
    SLOW_MS,
  );

  test('the browser refused nothing, found no error and asked no other server', () => {
    expect(complaints).toEqual([]);
  });

  test(
    'its administrator throws the demo away, asked first, and makes the first administrator of an empty place',
    async () => {
      const desk = await openDesk(browser, SLOW_MS);
      const session = `${server.url}/api/v1/session`;
      const enter = (name: string, password: string) =>
        desk.request.post(session, { data: { name, password } }).then((reply) => reply.status());
      expect(await enter('admin', 'demo-admin')).toBe(200);
      const own = await desk.newPage();
      await own.goto(`${server.url}/set-up`);
      const end = (within: Locator) => within.getByRole('button', { name: 'Throw the demo away…' });
      const banner = own.getByTestId('end-demo');
      await end(banner).click();
      const dialog = own.getByRole('dialog', { name: 'Throw the whole demo away?' });
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect((await desk.request.get(session)).status()).toBe(200);
      await end(banner).click();
      await end(dialog).click();
      await own.getByLabel('Name of the place').fill('Luqiao');
      expect(await enter('supervisor', 'demo-supervisor')).toBe(401);
      await own.getByLabel('Its code').fill('331004');
      await own.getByLabel('Account', { exact: true }).fill('root');
      await own.getByLabel('Password').fill('a long password');
      await own.getByTestId('make-first').click();
      await own.locator('[data-testid=set-up][data-step=areas]').waitFor();
      expect(await banner.count()).toBe(0);
      const { areas } = await (await desk.request.get(`${server.url}/api/v1/areas`)).json();
      expect(areas).toHaveLength(1);
    },
    2 * SLOW_MS,
  );
});
