import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

/** Draws WebGL in software and asks nothing of the network beyond the page under test. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // Only the map wants WebGL; everything around it is drawn by a fifth of the work without.
  '--disable-gpu-compositing',
];

const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether there is a browser; suites that need it are skipped, and the run says why. */
export const hasBrowser = (): boolean => existsSync(path);

/** For pages whose pixels nobody reads: drawn in software, a quarter of them takes a quarter of the time. */
export const COARSE = { deviceScaleFactor: 0.5 };

/** Smoothed edges are two fifths of what drawing a map in software costs. Runs in the page. */
function withoutSmoothing(): void {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind, asked) {
    return getContext.call(this, kind, kind === 'webgl2' ? { ...asked, antialias: false } : asked);
  } as typeof getContext;
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: FLAGS });

/** What a console at a desk opens pages in: a wide screen, in English, calm, coarse unless told. `slowMs`: how long a step may take. */
export async function openDesk(
  browser: Browser,
  slowMs: number,
  options: BrowserContextOptions = COARSE,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // A map that glides takes a core where it is drawn in software, and what slides in is waited for.
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(slowMs);
  if (options.deviceScaleFactor === COARSE.deviceScaleFactor)
    await context.addInitScript(withoutSmoothing);
  return context;
}

/** Sets the clock of its pages ahead of the machine's; it goes on running, timers as they do. */
export async function setAhead(context: BrowserContext, aheadMs: number): Promise<void> {
  await context.addInitScript((ahead) => {
    const Machine = Date;
    globalThis.Date = new Proxy(Machine, {
      construct: (target, args, made) =>
        Reflect.construct(target, args.length === 0 ? [Machine.now() + ahead] : args, made),
      get: (target, key) =>
        key === 'now' ? () => Machine.now() + ahead : Reflect.get(target, key, target),
    });
  }, aheadMs);
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Rules of WCAG 2.2 that axe leaves off unless told. */
export const ALSO = {
  'label-content-name-mismatch': { enabled: true },
  'target-size': { enabled: true },
};

/** Tags of the rules of WCAG 2.2, A and AA. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Barriers that axe finds on a page, each rule with the places that break it; by all its rules, or those of the tags told; `rules`: also by these. */
export async function barriersOf(
  page: Page,
  tags?: string[],
  rules: Record<string, { enabled: boolean }> = {},
): Promise<[string, string[]][]> {
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(
    async ([runOnly, also]) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        ...(runOnly ? { runOnly } : {}),
        rules: also,
      });
      return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    },
    [tags, rules] as const,
  );
}

/** How wide a page is with what of it lies beyond the screen, px: where the whole of it scrolls sideways, and where its main part does, which scrolls for itself. */
export const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('html, main')].map(({ scrollWidth }) => scrollWidth)),
  );

/**
 * To another address of the app that is open, as a link would, until what it shows is there: loading all of it again takes seconds. What
 * the page before showed of the same kind does not count.
 */
export async function followLink(page: Page, path: string, there: string): Promise<void> {
  await page.evaluate(
    ([to, shown]) => {
      // What is shown already stays where the page does.
      if (location.pathname + location.search !== to)
        for (const element of document.querySelectorAll(shown!))
          element.setAttribute('data-old', '');
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    },
    [path, there],
  );
  await page.locator(`:is(${there}):not([data-old])`).first().waitFor();
}
