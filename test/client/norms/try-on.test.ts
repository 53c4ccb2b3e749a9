import dayjs from 'dayjs';
import { afterEach, expect, test, vi } from 'vitest';
import { type NormTried, tryOn } from '../../../client/evaluation/norms/use-norm-trial.ts';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import type { BackTestInput } from '../../../server/contract/norms/norm-test.ts';

afterEach(() => vi.unstubAllGlobals());

const norm = { area: 'D', name: '-', rules: defaultNorm().rules };
const [FIRST, LAST] = [dayjs('2026-11-01'), dayjs('2026-11-30')];

/** What is asked for, one after the other, where there are so many grid days; and what comes of it. */
async function trying(of: number) {
  const asked: BackTestInput[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const input = JSON.parse(body) as BackTestInput;
    asked.push(input);
    return new Response(JSON.stringify({ drawn: { gridDays: Math.min(of, input.most!), of } }));
  });
  const told: NormTried[] = [];
  const { signal } = new AbortController();
  const tried = await tryOn(norm, [FIRST, LAST], { signal, tell: (part) => told.push(part) });
  return { asked, told, tried };
}

test('a few of all days are told first, and more of them then, as far as they are looked at', async () => {
  const { asked, told, tried } = await trying(12_000);
  expect(asked.map(({ most }) => most)).toEqual([60, 300, 1_000]);
  expect(new Set(asked.map(({ from, to }) => `${from} ${to}`))).toEqual(
    new Set(['2026-11-01 2026-12-01']),
  );
  expect(told.map(({ isPart, test }) => [isPart, test.drawn.gridDays])).toEqual([
    [true, 60],
    [true, 300],
  ]);
  expect(tried).toMatchObject({ isPart: false, test: { drawn: { gridDays: 1_000, of: 12_000 } } });
});

test('once all are looked at nothing more is asked for', async () => {
  const { asked, told, tried } = await trying(200);
  expect([asked.length, told.length, tried.isPart]).toEqual([2, 1, false]);
  expect((await trying(40)).told).toEqual([]);
});
