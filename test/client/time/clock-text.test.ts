import { expect, test } from 'vitest';
import { dayText, timeText } from '../../../client/plain/clock-text.ts';

test('the clock of the shell reads month before day, and midnight as 00, in the time zone of the area', () => {
  const moment = Date.parse('2026-11-28T16:00:05Z');
  expect([dayText(moment, 'Asia/Shanghai'), timeText(moment, 'Asia/Shanghai')]).toEqual([
    '11-29',
    '00:00:05',
  ]);
});
