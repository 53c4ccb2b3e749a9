import dayjs from 'dayjs';
import { afterEach, expect, test, vi } from 'vitest';
import { type NormTried, tryOn } from '../../../client/evaluation/norms/use-norm-trial.ts';
import { problem } from '../../../server/contract/file-problem.ts';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { DAY_MS } from '../../../server/contract/units.ts';

afterEach(() => vi.unstubAllGlobals());

const MOST = 2_000;
const norm = { area: 'D', name: '-', rules: defaultNorm().rules };
const [FIRST, LAST] = [dayjs('2026-11-01'), dayjs('2026-11-30')];

/** How many days are asked for, one after the other, where each has so many patrols; and what comes of it. */
async function trying(patrolsADay: number, days: [dayjs.Dayjs, dayjs.Dayjs] = [FIRST, LAST]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { from, to } = JSON.parse(body) as { from: string; to: string };
    const count = ((Date.parse(to) - Date.parse(from)) / DAY_MS) * patrolsADay;
    asked.push(`${from} ${to}`);
    const refusal = {
      error: 'invalid',
      problems: [problem('too-many-to-try', { count, most: MOST })],
    };
    return count > MOST
      ? new Response(JSON.stringify(refusal), { status: 400 })
      : new Response(JSON.stringify({ days: count }));
  });
  const told: NormTried[] = [];
  const { signal } = new AbortController();
  const tried = await tryOn(norm, days, { signal, tell: (part) => told.push(part) });
  return { asked, told, tried };
}

test('the last three days are told first, and all of them then', async () => {
  const { asked, told, tried } = await trying(10);
  expect(asked).toEqual(['2026-11-28 2026-12-01', '2026-11-01 2026-12-01']);
  expect(told).toMatchObject([{ isFirst: true, tooMany: null, test: { days: 30 } }]);
  expect(tried).toMatchObject({ isFirst: false, tooMany: null, test: { days: 300 } });
});

test('where all days hold too many patrols, as many of the last are tried as can be, and how many there are is told', async () => {
  const { asked, tried } = await trying(100);
  expect(asked.at(-1)).toBe('2026-11-11 2026-12-01');
  expect(tried).toMatchObject({ isFirst: false, tooMany: { count: 3_000, most: MOST } });
  expect(tried.days.map((day) => day.format('MM-DD'))).toEqual(['11-11', '11-30']);
});

test('where three days hold too many already, fewer are tried, and no part is told before', async () => {
  const { asked, told, tried } = await trying(900);
  expect(asked).toEqual(['2026-11-28 2026-12-01', '2026-11-29 2026-12-01']);
  expect([told, tried.tooMany]).toEqual([[], { count: 2_700, most: MOST }]);
});

test('where one day holds too many, that is what is told', async () => {
  await expect(trying(2_500)).rejects.toMatchObject({ code: 'invalid' });
});

test('days that are no more than three are tried once', async () => {
  const { asked } = await trying(10, [LAST, LAST]);
  expect(asked).toEqual(['2026-11-30 2026-12-01']);
});
