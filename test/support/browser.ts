import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

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
];

const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether there is a browser; suites that need it are skipped, and the run says why. */
export const hasBrowser = (): boolean => existsSync(path);

/** For pages whose pixels nobody reads: drawn in software, a quarter of them takes a quarter of the time. */
export const COARSE = { deviceScaleFactor: 0.5 };

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: FLAGS });

/**
 * To another address of the app that is open, as a link would, until what it shows is there: loading all of it again takes seconds. What
 * the page before showed of the same kind does not count.
 */
export async function followLink(page: Page, path: string, there: string): Promise<void> {
  await page.evaluate(
    ([to, shown]) => {
      for (const element of document.querySelectorAll(shown!)) element.setAttribute('data-old', '');
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    },
    [path, there],
  );
  await page.locator(`:is(${there}):not([data-old])`).first().waitFor();
}
