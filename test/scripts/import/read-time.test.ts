import { expect, test } from 'vitest';
import { readTime } from '../../../scripts/import/incidents.ts';

test.each([
  ['2016-07-01T12:00:00', 'America/Chicago', '2016-07-01T17:00:00.000Z'],
  ['2016-01-01 12:00', 'America/Chicago', '2016-01-01T18:00:00.000Z'],
  ['2026-01-01', 'Asia/Shanghai', '2025-12-31T16:00:00.000Z'],
  ['2026-01-01T00:00:00Z', 'Asia/Shanghai', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00+02:00', 'Asia/Shanghai', '2025-12-31T22:00:00.000Z'],
  ['never', 'Asia/Shanghai', 'never'],
])('%s on clocks of %s is %s', (text, zone, moment) => {
  expect(readTime(text, zone)).toBe(moment);
});
