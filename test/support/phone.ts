import type { Page } from 'playwright-core';
import type { LngLat } from '../../server/contract/areas/geo.ts';

/** The line that every screen has: what is on the server, and what waits. */
export async function queueOf(page: Page): Promise<{ stored: number; waiting: number }> {
  const line = page.getByTestId('queue');
  return {
    stored: Number(await line.getAttribute('data-stored')),
    waiting: Number(await line.getAttribute('data-waiting')),
  };
}

/** Walks step by step: each position is taken in before the next one comes. */
export async function walkOn(
  page: Page,
  steps: readonly (LngLat & { t: number; accuracyM?: number })[],
  setNow: (t: number) => void,
): Promise<void> {
  const walked = () => page.getByTestId('patrol').getAttribute('data-walked').then(Number);
  const before = await walked();
  for (const [k, { t, lng, lat, accuracyM = 5 }] of steps.entries()) {
    setNow(t);
    await page.clock.setFixedTime(t);
    await page.context().setGeolocation({ longitude: lng, latitude: lat, accuracy: accuracyM });
    await page.waitForFunction(
      (count) =>
        Number(document.querySelector('[data-testid=patrol]')?.getAttribute('data-walked')) >=
        count,
      before + k + 1,
      { polling: 'raf' },
    );
  }
}
