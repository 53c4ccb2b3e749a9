import type { BrowserContext, Page } from 'playwright-core';
import type { LngLat } from '../../server/contract/areas/geo.ts';

/** The line that every screen has: what is on the server, and what waits. */
export async function queueOf(page: Page): Promise<{ stored: number; waiting: number }> {
  const line = page.getByTestId('queue');
  return {
    stored: Number(await line.getAttribute('data-stored')),
    waiting: Number(await line.getAttribute('data-waiting')),
  };
}

type Window = { heard: { at: string; told: (() => void)[] } };
const nameOf = ({ lng, lat }: LngLat) => `${lng} ${lat}`;

/** Lets pages tell which position they heard last, and what is left of the phone's battery (`localStorage.battery`, a share). */
export const listenToPositions = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const heard: Window['heard'] = { at: '', told: [] };
    Object.assign(window, { heard });
    const { geolocation } = navigator;
    const watch = geolocation.watchPosition.bind(geolocation);
    geolocation.watchPosition = (take, failed, options) =>
      watch(
        (position) => {
          take(position);
          heard.at = `${position.coords.longitude} ${position.coords.latitude}`;
          for (const tell of heard.told.splice(0)) tell();
        },
        failed,
        options,
      );
    Object.assign(navigator, {
      getBattery: async () => ({
        get level() {
          return Number(localStorage.getItem('battery') ?? 1);
        },
      }),
    });
  });

/** Resolves when the page has heard of a position. */
const hears = (page: Page, name: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    const { heard } = window as unknown as Window;
    while (heard.at !== wanted) await new Promise<void>((resolve) => heard.told.push(resolve));
  }, name);

/** Walks step by step: each position is heard before the next one comes; returns when all are kept. */
export async function walkOn(
  page: Page,
  steps: readonly (LngLat & { t: number; accuracyM?: number })[],
  setNow: (t: number) => void,
): Promise<void> {
  const walked = () => page.getByTestId('patrol').getAttribute('data-walked').then(Number);
  const before = await walked();
  for (const { t, lng, lat, accuracyM = 5 } of steps) {
    setNow(t);
    await page.clock.setFixedTime(t);
    await page.context().setGeolocation({ longitude: lng, latitude: lat, accuracy: accuracyM });
    await hears(page, nameOf({ lng, lat }));
  }
  await page
    .locator(`[data-testid=patrol][data-walked="${before + steps.length}"]`)
    .waitFor({ timeout: 60_000 });
}
