import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { followLink } from './browser.ts';
import type { OneDay } from './made/one-day.ts';

/** There is something to read, or it is said that there is nothing. */
const ROWS =
  ':is([data-testid=empty], tr.ant-table-row, [data-testid$=-row], [data-testid=worth-a-look], [data-testid=duty-pairs])';

/** Every page that is of nothing by itself, and what is there once it has come, whatever there is to show. */
export const PAGES = {
  '/': '[data-testid=map][data-ready=true]',
  '/patrols': ROWS,
  '/evaluation/ranking': ROWS,
  '/evaluation/scores': ROWS,
  '/evaluation/honours': ROWS,
  '/evaluation/signs': ROWS,
  '/evaluation/look': ROWS,
  '/evaluation/duty': ROWS,
  '/evaluation/norms': ROWS,
  '/warnings': '[data-testid=map][data-ready=true]',
  '/coverage': '[data-testid=coverage-period] :is([data-testid=empty], dl)',
  '/coverage/before': '[data-testid=coverage-period] ~ * :is([data-testid=empty], dl)',
  '/reports': '[data-testid=report]',
  '/incidents': ROWS,
  '/cases': `[data-testid=case-board] ${ROWS}`,
  '/cases?view=table': ROWS,
  '/studies': '[data-testid=empty]',
  '/studies/new': '[data-testid=study-form]',
  '/replay': '[data-testid=replay]',
  '/settings': '[data-testid=settings-setup] li',
  '/account': '[data-testid=own-password]',
  '/accounts': 'tr.ant-table-row',
  '/audit': '[data-testid=audit-by]',
  '/set-up': '[data-testid=set-up]',
  '/help': '[data-testid=help-text] h1',
};

/** What the browser's tab says on them. */
export const TITLES = [
  'Accounts',
  'Audit log',
  'Cases',
  'Coverage',
  'Evaluation',
  'Help',
  'Incidents',
  'Live map',
  'My account',
  'Patrols',
  'Replay',
  'Reports',
  'Set up',
  'Settings',
  'Studies',
  'Warnings',
].map((title) => `${title} · Xunji 巡迹`);

/** Pages of one thing each. */
export const ofOne = (day: OneDay): Record<string, string> => ({
  [`/officers/${day.officerId}/patrols/${day.patrolId}`]: '[data-testid=evidence]',
  [`/officers/${day.officerId}/record`]: '[data-testid=record]',
  [`/cases/${day.caseId}`]: '[data-testid=case-detail]',
  [`/incidents/${day.incidentId}`]: '[data-testid=incident]',
  [`/warnings/${day.warningId}`]: '[data-testid=warning-detail]',
  [`/studies/${day.studyId}`]: '[data-testid=study-result]',
  [`/?on=grid:${day.gridId}&study=${day.studyId}`]: '[data-testid=live-study]',
  '/nowhere': 'main h1',
});

/** Key screens that are kept as pictures, by their address with N for every number. */
export const SCREENS: Readonly<Record<string, string>> = {
  '/': 'live',
  '/patrols': 'patrols',
  '/officers/N/patrols/N': 'evidence',
  '/evaluation/ranking': 'ranking',
  '/coverage': 'coverage',
  '/reports': 'report',
  '/cases': 'cases',
  '/warnings/N': 'warning',
  '/studies/N': 'study',
  '/settings': 'settings',
};

/** What nobody is to read anywhere: moments before there were any, figures that are none, things that were not put into words. */
const BROKEN = /1970|NaN|Infinity|undefined|\[object|\{\{/;

/** What stands for something that is still to come. */
const TO_COME = '[data-testid=waiting], .ant-skeleton-active, .ant-spin-spinning';

/** Icons that a screen reader would call by the names the library has for them, such as "caret-right". Runs in the page. */
const namedByLibrary = (icons: Element[]): string[] =>
  icons
    .map((icon) => icon.getAttribute('aria-label') ?? '')
    .filter((name, i) => icons[i]!.classList.contains(`anticon-${name}`));

/** Until nothing of a page is still to come. */
export const nothingToCome = (page: Page, path: string): Promise<void> =>
  expect.poll(() => page.locator(TO_COME).count(), { message: path }).toBe(0);

/**
 * From page to page as links lead, each until it is there and nothing in it is still to come; the navigation stays, nothing failed and nothing
 * reads as broken, and no icon is called by what its file is. Then `look` is told which it is.
 */
export async function walkPages(
  page: Page,
  pages: Readonly<Record<string, string>>,
  look: (path: string) => Promise<void> = async () => {},
  { mayFail = false }: { mayFail?: boolean } = {},
): Promise<void> {
  await page.getByRole('navigation').first().waitFor();
  for (const [path, there] of Object.entries(pages)) {
    await followLink(page, path, there).catch((cause) => {
      throw new Error(`${path} does not come`, { cause });
    });
    await nothingToCome(page, path);
    expect(await page.getByRole('navigation').first().isVisible(), path).toBe(true);
    if (!mayFail) expect(await page.getByTestId('failure').count(), path).toBe(0);
    expect(await page.locator('body').innerText(), path).not.toMatch(BROKEN);
    expect(await page.locator('.anticon').evaluateAll(namedByLibrary), path).toEqual([]);
    await look(path);
  }
}
