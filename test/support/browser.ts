import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
