import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { lateDefect } from '../../../server/domain/cases/told-late.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const told = (lateMs: number, why: string | null = null, step: 'close' | 'suspend' = 'close') =>
  lateDefect({ at: NOW - lateMs, step, why }, NOW)?.kind ?? 'taken';

it('a time typed in says why it comes late, reaches back over a weekend at most, and stops no clock backwards', () => {
  expect(told(5 * MINUTE_MS)).toBe('taken');
  expect(told(5 * MINUTE_MS + 1)).toBe('late-unsaid');
  expect(told(2 * HOUR_MS, '  ')).toBe('late-unsaid');
  expect(told(72 * HOUR_MS, 'told by telephone')).toBe('taken');
  expect(told(72 * HOUR_MS + 1, 'told by telephone')).toBe('too-late');
  expect(told(5 * MINUTE_MS, 'rain', 'suspend')).toBe('taken');
  expect(told(6 * MINUTE_MS, 'rain', 'suspend')).toBe('clock-back');
});
