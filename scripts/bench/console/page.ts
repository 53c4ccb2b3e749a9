import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from 'playwright-core';
import { clientIsStale } from '../../build/client-build.mjs';
import { findChromium } from '../../test-machine/chromium.mjs';
import { median } from '../support/median.ts';
import { withDatabase, withPostgres } from '../support/own-postgres.ts';

/** Draws in software what is drawn at all. */
const FLAGS = [
  ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--js-flags=--expose-gc'],
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
];
const PASSWORD = 'a password of the benchmark';
const SETTLE_MS = 15_000;
const SLOW_MS = 300_000;

interface Measured {
  /** Script of animation frames and of frames of the fleet, ms each. */
  frames: number[];
  updates: number[];
}

declare global {
  var measured: Measured;
}

/** Lets WebGL draw nothing, and times what scripts do; runs in the page before anything else. */
function instrument(): void {
  globalThis.measured = { frames: [], updates: [] };
  for (const name of [
    'drawElements',
    'drawArrays',
    'drawElementsInstanced',
    'drawArraysInstanced',
  ] as const)
    WebGL2RenderingContext.prototype[name] = () => {};
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
  if (await clientIsStale(process.cwd()))
    throw new Error('the console is not built: npm run build first');
  return withPostgres((serverUrl) =>
    withDatabase(serverUrl, async (databaseUrl) => {
      const server = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          'scripts/bench/console/page-server.ts',
          databaseUrl,
          String(officers),
          PASSWORD,
          '1',
        ],
        { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
      );
      const { path } = await findChromium();
      const browser = await chromium.launch({
        ...(path ? { executablePath: path } : {}),
        args: FLAGS,
      });
      try {
        const [{ url, grids }] = (await once(server, 'message')) as [
          { url: string; grids: number },
        ];
        server.send({ perSecond });
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        context.setDefaultTimeout(SLOW_MS);
        await context.request.post(`${url}/api/v1/session`, {
          data: { name: 'boss', password: PASSWORD },
        });
        const page = await context.newPage();
        // What the loader of these sources puts around functions that have a name.
        await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
        await page.addInitScript(instrument);
        const profile = await openProfile(page);
        await page.goto(url);
        await page.locator('[data-testid=officer-row]').first().waitFor({ state: 'attached' });
        await page.locator('[data-testid=map][data-ready=true]').waitFor();
        const startS = await profile.scriptSeconds();
        await page.waitForTimeout(SETTLE_MS);
        const before = await profile.scriptSeconds();
        await page.evaluate(() => Object.assign(globalThis.measured, { frames: [], updates: [] }));
        await page.waitForTimeout(seconds * 1000);
        const after = await profile.scriptSeconds();
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
      } finally {
        await browser.close();
        server.send('end');
        if (server.exitCode === null) await once(server, 'exit');
      }
    }),
  );
}

/** Counts script on the page's main thread from now on. */
async function openProfile(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return {
    async scriptSeconds(): Promise<number> {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ScriptDuration')!.value;
    },
  };
}

const spread = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: round(median(sorted)), p95: round(sorted[Math.floor(sorted.length * 0.95)] ?? 0) };
};

const round = (value: number) => Math.round(value * 100) / 100;
