import { median } from '../support/median.ts';
import { withCity } from './city-server.ts';
import { drawNothing } from './draw-nothing.ts';
import { openProfile } from './profile.ts';

const SETTLE_MS = 15_000;

interface Measured {
  /** Script of animation frames and of frames of the fleet, ms each. */
  frames: number[];
  updates: number[];
}

declare global {
  var measured: Measured;
}

/** Times what scripts do; runs in the page before anything else. */
function instrument(): void {
  globalThis.measured = { frames: [], updates: [] };
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  let spent = 0;
  globalThis.requestAnimationFrame = (callback) =>
    ask((t) => {
      const start = performance.now();
      callback(t);
      spent += performance.now() - start;
    });
  ask(function next() {
    // A frame in which nothing was drawn is none.
    if (spent > 0.2) globalThis.measured.frames.push(spent);
    spent = 0;
    ask(next);
  });
  const listen = WebSocket.prototype.addEventListener;
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(handle: (event: MessageEvent) => void) {
      listen.call(this, 'message', (event) => {
        const start = performance.now();
        handle.call(this, event as MessageEvent);
        // The frame is taken in a microtask of the socket's, queued before this one.
        if (typeof (event as MessageEvent).data !== 'string')
          queueMicrotask(() => globalThis.measured.updates.push(performance.now() - start));
      });
    },
  });
}

/** What a page that watches a whole city spends: on each animation frame, each live update, at its start and in memory. */
export async function fleetPage({
  officers,
  perSecond,
  seconds,
}: {
  officers: number;
  perSecond: number;
  seconds: number;
}) {
  return withCity(officers, async ({ grids, server, signIn, url }) => {
    server.send({ perSecond });
    const context = await signIn();
    const page = await context.newPage();
    // What the loader of these sources puts around functions that have a name.
    await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
    await page.addInitScript(drawNothing);
    await page.addInitScript(instrument);
    const profile = await openProfile(page);
    await page.goto(url);
    await page.locator('[data-testid=officer-row]').first().waitFor({ state: 'attached' });
    await page.locator('[data-testid=map][data-ready=true]').waitFor();
    const startS = (await profile()).scriptS;
    await page.waitForTimeout(SETTLE_MS);
    const before = (await profile()).scriptS;
    await page.evaluate(() => Object.assign(globalThis.measured, { frames: [], updates: [] }));
    await page.waitForTimeout(seconds * 1000);
    const after = (await profile()).scriptS;
    const { frames, updates } = await page.evaluate(() => globalThis.measured);
    const heapBytes = await page.evaluate(() => {
      (globalThis as { gc?: () => void }).gc?.();
      return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory
        .usedJSHeapSize;
    });
    return {
      grids,
      fixesPerS: perSecond,
      paints: frames.length,
      frameMs: spread(frames),
      updates: updates.length,
      updateMs: spread(updates),
      scriptToFirstPictureS: round(startS),
      scriptShare: round((after - before) / seconds),
      heapMB: round(heapBytes / 1e6),
    };
  });
}

const spread = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: round(median(sorted)), p95: round(sorted[Math.floor(sorted.length * 0.95)] ?? 0) };
};

const round = (value: number) => Math.round(value * 100) / 100;
