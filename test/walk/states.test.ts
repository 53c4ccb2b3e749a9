import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWalkers } from '../../scripts/bench/console/walkers.ts';
import { freePort } from '../../scripts/test-machine/free-port.mjs';
import type { App } from '../../server/app.ts';
import { startTestApp } from '../support/app.ts';
import {
  ALSO,
  barriersOf,
  COARSE,
  followLink,
  hasBrowser,
  openBrowser,
  openDesk,
  widthOf,
} from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { putCity } from '../support/made/city.ts';
import { putOneDay } from '../support/made/one-day.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { nothingToCome, ofOne, PAGES, SCREENS, walkPages } from '../support/pages.ts';
import { openPictures, SHARE_MAX } from '../support/pictures.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const READY_MS = 300_000;
const SLOW_MS = 90_000;
const WALK_MS = 1_800_000;
/** Officers on the map of the city: more than have their ways drawn from afar. */
const CITY_OFFICERS = 2_100;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
/** Every page is looked at in each; `XUNJI_WALK=all`: in every mixture. */
const LOOKS = [
  { viewport: DESK, language: 'en', colorScheme: 'light' },
  { viewport: PHONE, language: 'zh', colorScheme: 'dark' },
  ...(process.env.XUNJI_WALK === 'all'
    ? ([
        { viewport: DESK, language: 'en', colorScheme: 'dark' },
        { viewport: DESK, language: 'zh', colorScheme: 'light' },
        { viewport: DESK, language: 'zh', colorScheme: 'dark' },
        { viewport: PHONE, language: 'zh', colorScheme: 'light' },
        { viewport: PHONE, language: 'en', colorScheme: 'dark' },
        { viewport: PHONE, language: 'en', colorScheme: 'light' },
      ] as const)
    : []),
] as const;
/** Where every look is kept as a picture, fine, to be looked at by a person and compared with none; not if not given. */
const KEPT_IN = process.env.XUNJI_WALK_TO;
const LANGUAGES = { zh: 'zh-CN', en: 'en' } as const;
/** What the scale of a map says in each. */
const SCALES = { zh: /米|公里/, en: /\d\sk?m$/ };

