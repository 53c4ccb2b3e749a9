import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { timeDefect } from '../../../server/domain/cases/told-times.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const told = (
  lateMs: number,
  why: string | null = null,
  step: 'close' | 'suspend' = 'close',
  stopMs = HOUR_MS,
) =>
  timeDefect({ at: NOW - lateMs, step, until: NOW - lateMs + stopMs, why }, NOW)?.kind ?? 'taken';

it('a time typed in says why it comes late, reaches back over a weekend at most, and stops no clock backwards or for good', () => {
  expect(told(5 * MINUTE_MS)).toBe('taken');
  expect(told(5 * MINUTE_MS + 1)).toBe('late-unsaid');
  expect(told(2 * HOUR_MS, '  ')).toBe('late-unsaid');
  expect(told(72 * HOUR_MS, 'told by telephone')).toBe('taken');
  expect(told(72 * HOUR_MS + 1, 'told by telephone')).toBe('too-late');
  expect(told(5 * MINUTE_MS, 'rain', 'suspend')).toBe('taken');
  expect(told(6 * MINUTE_MS, 'rain', 'suspend')).toBe('clock-back');
  expect(told(0, 'works', 'suspend', 92 * DAY_MS)).toBe('taken');
  expect(told(0, 'works', 'suspend', 92 * DAY_MS + 1)).toBe('too-long');
});
