import type { Page } from 'playwright-core';

const NAMES = { scriptS: 'ScriptDuration', threadS: 'TaskDuration', heapBytes: 'JSHeapUsedSize' };
type Spent = Record<keyof typeof NAMES, number>;

/** What the page's main thread has spent since, in processor time: whatever else the machine does is left out. */
export async function openProfile(page: Page): Promise<() => Promise<Spent>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((one) => one.name === name)!.value;
    return Object.fromEntries(
      Object.entries(NAMES).map(([key, name]) => [key, value(name)]),
    ) as Spent;
  };
}