/** Until colours and places have changed to what they become. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  );

describe.skipIf(!hasBrowser())('every page of the console, by how much there is to show', () => {
  let store: TestStore;
  let app: App;
  let start: () => Promise<App>;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  let pages: Record<string, string>;
  let pictures: Awaited<ReturnType<typeof openPictures>>;
  const complaints: string[] = [];

  /** Says it as another window of the console would, so that nothing is loaded anew. */
  async function speak(on: Page, language: keyof typeof LANGUAGES): Promise<void> {
    await on.evaluate((newValue) => {
      dispatchEvent(new StorageEvent('storage', { key: 'xunji.language', newValue }));
    }, language);
    await on.locator(`html[lang=${LANGUAGES[language]}]`).waitFor();
  }

  /** In every look: no barrier, the scale of a map in its language, nothing wider than the screen. `state`: in the name of its picture. */
  async function lookAt(on: Page, path: string, state = ''): Promise<void> {
    for (const { colorScheme, language, viewport } of LOOKS) {
      await on.setViewportSize(viewport);
      await on.emulateMedia({ colorScheme });
      await speak(on, language);
      await nothingToCome(on, path);
      await settle(on);
      const where = `${path} ${viewport.width} ${language} ${colorScheme} ${state}`.trimEnd();
      if (KEPT_IN)
        await on.screenshot({ path: join(KEPT_IN, `${where.replace(/\W+/g, '-')}.png`) });
      expect.soft([where, await barriersOf(on, undefined, ALSO)]).toEqual([where, []]);
      const scales = await on.locator('.maplibregl-ctrl-scale').allInnerTexts();
      const foreign = scales.filter((text) => !SCALES[language].test(text));
      expect.soft([where, foreign]).toEqual([where, []]);
      expect.soft([where, await widthOf(on)]).toEqual([where, viewport.width]);
    }
    await on.setViewportSize(DESK);
    await on.emulateMedia({ colorScheme: 'light' });
    await speak(on, 'en');
  }

  beforeAll(async () => {
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    const ids = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
    pages = { ...PAGES, ...ofOne(await putOneDay(store.db, ids)) };
    const port = await freePort();
    start = () => startTestApp(store.db, { config: { port }, now: () => NOW });
    app = await start();
    browser = await openBrowser();
    pictures = await openPictures(browser);
    const seen = KEPT_IN ? {} : COARSE;
    desk = await openDesk(browser, SLOW_MS, { ...seen, viewport: DESK, locale: 'en' });
    const account = { name: 'root', password: PASSWORD };
    await desk.request.post(`${app.url}/api/v1/session`, { data: account });
    page = await desk.newPage();
    await page.clock.setFixedTime(NOW);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  }, READY_MS);

  afterAll(async () => {
    await pictures?.close();
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test('one day: without barriers in both languages and shades, wide and on a phone; key screens as they are kept', {
    timeout: WALK_MS,
  }, async () => {
    await page.goto(`${app.url}/help`);
    await walkPages(page, pages, async (path) => {
      const name = SCREENS[path.replace(/\d+/g, 'N')];
      if (name && !KEPT_IN) {
        await expect
          .poll(() => pictures.apart(page, name), { message: path })
          .toBeLessThanOrEqual(SHARE_MAX);
        // A page that shows nothing is seen.
        const show = (visibility: string) =>
          page.locator('main').evaluate((main, to) => (main.style.visibility = to), visibility);
        await show('hidden');
        if (process.env.UPDATE_PICTURES !== '1')
          expect.soft(await pictures.apart(page, name), path).toBeGreaterThan(SHARE_MAX);
        await show('');
      }
      await lookAt(page, path);
    });
    expect(complaints).toEqual([]);
  });

  test('a city: 900 grids and 2,100 officers more, without barriers in both languages and shades, wide and on a phone', {
    timeout: WALK_MS,
  }, async () => {
    const places = await putCity(store.db);
    createWalkers(app.context.board, places, CITY_OFFICERS).walk(CITY_OFFICERS, NOW);
    await page.goto(`${app.url}/help`);
    await walkPages(page, pages, (path) => lookAt(page, path, 'city'));
    expect(complaints).toEqual([]);
  });

  test('cut off from the server: each says so with a way to try again, or shows what needs nothing, and none waits for ever', {
    timeout: WALK_MS,
  }, async () => {
    const cut = await desk.newPage();
    await cut.route(/\/api\/v1\/(?!session$|site$)|socket\.io/, (route) => route.abort());
    await cut.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await cut.goto(`${app.url}/help`);
    await cut.getByTestId('disconnected').waitFor();
    const failed = '[data-testid=failure] button';
    const ofNothing = ['/help', '/nowhere', '/studies'];
    const cutOff = Object.entries(pages).map(([path, there]) => [
      path,
      ofNothing.includes(path) ? there : failed,
    ]);
    // By way of Help, so that the failure of one page is not taken for that of the next.
    const toHelp = () => followLink(cut, '/help', PAGES['/help']);
    const look = async (path: string) => {
      await lookAt(cut, path, 'cut');
      await toHelp();
    };
    await walkPages(cut, Object.fromEntries(cutOff), look, { mayFail: true });
    await cut.close();
  });

  test('the server stops under the pages and comes back: each shows what it has or says that it failed, and all are whole again', {
    timeout: WALK_MS,
  }, async () => {
    await app.close();
    await page.getByTestId('disconnected').waitFor();
    const orFailed = Object.entries(pages).map(([path, there]) => [
      path,
      `:is(${there}, [data-testid=failure] button, [data-testid=disconnected] ~ * [data-testid=empty])`,
    ]);
    await walkPages(
      page,
      Object.fromEntries(orFailed),
      async (path) => {
        expect(await page.getByTestId('disconnected').count(), path).toBe(1);
      },
      { mayFail: true },
    );
    complaints.length = 0;
    app = await start();
    await page.getByTestId('disconnected').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByTestId('failure').count()).toBe(0);
    complaints.length = 0;
    await walkPages(page, pages);
    expect(complaints).toEqual([]);
  });
});
