import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { BrowserContext } from 'playwright-core';
import { build } from 'vite';
import type { View } from './areas/map-page.ts';
import { type City, withCity } from './console/city-server.ts';
import { openProfile } from './console/profile.ts';
import { median } from './support/median.ts';

const WAYS = ['geojson', 'console', 'tiles'] as const;
type Way = (typeof WAYS)[number];

/**
 * The areas of a city of 5,811 grids on a map: drawn from whole GeoJSON; as the console draws them, borders of grids from the vector tiles
 * of `/ogc` and what is coloured and picked from GeoJSON; and from tiles alone. Bytes that came, processor time of the page's thread, and time
 * until the map stands still, of a browser that has nothing and of one that comes back. The first view shows the whole city; the near one
 * is one town. One JSON line.
 */
export default async function bench(args: string[]): Promise<void> {
  const { runs } = new Command('bench areas')
    .option('--runs <count>', 'times each is drawn; the middle is told', Number, 3)
    .parse(args, { from: 'user' })
    .opts<{ runs: number }>();
  const folder = await mkdtemp(join(tmpdir(), 'xunji-areas-'));
  try {
    await bundle(folder);
    const result = await withCity(1, async (city) => {
      const views = await viewsOf(city);
      const all: Record<string, unknown> = { bench: 'areas', grids: city.grids };
      for (const [name, view] of Object.entries(views))
        for (const way of WAYS)
          all[`${name}/${way}`] = await measure(city, folder, runs, way, view);
      return all;
    });
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const bundle = (outDir: string) =>
  build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    base: '/bench/',
    build: {
      ...{ outDir, target: 'es2022', assetsInlineLimit: 0, emptyOutDir: false },
      rolldownOptions: {
        input: join(import.meta.dirname, 'areas/map-page.ts'),
        output: { entryFileNames: 'map-page.js' },
      },
    },
  });

/** The whole city, and a place in the middle of it from near. */
async function viewsOf({ signIn, url }: City): Promise<Record<'city' | 'town', View>> {
  const context = await signIn();
  const { features } = await (
    await context.request.get(`${url}/api/v1/areas.geojson?level=town`)
  ).json();
  const places: [number, number][] = features.flatMap(
    (town: { geometry: { coordinates: [number, number][][][] } }) =>
      town.geometry.coordinates.flat(2),
  );
  const middle = (of: number[]) => (Math.min(...of) + Math.max(...of)) / 2;
  const [lng, lat] = [middle(places.map(([x]) => x)), middle(places.map(([, y]) => y))];
  await context.close();
  return { city: { lng, lat, zoom: 9 }, town: { lng, lat, zoom: 13 } };
}

async function measure(city: City, folder: string, runs: number, way: Way, view: View) {
  const [first, again] = [[] as Figures[], [] as Figures[]];
  for (let run = 0; run < runs; run++) {
    const context = await city.signIn();
    await context.route('**/bench/**', (route) => {
      const name = new URL(route.request().url()).pathname.slice('/bench/'.length);
      return name === ''
        ? route.fulfill({
            contentType: 'text/html',
            body: '<div id="map" style="width:1440px;height:900px"></div><script type="module" src="/bench/map-page.js"></script>',
          })
        : route.fulfill({ path: join(folder, name) });
    });
    first.push(await draw(context, city, way, view));
    again.push(await draw(context, city, way, view));
    await context.close();
  }
  return { first: middleOf(first), again: middleOf(again) };
}

type Figures = Record<'kB' | 'requests' | 'scriptMs' | 'threadMs' | 'mapMs' | 'heapMB', number>;

/** Draws the map once in a page of its own. */
async function draw(
  context: BrowserContext,
  { url }: City,
  way: Way,
  view: View,
): Promise<Figures> {
  const page = await context.newPage();
  let [bytes, requests] = [0, 0];
  const sizes: Promise<void>[] = [];
  context.on('requestfinished', (request) => {
    if (!/\/ogc\/|\/areas/.test(request.url())) return;
    requests++;
    sizes.push(
      request.sizes().then(({ responseBodySize }) => {
        bytes += responseBodySize;
      }),
    );
  });
  await page.goto(`${url}/bench/`);
  await page.waitForFunction(() => 'draw' in globalThis);
  const spent = await openProfile(page);
  const before = await spent();
  const mapMs = await page.evaluate(
    async ([name, at]) => {
      const start = performance.now();
      await (globalThis as unknown as { draw: Record<string, (view: View) => Promise<void>> }).draw[
        name
      ]!(at);
      return performance.now() - start;
    },
    [way, view] as const,
  );
  const after = await spent();
  await Promise.all(sizes);
  await page.close();
  context.removeAllListeners('requestfinished');
  return {
    ...{ kB: Math.round(bytes / 1000), requests, mapMs: Math.round(mapMs) },
    scriptMs: Math.round((after.scriptS - before.scriptS) * 1000),
    threadMs: Math.round((after.threadS - before.threadS) * 1000),
    heapMB: Math.round(after.heapBytes / 1e6),
  };
}

const middleOf = (all: readonly Figures[]) =>
  Object.fromEntries(
    Object.keys(all[0]!).map((name) => [
      name,
      median(all.map((one) => one[name as keyof Figures])),
    ]),
  );
