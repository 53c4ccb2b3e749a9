import { resolve } from 'node:path';
import { constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { defineConfig } from 'vitest/config';
import { chunkGroups } from './scripts/build/chunk-groups.ts';
import { withoutLibraryTexts } from './scripts/build/library-texts.ts';
import { listAppFiles } from './scripts/build/list-app-files.ts';

const server = `http://127.0.0.1:${process.env.PORT ?? 8080}`;

const STORES = 'test/support/stores/global-setup.ts';
const CONSOLE = 'scripts/build/build-console.ts';

const tests = (...rooms: string[]) => rooms.map((room) => `test/${room}/**/*.test.ts`);

/** `vite build` makes the console the server serves; `vite` alone serves it beside a running server; vitest tests all. */
export default defineConfig({
  root: process.env.VITEST ? '.' : 'client',
  plugins: [
    react(),
    withoutLibraryTexts(),
    listAppFiles({
      page: 'handheld/index.html',
      worker: 'handheld-worker',
      later: 'screens/scan-camera.tsx',
    }),
    // Once, when it is built, and not for everybody who asks.
    compression({
      include: /\.(js|css|svg)$/,
      threshold: 2_048,
      logLevel: 'silent',
      algorithms: [
        defineAlgorithm('gzip', { level: 9 }),
        defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      ],
    }),
  ],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Which files a page is made of: the budget of the entry is held against it.
    manifest: true,
    // A browser that knows no preloading of modules fetches them as they are imported.
    modulePreload: { polyfill: false },
    target: 'es2022',
    // The base map is one library of a megabyte, behind a lazy chunk.
    chunkSizeWarningLimit: 1_300,
    rolldownOptions: {
      // Two pages: the console, and the officer's handheld with its service worker, whose address never changes.
      input: {
        index: 'client/index.html',
        handheld: 'client/handheld/index.html',
        'handheld-worker': 'client/handheld/worker.ts',
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'handheld-worker' ? '[name].js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: [
            // Who is signed in, which every page asks, and what fetches chunks: else it lands in the biggest one, which everybody then fetches.
            {
              name: 'session',
              test: /vite\/preload-helper|contract\/routes\/people\/accounts/,
              priority: 1,
            },
            { name: 'base-map', test: /node_modules\/maplibre-gl\// },
            {
              name: 'deck',
              test: /node_modules\/(@deck\.gl|@luma\.gl|@math\.gl|@loaders\.gl|h3-js)\//,
            },
            { name: 'charts', test: /node_modules\/(echarts|zrender)\// },
            ...chunkGroups(),
          ],
        },
      },
    },
    // A data: font or script would be refused by the content security policy.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
  test: {
    // One more than the smallest machine has cores: a file waits for its browser, server or database half of the time. An embedded store takes
    // a gigabyte.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: resolve('test/support/seeded-properties.ts'),
    // A machine that does other things beside may be slow to come to what is awaited.
    expect: { poll: { timeout: 30_000 } },
    // Taken in the order of their names: what waits longest first, what is shortest last, so that no worker ends long before another.
    projects: [
      // No store and nothing to clean up: one set of modules serves all files of a thread.
      {
        extends: true,
        test: {
          name: 'pure',
          include: tests('contract', 'domain', 'client', 'house'),
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'databases',
          // The generator of typed clients builds on the compiler as a library.
          alias: [
            { find: /^typescript$/, replacement: resolve('test/support/compiler-library.ts') },
          ],
          server: { deps: { inline: ['openapi-typescript'] } },
          // One set of modules and one embedded store for all files of a worker: opening both takes longer than most files.
          isolate: false,
          include: tests('db', 'http', 'ingest', 'jobs', 'realtime', 'scripts', 'services'),
          globalSetup: STORES,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          isolate: false,
          include: tests('browser'),
          globalSetup: [STORES, CONSOLE],
        },
      },
      // Of minutes, and so of its own: `npm run walk`.
      ...(process.env.XUNJI_WALK
        ? [
            {
              extends: true as const,
              test: {
                name: 'walk',
                include: tests('walk'),
                globalSetup: [STORES, CONSOLE],
              },
            },
          ]
        : []),
    ],
  },
});
