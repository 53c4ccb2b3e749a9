import { expect, test } from 'vitest';
import { codeAt } from '../../client/code-screen/code-at.ts';

test('a screen shows the code of the area’s own day, and none of a day that it knows none of', () => {
  const screen = {
    ...{ areaName: 'East', checkpoint: 'gate', name: 'The gate', nowMs: 0 },
    timeZone: 'Asia/Shanghai',
    codes: [
      { day: '2026-06-01', code: 'one' },
      { day: '2026-06-02', code: 'two' },
    ],
  };
  const at = (moment: string) => codeAt(screen, Date.parse(moment))?.code;
  expect(at('2026-05-31T15:59:59Z')).toBeUndefined();
  expect(at('2026-05-31T16:00:00Z')).toBe('one');
  expect(at('2026-06-01T15:59:59Z')).toBe('one');
  expect(at('2026-06-01T16:00:00Z')).toBe('two');
  expect(at('2026-06-02T16:00:00Z')).toBeUndefined();
  const west = { ...screen, timeZone: 'America/New_York' };
  expect(codeAt(west, Date.parse('2026-06-02T03:59:00Z'))?.code).toBe('one');
});
