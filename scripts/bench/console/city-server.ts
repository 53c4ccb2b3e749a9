import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type BrowserContext, chromium } from 'playwright-core';
import buildConsole from '../../build/build-console.ts';
import { findChromium } from '../../test-machine/chromium.mjs';
import { withDatabase, withPostgres } from '../support/own-postgres.ts';

/** Draws in software what is drawn at all. */
const FLAGS = [
  ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--js-flags=--expose-gc'],
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
];
const PASSWORD = 'a password of the benchmark';
const SLOW_MS = 300_000;

/** A server over a simulated city in a process of its own, and browsers that are signed in to it. */
export interface City {
  url: string;
  grids: number;
  server: ChildProcess;
  /** Another browser profile of the same account, with nothing kept. */
  signIn: () => Promise<BrowserContext>;
}

/** Lends a city with so many officers on its map, and ends it. */
export const withCity = <T>(officers: number, use: (city: City) => Promise<T>): Promise<T> =>
  withPostgres((serverUrl) =>
    withDatabase(serverUrl, async (databaseUrl) => {
      await buildConsole();
      const script = ['--import', 'tsx', 'scripts/bench/console/page-server.ts'];
      const server = spawn(
        process.execPath,
        [...script, databaseUrl, String(officers), PASSWORD, '1'],
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
        const signIn = async () => {
          const context = await browser.newContext({
            viewport: { width: 1440, height: 900 },
            bypassCSP: true,
          });
          context.setDefaultTimeout(SLOW_MS);
          await context.request.post(`${url}/api/v1/session`, {
            data: { name: 'boss', password: PASSWORD },
          });
          return context;
        };
        return await use({ url, grids, server, signIn });
      } finally {
        await browser.close();
        server.send('end');
        if (server.exitCode === null) await once(server, 'exit');
      }
    }),
  );
