import { expect, test } from 'vitest';
import { countedMinutes } from '../../client/evidence/map/use-beside.ts';
import { stretchesByKind } from '../../client/evidence/timeline/stretches.ts';
import { seesAll } from '../../client/live/need/sees-all.ts';
import type { Segment, SegmentKind } from '../../server/contract/patrols/verdict.ts';
import { verdictOf } from '../support/made/verdicts.ts';

const segment = (kind: SegmentKind, from: number, to: number): Segment => ({
  kind,
  fromMs: from * 60_000,
  toMs: to * 60_000,
});

test('stretches are told by kind from what counts to what does not, in time order, with their minutes', () => {
  const told = stretchesByKind([
    segment('gap', 30, 35),
    segment('counted', 20, 30),
    segment('outside', 15, 20),
    segment('counted', 0, 15),
  ]);
  expect(told.map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ['counted', 25],
    ['outside', 5],
    ['gap', 5],
  ]);
  expect(told[0]!.stretches.map(({ fromMs }) => fromMs)).toEqual([0, 1_200_000]);
});

test('a suggestion is asked for the minutes that counted, as far as the API takes them', () => {
  const counted = [48.75, 2, 900].map((effectiveMin) =>
    countedMinutes(verdictOf({ outcome: 'incomplete', effectiveMin })),
  );
  expect([countedMinutes(null), ...counted]).toEqual([null, 49, 10, 480]);
});

test('a suggestion that sees all where a comb sees all is none', () => {
  const shares = (riskShare: number, comb: number) => ({
    riskShare,
    comb: { riskShare: comb, minutes: 16 },
  });
  expect([shares(1, 1), shares(1, 0.9), shares(0.6, 0.5)].map(seesAll)).toEqual([
    true,
    false,
    false,
  ]);
});
