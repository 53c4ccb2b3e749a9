import { expect, test } from 'vitest';
import { isIn, stateOf } from '../../../client/handhelds/state.ts';
import type { HandheldState } from '../../../server/contract/handhelds/state.ts';

const handheld = (part: Partial<HandheldState>) =>
  ({ enrolledAt: null, revokedAt: null, sheetUntil: null, ...part }) as HandheldState;
const [then, until] = ['2026-06-01T00:00:00Z', '2026-06-04T00:00:00Z'];

test.each([
  ['secret', {}],
  ['sheet', { sheetUntil: until }],
  ['enrolled', { enrolledAt: then }],
  ['revoked', { enrolledAt: then, revokedAt: then }],
] as const)('a handheld is %s', (state, part) => {
  expect(stateOf(handheld(part))).toBe(state);
});

test('whose phone is enrolled waits for none, though a sheet was printed anew', () => {
  const reprinted = handheld({ enrolledAt: then, sheetUntil: until });
  expect(stateOf(reprinted)).toBe('enrolled');
  expect(isIn('waiting', reprinted)).toBe(false);
});
