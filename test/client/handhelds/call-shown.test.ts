import { expect, test } from 'vitest';
import { callShown, stateOf } from '../../../client/handheld/core/call-shown.ts';
import type { Call } from '../../../client/handheld/queue/records.ts';
import { DAY_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { NOW } from '../../support/made/world.ts';

const call = (id: number, come: Partial<Call> = {}): Call => ({
  ...{ id, sos: { t: id }, storedAt: id, heardAt: id, placeStored: false, alertId: 1 },
  ...{ acknowledgedBy: null, acknowledgedAt: null },
  ...come,
});
const NONE = { closed: new Set<string>(), nowMs: NOW + MINUTE_MS };

test('calls that are closed stay closed, all at once, until a person has seen one', () => {
  const calls = [call(NOW), call(NOW + 1)];
  expect(callShown(calls, NONE)).toBe(calls[1]);
  const closed = new Set(calls.map(stateOf));
  expect(callShown(calls, { ...NONE, closed })).toBeUndefined();
  const seen = call(NOW, { acknowledgedAt: new Date(NOW).toISOString(), acknowledgedBy: 'boss' });
  expect(callShown([seen, calls[1]!], { ...NONE, closed })).toBe(seen);
});

test('a call is shown for as long as it waits, a day where nobody saw it, half an hour where somebody did', () => {
  const after = (one: Call, ms: number) => callShown([one], { ...NONE, nowMs: NOW + ms });
  const seen = call(NOW, { acknowledgedAt: new Date(NOW).toISOString() });
  expect(after(call(NOW, { storedAt: null }), 2 * DAY_MS)).toBeDefined();
  expect([DAY_MS - 1, DAY_MS].map((ms) => after(call(NOW), ms) !== undefined)).toEqual([
    true,
    false,
  ]);
  expect([29, 30].map((k) => after(seen, k * MINUTE_MS) !== undefined)).toEqual([true, false]);
});
