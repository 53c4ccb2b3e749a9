import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { startTestApp } from '../support/app.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { createUser, PASSWORD } from '../support/console.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { cornerOf, seedTestWorld } from '../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const READY_MS = 180_000;
const SLOW_MS = 60_000;

declare global {
  /** Animation frames in which anything was drawn by WebGL. */
  var paints: number;
  var accentEdge: () => number | null;
}

/** Counts paints from before the page draws at all; runs in the browser. */
function countPaints(): void {
  globalThis.paints = 0;
  let isPainted = false;
  for (const name of ['drawElements', 'drawArrays'] as const) {
    const draw = WebGL2RenderingContext.prototype[name] as (...args: number[]) => void;
    WebGL2RenderingContext.prototype[name] = function (this: unknown, ...args: number[]) {
      isPainted = true;
      draw.apply(this, args);
    } as never;
  }
  requestAnimationFrame(function count() {
    if (isPainted) globalThis.paints += 1;
    isPainted = false;
    requestAnimationFrame(count);
  });
}

/** Where the rightmost pixels of the map in the colour of an officer lie, px from the left; null: none. Runs in the browser. */
function edgeOfAccent(): number | null {
  const map = document.querySelector<HTMLCanvasElement>('[data-testid=map] canvas')!;
  const copy = document.createElement('canvas');
  copy.width = map.width;
  copy.height = map.height;
  const context = copy.getContext('2d')!;
  const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent');
  context.fillStyle = accent;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  context.drawImage(map, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  let right: number | null = null;
  for (let i = 0; i < data.length; i += 4) {
    const far = Math.abs(data[i]! - r!) + Math.abs(data[i + 1]! - g!) + Math.abs(data[i + 2]! - b!);
    if (far < 12) right = Math.max(right ?? 0, (i / 4) % copy.width);
  }
  return right;
}

describe.skipIf(!hasBrowser())('An officer on the live map', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let page: Page;
  let handheld: RawHandheld;
  const corner = cornerOf('G1');

  beforeAll(async () => {
    store = await (hasPostgresql() ? openPostgresql() : openEmbedded());
    const ids = await seedTestWorld(store.db);
    await createUser(store.db, { name: 'boss', role: 'supervisor', areaId: ids.areas.D! });
    app = await startTestApp(store.db);
    handheld = await openRawHandheld(app.url, 'H1');
    browser = await openBrowser();
    // Small, so that a paint is cheap without a graphics card.
    const context = await browser.newContext({ viewport: { width: 480, height: 360 } });
    context.setDefaultTimeout(SLOW_MS);
    await context.request.post(`${app.url}/api/v1/session`, {
      data: { name: 'boss', password: PASSWORD },
    });
    page = await context.newPage();
    await page.addInitScript(countPaints);
    await page.addInitScript({ content: `globalThis.accentEdge = ${edgeOfAccent}` });
  }, READY_MS);

  afterAll(async () => {
    await browser?.close();
    handheld?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  test('is there, on ground that is drawn, while the borders of grids are still on their way', {
    timeout: READY_MS,
  }, async () => {
    const asked: string[] = [];
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/api/v1/areas.geojson?*', async (held) => {
      const level = new URL(held.request().url()).searchParams.get('level')!;
      asked.push(level);
      if (level === 'grid') await released;
      await held.continue();
    });
    await page.goto(app.url);
    await page.locator('[data-testid=map][data-ready=true]').waitFor();
    await expect.poll(() => asked).toEqual(['district', 'town', 'village', 'grid']);
    await expect.poll(() => page.evaluate(() => globalThis.paints)).toBeGreaterThan(0);
    const came = page.waitForResponse(/areas\.geojson\?level=grid/);
    release();
    expect((await came).status()).toBe(200);
    await page.unrouteAll();
  });

  test('is painted again and again between two frames of the server', {
    timeout: READY_MS,
  }, async () => {
    let frames = 0;
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('["fleet"')) frames += 1;
      }),
    );
    await page.goto(app.url);
    await page.locator('[data-testid=map][data-ready=true]').waitFor();
    const session = Date.now() - 60_000;
    await handheld.ask('fixes', {
      session,
      fixes: [{ seq: 0, t: Date.now(), lng: corner.lng + 0.002, lat: corner.lat + 0.002 }],
    });
    await page.locator('[data-testid=officer-list]').waitFor({ state: 'attached' });
    const before = frames;
    expect(before).toBeGreaterThan(0);
    // No more frames come. The wait for each paint must not grow with the age of the page.
    const { age, took } = await page.evaluate(async () => {
      const age = performance.now();
      const first = globalThis.paints;
      while (globalThis.paints < first + 4) await new Promise(requestAnimationFrame);
      return { age, took: performance.now() - age };
    });
    expect(frames).toBe(before);
    expect(took).toBeLessThan(age);
  });

  test('is drawn again once a lost graphics card is back', { timeout: READY_MS }, async () => {
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=map] canvas')!;
      canvas.dataset.old = 'true';
      const card = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      card.loseContext();
      setTimeout(() => card.restoreContext(), 100);
    });
    await page.locator('[data-testid=map] canvas:not([data-old])').waitFor();
    await expect
      .poll(() => page.evaluate(() => globalThis.accentEdge()), { timeout: SLOW_MS })
      .not.toBeNull();
  });

  test('is where it went, and who set out is there, once a cut is over', {
    timeout: READY_MS,
  }, async () => {
    let isCut = false;
    const open = new Set<WebSocketRoute>();
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (isCut) return socket.close();
      open.add(socket);
      socket.connectToServer();
    });
    await page.route(/\/socket\.io\//, (asked) => (isCut ? asked.abort() : asked.continue()));
    await page.goto(app.url);
    const rows = page.getByTestId('officer-row');
    await expect.poll(() => rows.count()).toBe(1);
    await page.locator('[data-testid=map][data-ready=true]').waitFor();
    const edge = () => page.evaluate(() => globalThis.accentEdge());
    await expect.poll(edge, { timeout: SLOW_MS }).not.toBeNull();
    isCut = true;
    for (const socket of open) await socket.close();
    await page.getByTestId('disconnected').waitFor();
    const t = Date.now();
    const other = await openRawHandheld(app.url, 'H3');
    for (const [walker, grid, session] of [
      [handheld, 'G2', t - 70_000],
      [other, 'G3', t - 80_000],
    ] as const) {
      const at = cornerOf(grid);
      const fix = { seq: 0, t, lng: at.lng + 0.002, lat: at.lat + 0.002 };
      await walker.ask('fixes', { session, fixes: [fix] });
    }
    other.close();
    expect(await rows.count()).toBe(1);
    isCut = false;
    // Else it waits some seconds before it tries again by itself.
    await page.getByTestId('disconnected').getByRole('button').press('Enter');
    await expect.poll(() => rows.count(), { timeout: SLOW_MS }).toBe(2);
    await expect.poll(() => page.getByTestId('disconnected').count()).toBe(0);
  });

  test('is painted of the past only while time passes there', { timeout: READY_MS }, async () => {
    await page.goto(`${app.url}/replay?from=${new Date(Date.now() - HOUR_MS).toISOString()}`);
    await page.locator('[data-testid=map][data-ready=true]').waitFor();
    const paints = () =>
      page.evaluate(async () => {
        const first = globalThis.paints;
        for (let frame = 0; frame < 60; frame++) await new Promise(requestAnimationFrame);
        return globalThis.paints - first;
      });
    await expect.poll(paints, { timeout: SLOW_MS }).toBe(0);
    await page.getByTestId('replay-play').press('Enter');
    await expect.poll(paints, { timeout: SLOW_MS }).toBeGreaterThan(0);
  });
});
