import { expect, test } from 'vitest';
import { forecastLine } from '../../client/risk/forecast-line.ts';
import { tIn } from '../support/made/words.ts';

const [zh, en] = [tIn('zh'), tIn('en')];

const base = {
  method: 'decayed-kernel-rate/1',
  serving: 'decayed-kernel-rate/1',
  standsDown: null,
  decidesAfter: { weeks: 4, incidents: 50 },
  days: 12,
  incidents: 34,
  methods: [],
};
const compared = [
  {
    method: 'kernel-density/1',
    logScore: -5,
    shares: [],
    against: { difference: 0.1, low: -0.1, high: 0.3 },
  },
];

test('a forecast that is young, holds or stands down is said to, in both languages', () => {
  expect(forecastLine(en, base)).toContain('12 days and 34 incidents so far');
  expect(forecastLine(en, { ...base, methods: compared })).toBe(
    'Forecast: decayed kernel serves; over 12 days no simple method was surely better',
  );
  const behind = [{ ...compared[0]!, against: { difference: -0.2, low: -0.3, high: -0.1 } }];
  expect(forecastLine(en, { ...base, methods: behind })).toContain('is behind a simple method');
  const down = {
    ...base,
    serving: 'all-time-counts/1',
    standsDown: { method: 'decayed-kernel-rate/1', since: '2026-06-29' },
  };
  expect(forecastLine(en, down)).toBe(
    'Forecast: decayed kernel stands down; all-time counts serve since 2026-06-29',
  );
  expect(forecastLine(zh, down)).toBe(
    '预报：衰减核密度已停用，自 2026-06-29 起由“历史累计次数”代替',
  );
});
